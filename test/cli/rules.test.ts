import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { colours } from '../../server/src/cli/colours';
import { explain } from '../../server/src/cli/explainCommand';
import { plainText } from '../../server/src/cli/plainText';
import { RULES } from '../../server/src/core/rules/all';
import { createServices } from '../../server/src/core/services/registry';
import { useCli } from './support/cli';

const cli = useCli();
const docs = `${manifest.repository.url.replace(/\.git$/, '')}/blob/main/docs`;
cli.files({});

describe('scrapeguard rules', () => {
  it('lists every rule with its severity, category, kinds and summary', () => {
    const { stdout, status } = cli.run(['rules']);
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/).map((cell) => cell.trim()))).toEqual(
      RULES.map(({ id, severity, category, kinds, summary }) => [id, severity, category, kinds.join(','), summary]),
    );
  });

  it('gives programs everything, with --json', () => {
    const { version, rules } = JSON.parse(cli.run(['rules', '--json']).stdout);
    expect(version).toBe(1);
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(rules.find(({ id }: { id: string }) => id === 'insecure-skip-verify')).toMatchObject({
      severity: 'error',
      category: 'tls',
      level: 'recommended',
      kinds: expect.arrayContaining(['prometheus']),
      help: `${docs}/rules/insecure-skip-verify.md`,
    });
  });

  it('takes no names', () => {
    expect(cli.run(['rules', 'insecure-skip-verify'])).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('scrapeguard explain', () => {
  it('says of a rule what, why, bad, good, fix, how to switch it off, and where that is from', () => {
    const rule = RULES.find(({ id }) => id === 'insecure-skip-verify')!;
    const { stdout, status } = cli.run(['explain', rule.id]);
    expect(status).toBe(0);
    for (const text of [rule.summary, rule.why, ...rule.sources, 'Bad:', 'After the fix:', 'Good:']) {
      expect(stdout).toContain(text);
    }
    expect(stdout).toContain('\n          insecure_skip_verify: true\n');
    expect(stdout).toContain(`scrapeguard-ignore ${rule.id}: `);
    expect(stdout).toContain(`\n      ${rule.id}: off\n`);
    expect(stdout).toMatch(new RegExp(`\\n${docs}/rules/insecure-skip-verify\\.md\\n$`));
    expect(stdout).not.toMatch(/[‹›]|```|\*\*/);
  });

  it('explains every rule', () => {
    const services = createServices(RULES);
    for (const { id, why } of RULES) {
      const explained = explain(id, services, docs, colours(false));
      expect(explained, id).toEqual({ text: expect.stringContaining(plainText(why)) });
    }
  });

  it.each([
    ['unknown-key', 'The key or option does not exist at this place.'],
    ['duplicate-job-name', 'job_name'],
  ])('says of the check %s what it means', (code, says) => {
    const { stdout, status } = cli.run(['explain', code]);
    expect(status).toBe(0);
    expect(stdout).toContain(says);
    expect(stdout).toContain(`${docs}/checks.md#${code}`);
  });

  it('says of what the program refuses that it cannot be switched off', () => {
    const { stdout } = cli.run(['explain', 'unhashed-web-password']);
    expect(stdout).not.toContain('scrapeguard-ignore');
  });

  it.each([
    [['explain', 'insecure-skip-verfy'], 'Did you mean `insecure-skip-verify`?'],
    [['explain', 'x'], '`scrapeguard rules` lists the rules.'],
    [['explain'], 'needs a rule'],
    [['explain', 'a', 'b'], 'one rule'],
  ])('%j is status 2', (args, says) => {
    const { status, stdout, stderr } = cli.run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});
