import { describe, expect, it, test } from 'vitest';
import { generateSetUp, machinesOf } from '../../../../server/src/core/generators/setUp/generateSetUp';
import { neededLeaves } from '../../../../server/src/core/generators/setUp/neededLeaves';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { RULES } from '../../../../server/src/core/rules/all';
import { credentialsOf, SECRETS } from './credentials';
import { SET_UPS, setUpOf } from './setUps';

const filesOf = (setUp: SetUp) => generateSetUp(setUp, credentialsOf(setUp));
const readmeOf = (setUp: SetUp) => String(filesOf(setUp).find(({ path }) => path === 'README.md')?.content);

/** The section below this heading. */
function section(text: string, heading: string): string {
  const [, after = ''] = text.split(`\n## ${heading}\n`);
  return after.split('\n## ')[0] ?? '';
}

/** Files in `pki/`, which come with the credentials. */
function pkiFiles(setUp: SetUp): readonly string[] {
  const leaves = neededLeaves(setUp);
  return [
    ...leaves.flatMap(({ request, signed }) => (setUp.certificates === 'request' ? [request, signed] : [])),
    ...(leaves.length === 0 ? [] : ['pki/ca.crt']),
    ...(leaves.some((leaf) => leaf.for === 'browser') ? ['pki/browser.passphrase'] : []),
  ];
}

describe('README.md of a set', () => {
  test.each(SET_UPS)('names every file of the set and no other one ($what)', ({ setUp }) => {
    const there = filesOf(setUp).map(({ path }) => path);
    const text = readmeOf(setUp);
    const named = [
      ...text.matchAll(/(?<![\w/.-])((?:hosts|prometheus|kubernetes|pki)\/[\w./-]*\w|tailnet-policy\.hujson)/g),
    ];
    const folders = new Set(there.map((path) => path.slice(0, path.lastIndexOf('/'))));
    const unknown = named
      .map(([, path = '']) => path)
      .filter((path) => !there.includes(path) && !folders.has(path) && !pkiFiles(setUp).includes(path));
    expect([...new Set(unknown)]).toEqual([]);
    const missing = there.filter((path) => path !== 'README.md' && !text.includes(`\`${path}\``));
    expect(missing).toEqual([]);
  });

  test.each(SET_UPS)('says of every placed file where it goes, for whom and with which mode ($what)', ({ setUp }) => {
    const rows = section(readmeOf(setUp), 'What goes where').split('\n');
    const expected = machinesOf(setUp, credentialsOf(setUp)).flatMap(({ folder, parts }) =>
      parts.flatMap(({ files }) =>
        files.flatMap(({ path, place, isSecret }) =>
          place === undefined
            ? []
            : [
                `| \`${folder}/${path}\`${isSecret ? ' (secret)' : ''} | \`${place.path}\` | ${place.owner}:${place.group} ${place.mode} |`,
              ],
        ),
      ),
    );
    expect(rows.filter((row) => / \d{4} \|$/.test(row))).toEqual(expected);
  });

  test.each(SET_UPS)('holds no secret, has tables without gaps, ends in one line break ($what)', ({ setUp }) => {
    const text = readmeOf(setUp);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/undefined|\[object|NaN|\$\{|\n\n\n|[ \t]\n/);
    expect(text).toMatch(/[^\n]\n$/);
    const widths = new Map<string, Set<number>>();
    for (const block of text.split('\n\n').filter((one) => one.startsWith('|'))) {
      const cells = block
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length);
      widths.set(block.slice(0, 40), new Set(cells));
    }
    expect([...widths].filter(([, cells]) => cells.size !== 1)).toEqual([]);
    expect(text.match(/^```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
  });

  test.each(SET_UPS)('names units and rules that there are ($what)', ({ setUp }) => {
    const text = readmeOf(setUp);
    const rules = new Set(RULES.map(({ id }) => id));
    const explained = [...text.matchAll(/`scrapeguard explain ([a-z][a-z-]*)`/g)].map(([, id = '']) => id);
    expect(explained.filter((id) => !rules.has(id))).toEqual([]);
    const units = new Set(
      machinesOf(setUp, credentialsOf(setUp)).flatMap(({ parts }) =>
        parts.flatMap((part) => part.units.map(({ unit }) => unit)),
      ),
    );
    const named = [...text.matchAll(/systemctl (?:restart|reload|enable --now) ([\w@.-]+[\w])/g)].map(
      ([, unit = '']) => (unit.endsWith('.service') ? unit : `${unit}.service`),
    );
    expect(named.filter((unit) => !units.has(unit) && !/^prometheus\.service$/.test(unit))).toEqual([]);
  });

  it('tells only errors of programs that are involved', () => {
    const speakers = (setUp: SetUp) =>
      new Set(
        [...section(readmeOf(setUp), 'When it does not work').matchAll(/^\| (\w+) \| `/gm)].map(([, name]) => name),
      );
    expect(speakers(setUpOf({ profile: ['mtls'] }))).toEqual(new Set(['Prometheus', 'node_exporter', 'systemd']));
    expect(speakers(setUpOf({ profile: ['mtls'], form: ['compose'] }))).toEqual(
      new Set(['Prometheus', 'node_exporter', 'docker']),
    );
    expect(speakers(setUpOf({ profile: ['stunnel'] }))).toEqual(
      new Set(['Prometheus', 'node_exporter', 'stunnel', 'systemd']),
    );
    expect(speakers(setUpOf({ profile: ['reverse-proxy'] }))).toEqual(
      new Set(['Prometheus', 'node_exporter', 'nginx', 'systemd']),
    );
  });

  test.each([
    [{ profile: ['basic-auth'] }, 'HTTP status 401', 'certificate required'],
    [{ profile: ['mtls'] }, 'certificate required', 'HTTP status 401'],
    [{ profile: ['tailnet'] }, 'context deadline exceeded', 'unknown authority'],
    [{ profile: ['stunnel'] }, 'CERT: Subject checks failed', 'X509KeyPair'],
  ])('has the errors of what %j asks for, and not of what it does not', (answers, there, absent) => {
    const table = section(readmeOf(setUpOf(answers)), 'When it does not work');
    expect(table).toContain(there);
    expect(table).not.toContain(absent);
  });

  it('says who else talks to Prometheus only where its interface is secured', () => {
    const text = (web: string) => readmeOf(setUpOf({ profile: ['mtls'], web: [web] }));
    expect(text('unchanged')).not.toContain('Grafana');
    for (const web of ['certificate', 'password']) {
      for (const who of ['Grafana', 'Health checks', 'promtool']) expect(text(web)).toContain(`**${who}`);
    }
  });

  it('has the commands of a cluster, with the version pinned', () => {
    const text = readmeOf(setUpOf({ profile: ['kubernetes'], kubernetesForm: ['helm-values'], release: ['prom'] }));
    expect(text).toContain('kubectl apply --namespace monitoring --filename kubernetes/secret.yml\n');
    expect(text).toMatch(/helm upgrade --install prom \S+ --version "\$version" .*--values kubernetes\/values\.yml\n/);
    expect(text).not.toContain('`prometheus/');
  });

  it('says how requests are signed and where the certificates are put', () => {
    const text = section(readmeOf(setUpOf({ profile: ['mtls'], certificates: ['request'] })), 'Certificates');
    expect(text).toContain(
      '| `pki/web-1.example.com.csr` | server `web-1.example.com`, `203.0.113.7` | `pki/web-1.example.com.crt` |',
    );
    expect(text).toContain('\nscrapeguard pki sign node-client.csr ');
  });

  it('says how an ACME client brings certificates to their places', () => {
    const text = section(readmeOf(setUpOf({ profile: ['basic-auth'], certificates: ['acme'] })), 'Certificates');
    expect(text).toContain('-m 0440 "$RENEWED_LINEAGE/privkey.pem" /etc/node_exporter/server.key\n');
    // The folder of hooks is looked into by "renew" only: the first certificate would lie where nothing reads it.
    expect(text).toContain(
      'certbot certonly --webroot -w /var/www/html -d web-1.example.com --deploy-hook /etc/letsencrypt/renewal-hooks/deploy/node_exporter\n',
    );
  });

  it('copies into folders that each set has for itself, never one folder into an older copy of it', () => {
    for (const exporter of ['node', 'blackbox']) {
      const text = section(readmeOf(setUpOf({ profile: ['mtls'], exporter: [exporter] })), 'Steps');
      const copies = text.split('\n').filter((line) => line.startsWith('scp -rp '));
      expect(copies.length).toBeGreaterThan(1);
      for (const line of copies) expect(line).toMatch(/\/\* \S+:[a-z_]+-files\/$/);
      expect(text).toContain(`:${exporter}_exporter-files/`);
    }
  });

  it('says who logs in to the interface of Prometheus, and where the password is', () => {
    const text = section(readmeOf(setUpOf({ profile: ['mtls'], web: ['password'] })), 'What else talks to Prometheus');
    expect(text).toContain('`admin`, and what is in `prometheus/prometheus-web.password`');
    expect(text).toContain('--user admin ');
  });

  it('asks for --replace wherever a second run changes what is there', () => {
    for (const line of readmeOf(setUpOf({ profile: ['mtls'], certificates: ['request'] })).split('\n')) {
      if (line.includes('the same command') && !line.includes('another `--out`')) expect(line).toContain('--replace');
    }
  });
});
