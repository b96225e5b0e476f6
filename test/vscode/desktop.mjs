// Runs the integration tests in the desktop VS Code, where one can be downloaded:  npm run test:desktop
import { runTests } from '@vscode/test-electron';
import { ROOT } from './host.mjs';
import { prepareSessions } from './sessions.mjs';

const { tests, sessions, remove } = await prepareSessions();
try {
  for (const { folder, workspace } of sessions) {
    await runTests({
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: tests,
      launchArgs: [folder ?? workspace ?? '', '--disable-extensions'],
    });
  }
} finally {
  remove();
}
