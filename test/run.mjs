// npm test: everything this machine can run, in order; goes on after a failure. The last line is the sum.
// What is missing on the machine is skipped and named with the command that installs it; with CI=true that fails.
import { join } from 'node:path';
import { runStep } from './runner/step.mjs';
import { readVitest } from './runner/vitest.mjs';
import { ROOT } from './vscode/host.mjs';

const vitestReport = join(ROOT, 'coverage/vitest.json');
const e2eReport = join(ROOT, 'coverage/e2e.json');
const npm = (/** @type {string[]} */ ...args) => ['npm', 'run', '--silent', ...args];
const steps = [
  // First, because the types need what it makes of the schemas.
  { name: 'build', command: npm('build') },
  { name: 'types', command: npm('typecheck') },
  { name: 'lint', command: npm('lint') },
  { name: 'generated files', command: npm('generate', '--', '--check') },
  {
    name: 'unit, protocol and command line',
    command: [
      ...'npx vitest run --config test/vitest.config.mts --reporter=default --reporter=json'.split(' '),
      `--outputFile.json=${vitestReport}`,
    ],
    report: vitestReport,
    read: readVitest,
  },
  {
    name: 'on machines with the real programs',
    command: [
      ...'npx vitest run --config test/e2e/vitest.config.mts --reporter=default --reporter=json'.split(' '),
      `--outputFile.json=${e2eReport}`,
    ],
    report: e2eReport,
    read: readVitest,
  },
  { name: 'package', command: npm('package') },
  { name: 'in a real VS Code', command: ['node', 'test/vscode/runTests.mjs'] },
  { name: 'the package in a real VS Code', command: ['node', 'test/vscode/packed.mjs'] },
];

const sum = { passed: 0, failed: 0, skipped: 0 };
/** Lines for the end: what failed, what was skipped, what does not belong to this checkout. */
const notes = [];
for (const step of steps) {
  const result = await runStep(step, ROOT);
  sum.passed += result.passed;
  sum.failed += result.failed;
  sum.skipped += result.skipped;
  if (result.failed > 0) notes.push(`failed: ${step.name}`);
  notes.push(...result.notes);
}

console.log(`\n${[...new Set(notes)].map((note) => `${note}\n`).join('')}`);
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 || (process.env.CI === 'true' && sum.skipped > 0) ? 1 : 0;
