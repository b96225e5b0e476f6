import { equal } from 'node:assert/strict';
import { extensions } from 'vscode';
import { extension, findings, open, replace } from './documents';
import { createSuite, eventually, pause, type Suite } from './harness';

/** A workspace that has no file of ours. */
export function unrelated(): Suite {
  const { test, ...suite } = createSuite('a workspace without a file of ours');

  test('a YAML file of another program gets nothing, and no server is started for it', async () => {
    const editor = await open('values.yaml');
    await eventually(() => extensions.getExtension('scrapeguard.scrapeguard')?.isActive, true);
    await pause(1500);
    equal((await extension()).isServerRunning(), false);
    await eventually(() => findings(editor), []);
  });

  test('the server is started as soon as a document becomes one of ours', async () => {
    const editor = await open('values.yaml');
    await replace(editor, 'replicaCount', '# scrapeguard: kind=prometheus\nreplicaCount');
    await eventually(() => findings(editor), ['2:1 replicaCount unknown-key']);
    equal((await extension()).isServerRunning(), true);
  });

  return { test, ...suite };
}
