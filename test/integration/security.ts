import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  type Hover,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { extension, find, open, ours, replace, revert } from './documents';
import { createSuite, eventually, type Suite } from './harness';

const JOB = `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    static_configs:
      - targets: ['node-1.example.net:9100']
`;
const SKIPPED = `${JOB}    tls_config:\n      ca_file: /etc/prometheus/ca.crt\n      insecure_skip_verify: true\n`;
const VERIFIED = `${JOB}    tls_config:\n      ca_file: /etc/prometheus/ca.crt\n`;
const WITH_PASSWORD = `${JOB}    basic_auth:\n      username: prometheus\n      password: correct-horse # why\n`;
const MOVED = WITH_PASSWORD.replace('password: correct-horse', 'password_file: node-password');

/** What the security rules find, from the squiggle to the repair. */
export function security(): Suite {
  const { test, ...suite } = createSuite('the security rules');
  const folder = join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'security');

  /** A file of its own for one test, with what lies beside it. */
  async function fresh(name: string, text: string, beside: Readonly<Record<string, string>> = {}): Promise<TextEditor> {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    for (const [path, content] of Object.entries({ [name]: text, ...beside })) {
      writeFileSync(join(folder, path), content);
    }
    return open(`security/${name}`);
  }

  test('an insecurity is a squiggle at its value, whose hover tells why', async () => {
    const editor = await fresh('squiggle/prometheus.yml', SKIPPED);
    await eventually(() => codes(editor), ['insecure-skip-verify']);
    const [found] = ours(editor.document);
    equal(found?.severity, DiagnosticSeverity.Error);
    equal(editor.document.getText(found?.range), 'true');
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      find(editor, 'true').start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
    match(text.join('\n'), /The verification of the certificate is switched off/);
    match(text.join('\n'), /docs\/rules\/insecure-skip-verify\)/);
  });

  test('its quick fix repairs it, and can be undone', async () => {
    const editor = await fresh('fix/prometheus.yml', SKIPPED);
    await eventually(() => codes(editor), ['insecure-skip-verify']);
    const [fix] = (await actionsAt(editor, 'true')).filter(({ isPreferred }) => isPreferred);
    ok(fix?.edit, 'a quick fix is offered');
    await workspace.applyEdit(fix.edit);
    equal(editor.document.getText(), VERIFIED);
    await eventually(() => codes(editor), []);
    await commands.executeCommand('undo');
    equal(editor.document.getText(), SKIPPED);
    await eventually(() => codes(editor), ['insecure-skip-verify']);
    await revert();
  });

  test('the safe fixes are made when the file is saved, if somebody wants that', async () => {
    const editor = await fresh('save/prometheus.yml', SKIPPED);
    await eventually(() => codes(editor), ['insecure-skip-verify']);
    const settings = workspace.getConfiguration('editor', editor.document.uri);
    const onSave = { 'source.fixAll.scrapeguard': 'explicit' };
    await settings.update('codeActionsOnSave', onSave, ConfigurationTarget.WorkspaceFolder);
    await replace(editor, 'job_name: node', 'job_name: nodes');
    await commands.executeCommand('workbench.action.files.save');
    await eventually(() => editor.document.getText(), VERIFIED.replace('job_name: node', 'job_name: nodes'));
    await settings.update('codeActionsOnSave', undefined, ConfigurationTarget.WorkspaceFolder);
  });

  test('a password is moved to a file of its own; undo brings the config back and leaves the file', async () => {
    mkdirSync(join(folder, 'move/.git'), { recursive: true });
    const editor = await fresh('move/prometheus.yml', WITH_PASSWORD);
    await eventually(() => codes(editor), ['plaintext-password']);
    await run((await actionsAt(editor, 'correct-horse')).find(({ command }) => command !== undefined));
    await eventually(() => editor.document.getText(), MOVED);
    const file = join(folder, 'move/node-password');
    equal(readFileSync(file, 'utf8'), 'correct-horse');
    equal(statSync(file).mode & 0o777, 0o600);
    equal(readFileSync(join(folder, 'move/.gitignore'), 'utf8'), '/node-password\n');
    await eventually(() => codes(editor), []);
    await commands.executeCommand('undo');
    equal(editor.document.getText(), WITH_PASSWORD);
    equal(readFileSync(file, 'utf8'), 'correct-horse');
    await revert();
  });

  test('a password is not moved out of a text that has changed, nor over a file', async () => {
    const editor = await fresh('changed/prometheus.yml', WITH_PASSWORD, { 'changed/node-password': 'theirs' });
    await eventually(() => codes(editor), ['plaintext-password']);
    const move = (await actionsAt(editor, 'correct-horse')).find(({ command }) => command !== undefined);
    await replace(editor, '# why', '# because');
    await run(move);
    equal(editor.document.getText(), WITH_PASSWORD.replace('# why', '# because'));
    equal(existsSync(join(folder, 'changed/node-password-2')), false);
    await run((await actionsAt(editor, 'correct-horse')).find(({ command }) => command !== undefined));
    equal(readFileSync(join(folder, 'changed/node-password'), 'utf8'), 'theirs');
    equal(readFileSync(join(folder, 'changed/node-password-2'), 'utf8'), 'correct-horse');
    await revert();
  });

  test('a text that is no file keeps its password', async () => {
    const content = `# scrapeguard: kind=prometheus\n${WITH_PASSWORD}`;
    const document = await workspace.openTextDocument({ language: 'yaml', content });
    const editor = await window.showTextDocument(document, { preview: false });
    await eventually(() => codes(editor), ['plaintext-password']);
    const actions = await actionsAt(editor, 'correct-horse');
    deepEqual(
      actions.filter(({ command }) => command?.command.startsWith('scrapeguard.')),
      [],
    );
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('a private key that others can read is made private', async () => {
    const key = join(folder, 'mode/node.key');
    const editor = await fresh(
      'mode/prometheus.yml',
      `${VERIFIED}      cert_file: node.crt\n      key_file: node.key\n`,
      {
        'mode/node.key': '',
      },
    );
    await eventually(() => codes(editor).includes('key-file-mode'), true);
    await run((await actionsAt(editor, 'node.key')).find(({ command }) => command !== undefined));
    await eventually(() => statSync(key).mode & 0o777, 0o600);
  });

  test('a password of a web configuration is hashed where it stands', async () => {
    const text = 'basic_auth_users:\n  prometheus: correct-horse\n';
    const editor = await fresh('hash/web-config.yml', text);
    await eventually(() => codes(editor).includes('unhashed-web-password'), true);
    await run((await actionsAt(editor, 'correct-horse')).find(({ command }) => command !== undefined));
    match(editor.document.getText(), /^basic_auth_users:\n {2}prometheus: '?\$2[aby]\$12\$[./\w]{53}'?\n$/);
    await eventually(() => codes(editor).includes('unhashed-web-password'), false);
    await commands.executeCommand('undo');
    equal(editor.document.getText(), text);
    await revert();
  });

  test('a generator starts with what the file tells, and makes nothing where it is given up', async () => {
    const editor = await fresh('issue/web-config.yml', 'tls_server_config:\n  min_version: TLS12\n');
    await eventually(() => codes(editor), ['tls-settings-without-certificate']);
    const issuing = (await actionsAt(editor, 'min_version')).find(
      ({ title }) => title === 'Issue a server certificate…',
    );
    const done = run(issuing);
    const generators = (await extension()).generators();
    await eventually(() => generators?.shown() !== undefined, true);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await done;
    deepEqual(readdirSync(join(folder, 'issue')), ['web-config.yml']);
  });

  test('what is accepted is ignored where it stands', async () => {
    const editor = await fresh('ignore/prometheus.yml', SKIPPED);
    await eventually(() => codes(editor), ['insecure-skip-verify']);
    const ignoring = (await actionsAt(editor, 'true')).find(({ title }) => title.startsWith('Ignore here'));
    ok(ignoring?.edit, '"Ignore here" is offered');
    await workspace.applyEdit(ignoring.edit);
    match(
      editor.document.getText(),
      /\n {6}# scrapeguard-ignore insecure-skip-verify: .*\n {6}insecure_skip_verify: true\n/,
    );
    await eventually(() => codes(editor).includes('insecure-skip-verify'), false);
    await revert();
    doesNotMatch(editor.document.getText(), /scrapeguard-ignore/);
    rmSync(folder, { recursive: true });
  });

  return { test, ...suite };
}

/** A folder that nobody trusts. */
export function restricted(): Suite {
  const { test, ...suite } = createSuite('a folder in Restricted Mode');

  test('has its findings, and no fix that writes files', async () => {
    equal(workspace.isTrusted, false);
    writeFileSync(join(workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'prometheus.yml'), WITH_PASSWORD);
    const editor = await open('prometheus.yml');
    await eventually(() => codes(editor), ['plaintext-password']);
    deepEqual(
      (await actionsAt(editor, 'correct-horse')).filter(({ command }) => command?.command.startsWith('scrapeguard.')),
      [],
    );
  });

  return { test, ...suite };
}

function codes({ document }: TextEditor): string[] {
  return ours(document).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

/** The quick fixes at `text`. */
function actionsAt(editor: TextEditor, text: string): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    find(editor, text),
    CodeActionKind.QuickFix.value,
  );
}

/** Does what a code action that is a command does. */
async function run(action: CodeAction | undefined): Promise<void> {
  ok(action?.command, 'a command is offered');
  await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}
