import { equal, ok } from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { findings, open } from './documents';
import { createSuite, eventually, type Suite } from './harness';
import { cancelled, chosen, entered, typed, user } from './inputs';

export function severalFolders(): Suite {
  const { test, ...suite } = createSuite('several folders in one workspace');

  test('each folder has its own version of Prometheus', async () => {
    const old = await open('old/prometheus.yml');
    await eventually(() => findings(old), ['2:3 scrape_failure_log_file newer-version-needed']);
    const current = await open('new/prometheus.yml');
    await eventually(() => findings(current), []);
    await eventually(() => findings(old), ['2:3 scrape_failure_log_file newer-version-needed']);
  });

  test('files go to the folder of what a command is called on, or of the active editor', async () => {
    const { run } = await user();
    const [old, current] = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    ok(old && current);
    await open('old/prometheus.yml');
    const request = [entered('What is the certificate for'), typed('For which names', 'a.example.com')];
    const rest = [chosen('How long', '2048'), entered('folder'), entered('called')];
    const written = () => existsSync(join(old.fsPath, 'pki/a.example.com.csr'));
    await run(
      'createCertificateRequest',
      undefined,
      ...request,
      ...rest,
      chosen('Create Certificate Request', 'write'),
    );
    equal(written(), true);
    rmSync(join(old.fsPath, 'pki'), { recursive: true });
    const preset = { uri: Uri.joinPath(current, 'prometheus.yml').toString(), names: ['b.example.com'] };
    await run(
      'issueCertificate',
      preset,
      chosen('authority', 'elsewhere'),
      {
        title: "The authority's certificate",
        type: 'prometheus.yml',
      },
      cancelled("The authority's key"),
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  return { test, ...suite };
}
