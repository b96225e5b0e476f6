import { type GeneratedFile, plainFile, script, secretFile } from '../../generatedFile';
import { yamlFile } from '../../yamlFile';
import type { Credentials } from '../credentials';
import { EXPORTERS } from '../exporter/exporters';
import { installScript } from '../exporter/running';
import { type MachineFile, type Part, part, placed } from '../machine';
import type { SetUp } from '../setUp';
import { alertRules, alertsFileName } from './alerts';
import { DROP_IN, selfScrapeJob, WEB_CONFIG, WEB_USER, webDropIn, webFiles } from './prometheusWeb';
import { jobFileNames, scrapeJob, targetsJson } from './scrapeJob';

const CONFIG = 'prometheus.yml';

/**
 * The machine of Prometheus: its configuration where a new one is written (`withScrapeJob` extends one that is there),
 * the files that the job names, the alert rules, and its own interface where that is secured.
 */
export function prometheusPart(setUp: SetUp, credentials: Credentials): Part {
  const isSecured = setUp.prometheus.web !== 'unchanged';
  const isByCertificate = setUp.prometheus.web === 'certificate';
  const isNew = setUp.prometheus.config === 'new';
  const { browser } = credentials;
  return part({
    // Who has a prometheus.yml has a Prometheus, maybe another one than Debian's.
    packages: isNew ? ['prometheus'] : [],
    before: guards(setUp),
    files: [
      ...[
        ...(isNew ? [plainFile(CONFIG, prometheusConfig(setUp, credentials))] : []),
        ...jobFiles(setUp, credentials),
        plainFile(alertsFileName(setUp), alertRules(setUp)),
        ...webFiles(setUp, credentials),
      ].map((file) => inItsFolder(setUp, file)),
      ...(isSecured ? [dropIn(setUp)] : []),
      ...(isNew ? installation(setUp) : []),
      // It belongs to a browser, and to no machine of the set.
      ...(isByCertificate && browser !== undefined ? [secretFile(browser.name, browser.pkcs12)] : []),
    ],
    after: checks(setUp),
    // Whether it speaks TLS is decided when it starts (web-config-rules.md 27).
    units: [{ unit: 'prometheus.service', by: isSecured ? 'restart' : 'reload' }],
  });
}

/** Installs Debian's Prometheus, as an exporter of that form would be. */
function installation(setUp: SetUp): readonly MachineFile[] {
  return EXPORTERS.filter(({ id }) => id === 'prometheus').map((exporter) =>
    script('install.sh', installScript({ ...setUp, exporter, form: 'debian' })),
  );
}

/** A whole prometheus.yml: the scrape of itself, the job, and the alerts. */
export function prometheusConfig(setUp: SetUp, { webLogin }: Credentials): string {
  const { interval } = setUp.prometheus;
  const comment = ['Configuration of Prometheus. Files are named relative to this one.'];
  return yamlFile(comment, [
    {
      key: 'global',
      value: [
        { key: 'scrape_interval', value: interval },
        { key: 'evaluation_interval', value: interval },
      ],
    },
    { key: 'rule_files', value: [alertsFileName(setUp)] },
    {
      key: 'scrape_configs',
      value: [selfScrapeJob(setUp, webLogin?.user ?? WEB_USER), scrapeJob(setUp, 'beside')],
    },
  ]);
}

/** What the job names, without places; the password without a line break, which would be a part of it. */
function jobFiles(setUp: SetUp, { authority, client, login }: Credentials): readonly GeneratedFile[] {
  const names = jobFileNames(setUp);
  const needsAuthority = setUp.profile !== 'tailnet' || setUp.prometheus.web !== 'unchanged';
  const needsClient = setUp.asks.certificate || setUp.prometheus.web === 'certificate';
  return [
    ...(setUp.profile === 'tailnet' ? [plainFile(names.targets, targetsJson(setUp))] : []),
    ...(needsAuthority && authority !== undefined ? [plainFile(names.authority, authority)] : []),
    ...(needsClient && client?.certificate !== undefined ? [plainFile(names.certificate, client.certificate)] : []),
    ...(needsClient && client !== undefined ? [secretFile(names.key, client.key)] : []),
    ...(setUp.asks.password && login !== undefined ? [secretFile(names.password, login.password)] : []),
  ];
}

function inItsFolder({ places }: SetUp, file: GeneratedFile): MachineFile {
  const isPublic = file.path.endsWith('.crt');
  return placed(file, {
    path: `${places.prometheus}/${file.path}`,
    owner: 'root',
    group: 'prometheus',
    mode: file.isSecret ? '0440' : isPublic ? '0644' : '0640',
  });
}

function dropIn(setUp: SetUp): MachineFile {
  return placed(plainFile(DROP_IN, webDropIn(setUp)), {
    path: '/etc/systemd/system/prometheus.service.d/web-config.conf',
    owner: 'root',
    group: 'root',
    mode: '0644',
  });
}

/** Who has a Prometheus of another kind has to say how it runs. */
function guards({ prometheus: { web }, places }: SetUp): readonly string[] {
  const hasGroup = 'getent group prometheus >/dev/null || fail "there is no group prometheus, which reads these files"';
  if (web === 'unchanged') return [hasGroup];
  const units = ['/etc', '/usr/lib', '/lib'].map((folder) => `${folder}/systemd/system/prometheus.service`);
  return [
    hasGroup,
    // The drop-in starts Debian's program: on top of the unit of another one it would do harm.
    `if ! grep -qs '^ExecStart=/usr/bin/prometheus .ARGS' ${units.join(' ')}; then`,
    `  fail "prometheus.service is not that of Debian's package: add --web.config.file=${places.prometheus}/${WEB_CONFIG} to it by hand, and take the line of ${DROP_IN} out of this script"`,
    'fi',
  ];
}

/** Prometheus is asked about what it is to read before it reads it. */
function checks({ places: { prometheus }, prometheus: { web } }: SetUp): readonly string[] {
  const asked = [
    `  if [ -f ${prometheus}/${CONFIG} ]; then promtool check config ${prometheus}/${CONFIG}; fi`,
    ...(web === 'unchanged' ? [] : [`  promtool check web-config ${prometheus}/${WEB_CONFIG}`]),
  ];
  return ['if command -v promtool >/dev/null; then', ...asked, 'fi'];
}
