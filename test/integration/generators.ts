import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commands, env, TabInputWebview, type TextDocument, Uri, window, workspace } from 'vscode';
import { open } from './documents';
import { createSuite, eventually, type Suite } from './harness';
import { back, cancelled, chosen, typed, user } from './inputs';
import { securing } from './securing';

const SCHEME = 'scrapeguard-preview';
const PASSPHRASE = 'correct horse battery';
/** How long (ms) the extension host may be busy in one piece while keys are made; usually it is a fifth of that. */
const LONGEST_GAP = 1500;

const NEW_AUTHORITY = [
  typed('called', 'Test CA'),
  typed('how many years', '2'),
  chosen('How long', '4096'),
  chosen('kept', 'passphrase'),
  typed('Passphrase', PASSPHRASE),
  typed('Passphrase', PASSPHRASE),
];

/** The commands that make files, with VS Code's own inputs. */
export function generators(): Suite {
  const { test, ...suite } = createSuite('the generators');
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = join(root, 'made');
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const mode = (path: string) => statSync(join(folder, path)).mode & 0o777;

  test('a certificate authority is made while the editor stays responsive, and its key is its owner’s alone', async () => {
    const { run } = await user();
    const gap = longestGap();
    const running = run('createCertificateAuthority', undefined, ...NEW_AUTHORITY, typed('folder', 'made'), {
      title: 'Create Certificate Authority',
      choose: 'write',
    });
    await eventually(previews, ['Preview Create Certificate Authority.md'], 25_000);
    await eventually(() => shown('Create Certificate Authority.md') !== '', true);
    const preview = shown('Create Certificate Authority.md');
    match(preview, /\| `ca\.key` \| key of the authority[^|]* \| 0600 \| new, secret \|/);
    match(preview, /Subject: +CN=Test CA\n/);
    doesNotMatch(preview, /PRIVATE KEY/);
    await running;
    const longest = gap.end();
    console.log(`      longest gap: ${longest} ms`);
    ok(longest < LONGEST_GAP, `${longest} ms`);
    equal(mode('ca.key'), 0o600);
    equal(mode('.'), 0o700);
    match(read('ca.key'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
    match(read('.gitignore'), /^\/?ca\.key$/m);
    deepEqual(previews(), []);
  });

  test('what is typed is judged at once, and one step back has the answer of before', async () => {
    const { run } = await user();
    const running = run(
      'createCertificateRequest',
      undefined,
      chosen('What is the certificate for', 'server'),
      { title: 'For which names', type: 'web-1.example.com, 10.0.0.5', refused: /neither a DNS name nor an IP/ },
      back('How long'),
      typed('For which names', 'web-2.example.com'),
      chosen('How long', '2048'),
      typed('folder', 'made'),
      typed('called', 'web-2'),
      cancelled('Create Certificate Request'),
    );
    await running;
    deepEqual(readdirSync(folder).sort(), ['.gitignore', 'ca.crt', 'ca.key']);
  });

  test('a certificate is issued by the authority of the workspace, asked for its passphrase until it is right', async () => {
    const { run } = await user();
    await run(
      'issueCertificate',
      { names: ['web-1.example.com', '10.0.0.5'], purpose: 'server', out: 'made', file: 'server' },
      chosen('authority', 'made/ca.crt'),
      chosen('What is the certificate for', 'server'),
      typed('For which names', 'web-1.example.com, 10.0.0.5'),
      typed('how many days', '30'),
      chosen('How long', '2048'),
      typed('folder', 'made'),
      typed('called', 'server'),
      typed('Passphrase of made/ca.key', 'wrong passphrase'),
      typed('Passphrase of made/ca.key', PASSPHRASE),
      chosen('Issue Certificate', 'write'),
    );
    equal(mode('server.key'), 0o600);
    match(
      openssl('x509', '-in', join(folder, 'server.crt'), '-noout', '-ext', 'subjectAltName'),
      /DNS:web-1.example.com, IP Address:10.0.0.5/,
    );
    match(
      openssl(
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-CAfile',
        join(folder, 'ca.crt'),
        join(folder, 'server.crt'),
      ),
      /OK/,
    );
  });

  test('a request is signed with the names that were confirmed, and the certificate is inspected', async () => {
    const { run } = await user();
    await run(
      'createCertificateRequest',
      undefined,
      chosen('What is the certificate for', 'client'),
      typed('For which names', 'prometheus, evil.example.com'),
      chosen('How long', '2048'),
      typed('folder', 'made'),
      typed('called', 'prom'),
      chosen('Create Certificate Request', 'write'),
    );
    equal(mode('prom.key'), 0o600);
    await run(
      'signRequest',
      Uri.file(join(folder, 'prom.csr')),
      chosen('Which request', 'made/prom.csr'),
      typed('Which of these names', 'prometheus'),
      chosen('What is the certificate for', 'client'),
      chosen('authority', 'made/ca.crt'),
      typed('how many days', '30'),
      typed('Passphrase', PASSPHRASE),
      chosen('Sign Request', 'write'),
    );
    await run('inspectCertificate', Uri.file(join(folder, 'prom.crt')));
    const text = shown('prom.crt.txt');
    match(text, /Names: +prometheus\n/);
    match(text, /clientAuth/);
    doesNotMatch(text, /evil/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('a renewed certificate is a change that can be undone', async () => {
    const { run } = await user();
    const before = read('server.crt');
    await run(
      'renewCertificate',
      Uri.file(join(folder, 'server.crt')),
      chosen('Which certificate', 'made/server.crt'),
      chosen('authority', 'made/ca.crt'),
      typed('how many days', '60'),
      typed('Passphrase', PASSPHRASE),
      chosen('Renew Certificate', 'write'),
    );
    const after = read('server.crt');
    ok(after !== before);
    const { document } = await open('made/server.crt');
    await commands.executeCommand('undo');
    equal(document.getText(), before);
    await commands.executeCommand('redo');
    equal(document.getText(), after);
    await commands.executeCommand('workbench.action.files.saveAll');
  });

  test('PKCS#12 for a browser, and a key without its passphrase', async () => {
    const { run } = await user();
    await run(
      'exportPkcs12',
      Uri.file(join(folder, 'prom.crt')),
      chosen('Which certificate', 'made/prom.crt'),
      typed('called', 'browser'),
      typed('Passphrase', PASSPHRASE),
      typed('Passphrase', PASSPHRASE),
      chosen('Export PKCS#12', 'write'),
    );
    equal(mode('browser.p12'), 0o600);
    match(
      openssl('pkcs12', '-in', join(folder, 'browser.p12'), '-passin', `pass:${PASSPHRASE}`, '-nokeys'),
      /BEGIN CERTIFICATE/,
    );
    await run(
      'removePassphrase',
      Uri.file(join(folder, 'ca.key')),
      chosen('Which key', 'made/ca.key'),
      typed('called', 'plain'),
      typed('Passphrase', PASSPHRASE),
      chosen('Remove Passphrase', 'write'),
    );
    equal(mode('plain.key'), 0o600);
    match(openssl('pkey', '-in', join(folder, 'plain.key'), '-noout', '-text'), /4096 bit/);
  });

  test('nothing is written over a key, and what is given up leaves nothing', async () => {
    const { run } = await user();
    const before = readdirSync(folder).sort();
    const key = read('ca.key');
    await run(
      'createCertificateAuthority',
      undefined,
      ...NEW_AUTHORITY,
      typed('folder', 'elsewhere'),
      cancelled('Create Certificate Authority'),
    );
    equal(existsSync(join(root, 'elsewhere')), false);
    deepEqual(readdirSync(folder).sort(), before);
    equal(read('ca.key'), key);
  });

  securing(test, root);
  withoutFiles(test);

  test('nothing of that is left', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  return { test, ...suite };
}

/** The generators in a folder that nobody trusts. */
export function restrictedGenerators(): Suite {
  const { test, ...suite } = createSuite('the generators in Restricted Mode');
  withoutFiles(test);

  test('no file is written, and the command says why', async () => {
    const { run } = await user();
    const root = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const before = readdirSync(root);
    await run('createCertificateAuthority', undefined);
    deepEqual(readdirSync(root), before);
  });

  return { test, ...suite };
}

/** What needs no file, and works everywhere. */
function withoutFiles(test: Suite['test']): void {
  test('a password is hashed, and only what is chosen goes to the clipboard', async () => {
    const { run } = await user();
    await env.clipboard.writeText('theirs');
    const running = run('hashPassword', undefined, typed('Password', 'hunter2'), typed('Password', 'hunter2'), {
      title: 'Hash Password',
      choose: '$(copy) Copy in quotes',
    });
    await running;
    match(await env.clipboard.readText(), /^'\$2b\$12\$[./A-Za-z0-9]{53}'$/);
  });

  test('a user is added to a web configuration that is open, in one step that can be undone', async () => {
    const { run } = await user();
    await env.clipboard.writeText('theirs');
    const name = 'basic_auth_users:\n  prometheus: ';
    const document = await workspace.openTextDocument({ content: `${name}x # why\n`, language: 'yaml' });
    await window.showTextDocument(document);
    const hashing = [typed('Password', 'hunter2'), typed('Password', 'hunter2')];
    const label = `$(add) Add a user to ${document.uri.path}`;
    await run('hashPassword', undefined, ...hashing, { title: 'Hash Password', choose: label }, typed('User', 'alice'));
    match(
      document.getText(),
      /^basic_auth_users:\n {2}prometheus: x # why\n {2}alice: '\$2b\$12\$[./A-Za-z0-9]{53}'\n$/,
    );
    await commands.executeCommand('undo');
    equal(document.getText(), `${name}x # why\n`);
    equal(await env.clipboard.readText(), 'theirs');
    await dropped(document);
  });

  test('a password is generated and copied by choice', async () => {
    const { run } = await user();
    await env.clipboard.writeText('theirs');
    await run('generatePassword', undefined, cancelled('Generate Password'));
    equal(await env.clipboard.readText(), 'theirs');
    await run('generatePassword', undefined, chosen('Generate Password', 'copy'));
    match(await env.clipboard.readText(), /^([a-z2-9]{4}-){6}[a-z2-9]{4}$/);
  });

  test('a scrape error is explained as a page', async () => {
    const { run } = await user();
    const error =
      'Get "https://10.0.0.5:9100/metrics": tls: failed to verify certificate: x509: certificate signed by unknown authority';
    const document = await workspace.openTextDocument({ content: error, language: 'log' });
    const editor = await window.showTextDocument(document);
    await commands.executeCommand('editor.action.selectAll');
    ok(!editor.selection.isEmpty);
    await run('explainScrapeError', undefined);
    await eventually(() => shown('Explain Scrape Error.md') !== '', true);
    match(shown('Explain Scrape Error.md'), /# What the error means[\s\S]+\*\*Cause\.\*\*/);
    await dropped(document);
  });

  test('a certificate that is no file is inspected', async () => {
    const { run } = await user();
    const certificate = openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      '/dev/null',
      '-subj',
      '/CN=x',
    );
    const document = await workspace.openTextDocument({ content: certificate, language: 'plaintext' });
    await window.showTextDocument(document);
    await run('inspectCertificate', undefined);
    const name = document.uri.path.split('/').at(-1);
    match(shown(`${name}.txt`), /Subject: +CN=x\n/);
    await dropped(document);
  });
}

/** Closes a document without a file, and all others; nobody is asked whether to save it. */
async function dropped(document: TextDocument): Promise<void> {
  await window.showTextDocument(document);
  await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** The text of the read-only document that was opened last under this name; empty where there is none. */
function shown(name: string): string {
  const those = workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME && uri.path === `/${name}`);
  return those.at(-1)?.getText() ?? '';
}

/** The names of the tabs that show pages of Markdown. */
function previews(): readonly string[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof TabInputWebview).map(({ label }) => label);
}

/** Watches how long this extension host does nothing else in one piece. */
function longestGap(): { end(): number } {
  let last = Date.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, Date.now() - last);
    last = Date.now();
  }, 5);
  return {
    end: () => {
      clearInterval(timer);
      return Math.max(longest, Date.now() - last);
    },
  };
}

function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
