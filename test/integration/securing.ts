import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { open } from './documents';
import { eventually, type Suite } from './harness';
import { back, cancelled, chosen, type Deed, typed, user } from './inputs';

const CONFIG = `global:
  scrape_interval: 30s # as the dashboards expect
scrape_configs:
  # ours
  - job_name: prometheus
    static_configs:
      - targets: ['localhost:9090']
`;
const OPEN_JOB = `scrape_configs:
  - job_name: web # why
    static_configs:
      - targets: ['web-1.example.com:9100', 'web-2.example.com:9100']
`;
const HOSTS = 'web-1.example.com,10.0.0.5 web-2.example.com';
const PREVIEW = '/Secure an Exporter.md';

/** The wizard, on a prometheus.yml with comments and an authority that the tests before have made. */
export function securing(test: Suite['test'], root: string): void {
  const folder = join(root, 'wizard');
  const config = join(folder, 'prometheus.yml');
  const set = join(folder, 'set');
  const found = join(root, 'finding');

  test('an exporter is secured: both sides are written, keys 0600, and the prometheus.yml gets the job', async () => {
    lay(folder, CONFIG);
    const { run } = await user();
    const running = run('secureExporter', undefined, ...answers(HOSTS), passphrase(), write());
    await eventually(() => preview() !== '', true, 25_000);
    const text = preview();
    match(text, /\| `hosts\/web-1\.example\.com\/server\.key` \| 0600 \| new, secret \|/);
    match(text, /\+ {2}- job_name: node\n/);
    doesNotMatch(text, /PRIVATE KEY/);
    await running;
    const secrets = filesIn(set).filter((path) => /\.(key|password|p12|passphrase)$/.test(path));
    deepEqual(
      secrets.filter((path) => (statSync(join(set, path)).mode & 0o777) !== 0o600),
      [],
    );
    deepEqual(
      secrets.filter((path) => /^(hosts|prometheus)\//.test(path)),
      ['hosts/web-1.example.com/server.key', 'hosts/web-2.example.com/server.key', 'prometheus/node-client.key'],
    );
    equal(statSync(join(set, 'hosts/web-1.example.com/deploy.sh')).mode & 0o777, 0o755);
    const written = readFileSync(config, 'utf8');
    match(written, /scrape_interval: 30s # as the dashboards expect/);
    match(written, /- job_name: node\n[\s\S]+web-2\.example\.com:9100/);
  });

  test('the same answers again change nothing, and the prometheus.yml can be undone', async () => {
    const before = stateOf(folder);
    const { run } = await user();
    await run('secureExporter', undefined, ...answers(HOSTS).slice(0, -1));
    deepEqual(stateOf(folder), before);
    const { document } = await open('wizard/prometheus.yml');
    await commands.executeCommand('undo');
    equal(document.getText(), CONFIG);
    await commands.executeCommand('redo');
    await commands.executeCommand('workbench.action.files.saveAll');
  });

  test('what is given up at the preview leaves nothing', async () => {
    lay(found, OPEN_JOB);
    const { run } = await user();
    await run('secureExporter', ofFinding(), ...forFinding(), passphrase(), cancelled('Secure an Exporter'));
    deepEqual(readdirSync(found), ['prometheus.yml']);
    equal(readFileSync(join(found, 'prometheus.yml'), 'utf8'), OPEN_JOB);
  });

  test('the job of a finding is secured where it stands', async () => {
    const { run } = await user();
    await run('secureExporter', ofFinding(), ...forFinding(), passphrase(), write());
    match(readFileSync(join(found, 'prometheus.yml'), 'utf8'), /- job_name: web # why\n[\s\S]*scheme: https/);
    equal(existsSync(join(found, 'set/README.md')), true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
    rmSync(found, { recursive: true });
  });

  /** What a quick fix hands over. */
  function ofFinding() {
    const hosts = ['web-1.example.com', 'web-2.example.com'];
    return { job: 'web', hosts, port: 9100, uri: Uri.file(join(found, 'prometheus.yml')).toString(), out: 'set' };
  }

  /** The prometheus.yml of the finding is not asked for. */
  function forFinding(): readonly Deed[] {
    const hosts = 'web-1.example.com web-2.example.com';
    return answers(hosts, { job: 'web', into: 'finding/set' }).filter(({ title }) => !title.includes('prometheus.yml'));
  }

  /** mTLS with an authority of the workspace; goes one step back once. */
  function answers(hosts: string, { job = 'node', into = 'wizard/set' } = {}): readonly Deed[] {
    return [
      chosen('How shall the exporter', 'mtls'),
      chosen('Which exporter', 'node'),
      typed('On which machines', 'elsewhere.example.com'),
      back('How does the exporter run'),
      typed('On which machines', hosts),
      chosen('How does the exporter run', 'systemd'),
      typed('Which version', '1.9.1'),
      typed('On which port', '9100'),
      chosen('Which collectors', 'all'),
      typed('From which addresses', '192.0.2.10'),
      chosen('Which firewall', 'nftables'),
      typed('the scrape job called', job),
      chosen("Prometheus' own interface", 'unchanged'),
      chosen('Where do the certificates', 'issued'),
      chosen('Which prometheus.yml', 'wizard/prometheus.yml'),
      typed('Into which folder', into),
      chosen('Which certificate authority', 'made/ca.crt'),
    ];
  }
}

const passphrase = (): Deed => typed('Passphrase of made/ca.key', 'correct horse battery');
const write = (): Deed => chosen('Secure an Exporter', 'write');

function lay(folder: string, config: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'prometheus.yml'), config);
}

function preview(): string {
  const those = workspace.textDocuments.filter(({ uri }) => uri.path === PREVIEW);
  return those.at(-1)?.getText() ?? '';
}

function filesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** All files of a folder with their texts and when they were written. */
function stateOf(folder: string): readonly string[] {
  return filesIn(folder).map(
    (path) => `${path} ${statSync(join(folder, path)).mtimeMs} ${readFileSync(join(folder, path), 'latin1')}`,
  );
}
