import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { withScrapeJob } from '../../../server/src/core/generators/extend/prometheus';
import type { GeneratedFile } from '../../../server/src/core/generators/generatedFile';
import type { Credentials } from '../../../server/src/core/generators/setUp/credentials';
import { exporterSide } from '../../../server/src/core/generators/setUp/exporter/exporterConfig';
import { toolkitFeatures } from '../../../server/src/core/generators/setUp/exporter/toolkit';
import { kubernetesFiles } from '../../../server/src/core/generators/setUp/prometheus/kubernetes';
import { prometheusPart } from '../../../server/src/core/generators/setUp/prometheus/prometheusSide';
import type { Answers } from '../../../server/src/core/generators/setUp/questions/question';
import { PROFILES } from '../../../server/src/core/generators/setUp/setUp';
import { linkedToolkit, newestTargets } from '../../../server/src/core/kinds/targets';
import { release } from '../../../server/src/core/schema/version';
import { applyChanges } from '../../../server/src/core/text/edit';
import { credentialsFor, setUpOf, textIn } from '../../unit/generators/prometheus/sides';
import { makeIdentity } from '../certificate';
import { findPromtool } from '../promtool';

const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-sides-'));
afterAll(() => rmSync(parent, { recursive: true }));

const promtool = findPromtool();
const toolkit = linkedToolkit(promtool?.version ?? newestTargets().prometheus) ?? 0;

/** Credentials whose certificates and keys are real ones. */
function realCredentials(answers: Answers): Credentials {
  const { certificate, key } = makeIdentity();
  const leaf = { certificate, key };
  const some = credentialsFor(setUpOf(answers));
  const servers = Object.fromEntries(Object.keys(some.servers).map((name) => [name, leaf]));
  return { ...some, authority: certificate, servers, client: leaf, prometheus: leaf };
}

/** Writes `files` into a folder of their own, flat. */
function write(files: readonly GeneratedFile[]): string {
  const home = mkdtempSync(join(parent, 'set-'));
  for (const { path, content, mode } of files) {
    const place = join(home, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content, { mode });
    chmodSync(place, mode);
  }
  return home;
}

/** What promtool says of a file, and whether it takes it. */
function ask(home: string, what: 'config' | 'web-config' | 'rules', name: string): string {
  const program = promtool?.program ?? 'promtool';
  const { status, stdout, stderr } = spawnSync(program, ['check', what, name], { cwd: home, encoding: 'utf8' });
  return status === 0 && !/FAILED/.test(stdout) ? 'accepted' : `${status}\n${stdout}${stderr}`;
}

const PROMETHEUS = PROFILES.filter((profile) => profile !== 'kubernetes').flatMap((profile) =>
  ['unchanged', 'certificate', 'password'].map((web) => ({ profile, web })),
);
const EXPORTERS = ['mtls', 'basic-auth', 'mtls+basic-auth', 'kubernetes'].flatMap((profile) =>
  ['1.12.1', '1.9.1', '1.5.0', '1.4.0'].map((version) => ({ profile, version })),
);

describe.skipIf(promtool === undefined)('files of both sides [needs promtool: apt-get install prometheus]', () => {
  test.each(PROMETHEUS)('promtool takes the folder of Prometheus: $profile, interface $web', ({ profile, web }) => {
    const answers = { profile: [profile], web: [web] };
    const home = write(prometheusPart(setUpOf(answers), realCredentials(answers)).files);
    expect(ask(home, 'config', 'prometheus.yml')).toBe('accepted');
    expect(ask(home, 'rules', 'node-alerts.yml')).toBe('accepted');
    if (web !== 'unchanged') expect(ask(home, 'web-config', 'web-config.yml')).toBe('accepted');
  });

  test.each(EXPORTERS)('promtool takes the web configuration of node_exporter $version: $profile', (variant) => {
    const answers = { profile: [variant.profile], exporterVersion: [variant.version] };
    const setUp = setUpOf(answers);
    const [target = { name: '', names: [] }] = setUp.targets;
    const side = exporterSide(setUp, target, realCredentials(answers));
    const home = write(side.files);
    // What the toolkit of promtool is too old for is all that it may refuse; the rest it judges.
    const { clientNames, rateLimit } = toolkitFeatures(setUp);
    const unknown = [
      ...(clientNames && setUp.asks.certificate && toolkit < release('0.10') ? ['client_allowed_sans'] : []),
      ...(rateLimit && toolkit < release('0.15') ? ['rate_limit'] : []),
    ];
    const said = ask(home, 'web-config', 'web-config.yml');
    expect([...said.matchAll(/field (\S+) not found/g)].map(([, field]) => field)).toEqual(unknown);
    const known = textIn(side.files, 'web-config.yml')
      .replace(unknown.includes('client_allowed_sans') ? / *client_allowed_sans: .*\n/ : '', '')
      .replace(unknown.includes('rate_limit') ? /^rate_limit:\n( .*\n)+/m : '', '');
    writeFileSync(join(home, 'web-config.yml'), known);
    expect(ask(home, 'web-config', 'web-config.yml')).toBe('accepted');
  });

  test.each(['node', 'blackbox', 'redis', 'postgres'])('promtool takes the alerts on %s', (exporter) => {
    const answers = { profile: ['mtls'], exporter: [exporter], hosts: ['web-1.example.com'] };
    const home = write(prometheusPart(setUpOf(answers), realCredentials(answers)).files);
    expect(ask(home, 'rules', `${exporter}-alerts.yml`)).toBe('accepted');
  });

  test.each(PROMETHEUS)('promtool takes a configuration that was extended: $profile, interface $web', (variant) => {
    const home = mkdtempSync(join(parent, 'extended-'));
    const answers: Answers = { profile: [variant.profile], web: [variant.web], prometheusFolder: [home] };
    const setUp = setUpOf(answers, 'extended');
    const mine = `# mine\nscrape_configs:\n  - job_name: me\n    static_configs: [{ targets: ['localhost:9090'] }] # here\n`;
    const extension = withScrapeJob(mine, setUp);
    if ('problem' in extension) throw new Error(extension.problem);
    for (const { path, content } of prometheusPart(setUp, realCredentials(answers)).files) {
      writeFileSync(join(home, path), content);
    }
    writeFileSync(join(home, 'prometheus.yml'), applyChanges(mine, extension.changes));
    expect(ask(home, 'config', 'prometheus.yml')).toBe('accepted');
  });
});

describe.skipIf(promtool === undefined)('files for a cluster [needs promtool: apt-get install prometheus]', () => {
  let home = '';
  beforeAll(() => {
    home = mkdtempSync(join(parent, 'cluster-'));
  });

  test.each(['certificate', 'password', 'both'])('promtool takes the job of the Helm values, by %s', (auth) => {
    const answers: Answers = { profile: ['kubernetes'], auth: [auth], kubernetesForm: ['helm-values'] };
    const files = kubernetesFiles(setUpOf(answers), realCredentials(answers));
    const { prometheusSpec } = parse(textIn(files, 'kubernetes/values.yml')).prometheus;
    // The Secret becomes files, as the operator mounts it.
    const [secret] = prometheusSpec.secrets;
    const { data } = parse(textIn(files, 'kubernetes/secret.yml'));
    for (const [key, text] of Object.entries(data)) {
      writeFileSync(join(home, key), Buffer.from(String(text), 'base64'));
    }
    const jobs = stringify({ scrape_configs: prometheusSpec.additionalScrapeConfigs });
    const here = jobs.replaceAll(`/etc/prometheus/secrets/${secret}`, home);
    writeFileSync(join(home, 'prometheus.yml'), here);
    expect(here).not.toContain('/etc/prometheus');
    expect(ask(home, 'config', 'prometheus.yml')).toBe('accepted');
  });

  test('promtool takes the groups of the PrometheusRule', () => {
    const answers: Answers = { profile: ['kubernetes'] };
    const files = kubernetesFiles(setUpOf(answers), realCredentials(answers));
    const { spec } = parse(textIn(files, 'kubernetes/prometheus-rule.yml'));
    writeFileSync(join(home, 'rules.yml'), stringify(spec));
    expect(ask(home, 'rules', 'rules.yml')).toBe('accepted');
  });
});

const base64 = spawnSync('base64', ['--version']).status === 0;
describe.skipIf(!base64)('the Secret [needs base64: coreutils]', () => {
  test('base64 decodes it to the bytes of the credentials', () => {
    const answers: Answers = { profile: ['kubernetes'], auth: ['both'] };
    const credentials = realCredentials(answers);
    const { data } = parse(textIn(kubernetesFiles(setUpOf(answers), credentials), 'kubernetes/secret.yml'));
    const decoded = (text: unknown) => spawnSync('base64', ['-d'], { input: String(text) }).stdout.toString();
    expect(Object.fromEntries(Object.entries(data).map(([key, text]) => [key, decoded(text)]))).toEqual({
      'ca.crt': credentials.authority,
      'client.crt': credentials.client?.certificate,
      'client.key': credentials.client?.key,
      username: 'prometheus',
      password: credentials.login?.password,
    });
  });
});

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0;
describe.skipIf(!hasAnalyze)('the drop-in of Prometheus [needs systemd-analyze: apt-get install systemd]', () => {
  test('systemd-analyze verify has nothing to say of it on top of a unit like that of Debian', () => {
    const answers: Answers = { profile: ['mtls'], web: ['certificate'] };
    const { files } = prometheusPart(setUpOf(answers), realCredentials(answers));
    const root = mkdtempSync(join(parent, 'root-'));
    const put = (path: string, text: string, mode = 0o644) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { mode });
    };
    const unit = '/etc/systemd/system/prometheus.service';
    put(
      unit,
      '[Service]\nUser=prometheus\nEnvironmentFile=/etc/default/prometheus\nExecStart=/usr/bin/prometheus $ARGS\n',
    );
    put('/usr/bin/prometheus', '#!/bin/sh\n', 0o755);
    put('/etc/default/prometheus', 'ARGS=""\n');
    const dropIn = files.find(({ place }) => basename(dirname(place?.path ?? '')) === 'prometheus.service.d');
    put(dropIn?.place?.path ?? '', String(dropIn?.content));
    const args = ['verify', '--recursive-errors=no', `--root=${root}`, join(root, unit)];
    const { stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    expect(stderr).toBe('');
  });
});
