import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationTarget, commands, Position, Uri, workspace } from 'vscode';
import { answerFor, type Scraper } from '../../client/src/commands/secureExporter/scrapedBy';
import { open } from './documents';
import { eventually, type Suite } from './harness';
import { back, cancelled, chosen, type Deed, entered, typed, user } from './inputs';

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
const CRLF = OPEN_JOB.replaceAll('\n', '\r\n');
const PASSWORD = 'a password nobody shall see';
const HOSTS = 'web-1.example.com,10.0.0.5 web-2.example.com';
const PREVIEW = '/Secure an Exporter.md';

/** The wizard, on a prometheus.yml with comments and an authority that the tests before have made. */
export function securing(test: Suite['test'], root: string): void {
  const folder = join(root, 'wizard');
  const config = join(folder, 'prometheus.yml');
  const set = join(folder, 'set');
  const found = join(root, 'finding');
  const windows = join(root, 'windows');

  test('an exporter is secured: both sides are written, keys 0600, and the prometheus.yml gets the job', async () => {
    lay(folder, CONFIG);
    const { run } = await user();
    const running = run('secureExporter', undefined, ...answers(HOSTS), passphrase(), write());
    await eventually(() => preview() !== '', true, 25_000);
    const text = preview();
    match(text, /\| `hosts\/web-1\.example\.com\/server\.key` \| its key \| 0600 \| new, secret \|/);
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
    await run('secureExporter', undefined, ...answers(HOSTS, { scraper: { config, job: 'node' } }));
    deepEqual(stateOf(folder), before);
    const { document } = await open('wizard/prometheus.yml');
    await commands.executeCommand('undo');
    equal(document.getText(), CONFIG);
    await commands.executeCommand('redo');
    await commands.executeCommand('workbench.action.files.saveAll');
  });

  test('another machine of the set is one more run', async () => {
    const key = readFileSync(join(set, 'hosts/web-1.example.com/server.key'), 'utf8');
    const { run } = await user();
    const more = answers(`${HOSTS} web-3.example.com`, { scraper: { config, job: 'node' } });
    await run('secureExporter', undefined, ...more, passphrase(), write());
    equal(readFileSync(join(set, 'hosts/web-1.example.com/server.key'), 'utf8'), key);
    equal(existsSync(join(set, 'hosts/web-3.example.com/server.key')), true);
    match(readFileSync(config, 'utf8'), /web-3\.example\.com:9100/);
  });

  test('what is given up leaves nothing, at whatever step', async () => {
    lay(found, OPEN_JOB);
    const { run } = await user();
    const all = [...forFinding(), passphrase()];
    for (const count of [0, 3, all.length - 1]) {
      const last = all[count];
      await run('secureExporter', ofFinding(), ...all.slice(0, count), cancelled(last?.title ?? ''));
    }
    await run('secureExporter', ofFinding(), ...all, cancelled('Secure an Exporter'));
    deepEqual(readdirSync(found), ['prometheus.yml']);
    equal(readFileSync(join(found, 'prometheus.yml'), 'utf8'), OPEN_JOB);
  });

  test('the job of a finding is secured where it stands', async () => {
    const { run } = await user();
    await run('secureExporter', ofFinding(), ...forFinding(), passphrase(), write());
    const written = readFileSync(join(found, 'prometheus.yml'), 'utf8');
    match(written, /- job_name: web # why\n[\s\S]*scheme: https/);
    match(written, /web-alerts\.yml/);
    equal(existsSync(join(found, 'set/README.md')), true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(found, { recursive: true });
  });

  test('with Enter only, a text with CRLF keeps it, unsaved changes stay unsaved, and no password is shown', async () => {
    lay(windows, CRLF);
    // In a browser VS Code saves by itself.
    const files = workspace.getConfiguration('files');
    await files.update('autoSave', 'off', ConfigurationTarget.Global);
    const editor = await open('windows/prometheus.yml');
    await editor.edit((edit) => edit.insert(new Position(0, 0), '# not saved\r\n'));
    const { run } = await user();
    const running = run(
      'secureExporter',
      undefined,
      chosen('How shall the exporter', 'mtls+basic-auth'),
      entered('Which exporter'),
      // That of the active editor comes first.
      entered('Which job of Prometheus'),
      entered('On which machines'),
      entered('How does the exporter run'),
      chosen('Does the rest fit', 'change'),
      entered('Which version'),
      entered('On which port'),
      entered('Which collectors'),
      typed('Into which folder', 'windows/set'),
      chosen('Which password', 'own'),
      typed('Password of basic auth', PASSWORD),
      typed('Password of basic auth', PASSWORD),
      entered('From which addresses'),
      chosen('Who signs', 'new'),
      typed('Passphrase of the new authority', PASSWORD),
      typed('Passphrase of the new authority', PASSWORD),
      entered("Prometheus' own interface"),
      write(),
    );
    await eventually(() => preview() !== '', true, 25_000);
    deepEqual(showing(/PRIVATE KEY|nobody shall see/), []);
    await running;
    deepEqual(showing(/PRIVATE KEY|nobody shall see/), []);
    equal(editor.document.isDirty, true);
    equal(readFileSync(join(windows, 'prometheus.yml'), 'utf8'), CRLF);
    match(editor.document.getText(), /^# not saved\r\n[\s\S]*scheme: https\r\n[\s\S]*basic_auth:\r\n/);
    doesNotMatch(editor.document.getText(), /[^\r]\n/);
    equal(readFileSync(join(windows, 'set/prometheus/web.password'), 'utf8').trim(), PASSWORD);
    await open('windows/prometheus.yml');
    await commands.executeCommand('undo');
    equal(editor.document.getText(), `# not saved\r\n${CRLF}`);
    await commands.executeCommand('redo');
    await editor.document.save();
    await files.update('autoSave', undefined, ConfigurationTarget.Global);
  });

  test('what git would take has no secret in it', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', windows, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    git('add', '--all');
    const taken = git('diff', '--cached');
    match(taken, /web-config\.yml/);
    doesNotMatch(taken, /PRIVATE KEY|nobody shall see/);
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
    rmSync(windows, { recursive: true });
  });

  /** What a quick fix hands over. */
  function ofFinding() {
    const hosts = ['web-1.example.com', 'web-2.example.com'];
    return { job: 'web', hosts, port: 9100, uri: Uri.file(join(found, 'prometheus.yml')).toString(), out: 'set' };
  }

  /** What scrapes it and where the set goes is known from the finding. */
  function forFinding(): readonly Deed[] {
    const known = ['Which job', 'Into which', 'Which version', 'On which port', 'Which collectors'];
    return answers('web-1.example.com web-2.example.com', { scraper: { job: 'web' } })
      .map((deed) => (deed.title.startsWith('Does the rest') ? entered(deed.title) : deed))
      .filter(({ title }) => !known.some((start) => title.startsWith(start)));
  }

  /** mTLS with an authority of the workspace; goes one step back once. */
  function answers(hosts: string, { scraper = { config } }: { scraper?: Scraper } = {}): readonly Deed[] {
    return [
      entered('How shall the exporter'),
      entered('Which exporter'),
      chosen('Which job of Prometheus', answerFor(scraper)),
      typed('On which machines', `${hosts} elsewhere.example.com`),
      back('How does the exporter run'),
      typed('On which machines', hosts),
      entered('How does the exporter run'),
      chosen('Does the rest fit', 'change'),
      typed('Which version', '1.9.1'),
      entered('On which port'),
      entered('Which collectors'),
      ...(scraper.job === undefined ? [entered('the scrape job called')] : []),
      typed('Into which folder', 'wizard/set'),
      typed('From which addresses', '192.0.2.10'),
      entered('Which firewall'),
      chosen('Who signs', `authority ${join(root, 'made/ca.crt')}`),
      chosen("Prometheus' own interface", 'unchanged'),
    ];
  }
}

/** The addresses of documents whose text matches. */
function showing(pattern: RegExp): readonly string[] {
  return workspace.textDocuments.filter((one) => pattern.test(one.getText())).map(({ uri }) => uri.toString());
}

const passphrase = (): Deed => typed('Passphrase of made/ca.key', 'correct horse battery');
const write = (): Deed => chosen('Secure an Exporter', 'write');

function lay(folder: string, config: string): void {
  mkdirSync(folder, { recursive: true });
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
