import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { RULES } from '../../server/src/core/rules/all';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();
const home = manifest.repository.url.replace(/\.git$/, '');
const SKIP = `scrape_configs:
  - job_name: node
    scheme: https
    sample_limit: 5000
    body_size_limit: 10MB
    tls_config:
      ca_file: /etc/prometheus/ca.crt
      insecure_skip_verify: true
    static_configs:
      - targets: ['node-1.example.net:9100']
`;

/** The schema is of draft 4; what it uses of that means the same today, but for the name of its `id`. */
function sarifSchema() {
  const file = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
  const { id, $schema, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  expect([id, $schema]).toEqual([expect.stringContaining('sarif-2.1.0'), expect.stringContaining('draft-04')]);
  return schema;
}
const validate = new Ajv({
  allErrors: true,
  strict: false,
  // One of its patterns is none where patterns are read strictly.
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'https://example.net/') && !/[\s\\<>^`{|}"]/.test(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(sarifSchema());

function sarif(args: readonly string[] = [], stdin?: string) {
  const { stdout } = cli.run(['check', '--format', 'sarif', ...args], stdin === undefined ? {} : { stdin });
  const log = JSON.parse(stdout);
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log.runs[0];
}

describe('the SARIF report', () => {
  it('keeps the schema of SARIF 2.1.0, with findings, without, and with files that cannot be read', () => {
    cli.files({ 'prometheus.yml': BAD, 'b c/prometheus.yml': SKIP });
    expect(sarif().results.length).toBeGreaterThan(1);
    cli.files({});
    expect(sarif().results).toEqual([]);
    cli.files({ 'prometheus.yml': Uint8Array.of(0xe4) });
    const [{ toolExecutionNotifications }] = sarif().invocations;
    expect(toolExecutionNotifications).toHaveLength(1);
  });

  it('is judged by a schema that refuses what is wrong', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'a' } }, snippets: 1 }] })).toBe(false);
  });

  it('holds every rule and check with help, level and address', () => {
    cli.files({});
    const { rules } = sarif().tool.driver;
    const ids = rules.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, RULES.length)).toEqual(RULES.map(({ id }) => id));
    expect(ids).toEqual(
      expect.arrayContaining(['unknown-key', 'yaml-syntax', 'duplicate-job-name', 'no-usable-protocol']),
    );
    for (const rule of rules) {
      expect(rule.help.text, rule.id).not.toBe('');
      expect(rule.help.markdown, rule.id).not.toBe('');
      expect(rule.shortDescription.text, rule.id).not.toBe('');
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    }
    const address = (id: string) => rules.find((rule: { id: string }) => rule.id === id).helpUri;
    expect(address('unknown-key')).toBe(`${home}/blob/main/docs/checks.md#unknown-key`);
    expect(address('insecure-skip-verify')).toBe(`${home}/blob/main/docs/rules/insecure-skip-verify.md`);
  });

  it('names the rule, its index, the level and the place of a result', () => {
    cli.files({ 'b c/prometheus.yml': SKIP });
    const { results, tool, columnKind } = sarif();
    expect(results).toHaveLength(1);
    const [result] = results;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(result).toMatchObject({ ruleId: 'insecure-skip-verify', level: 'error' });
    expect(tool.driver.rules[result.ruleIndex].id).toBe('insecure-skip-verify');
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'b%20c/prometheus.yml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 8, startColumn: 29, endLine: 8, endColumn: 33 },
        },
      },
    ]);
  });

  it('counts columns in UTF-16 units', () => {
    cli.files({ 'prometheus.yml': 'global: {"😀": 1}\r\n' });
    const { region } = sarif().results[0].locations[0].physicalLocation;
    expect(region).toEqual({ startLine: 1, startColumn: 10, endLine: 1, endColumn: 14 });
  });

  it('knows a rule for every finding of the sample', () => {
    const { stdout } = cli.run(['check', '--format', 'sarif', 'test/workspace'], { cwd: '.' });
    for (const { ruleId, ruleIndex } of JSON.parse(stdout).runs[0].results) expect(ruleIndex, ruleId).toBeDefined();
  });

  it('has the other places that explain a finding', () => {
    cli.files({ 'prometheus.yml': `${GOOD}  - job_name: node\n` });
    const [result] = sarif().results;
    expect(result.ruleId).toBe('duplicate-job-name');
    expect(result.relatedLocations).toHaveLength(1);
    expect(result.relatedLocations[0].physicalLocation.region.startLine).toBe(2);
  });

  it('tells findings apart by fingerprints that stay when their lines move', () => {
    const bad = 'scrape_configs:\n  - job_name: a\n    honor_labels: maybe\n  - job_name: b\n    honor_labels: maybe\n';
    cli.files({ 'prometheus.yml': bad });
    const prints = (): string[] =>
      sarif().results.map((result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints));
    const before = prints();
    expect(before).toHaveLength(2);
    expect(new Set(before).size).toBe(2);
    cli.files({ 'prometheus.yml': `# a comment\nglobal: {}\n${bad}` });
    expect(prints()).toEqual(before);
  });

  it('holds no text of the file, and its fingerprint does not depend on a secret', () => {
    const leaky = (secret: string) => `remote_write:\n  - url: "http://user:${secret}@host:port/"\n`;
    cli.files({ 'prometheus.yml': leaky('hunter2') });
    const first = sarif();
    expect(first.results.length).toBeGreaterThan(0);
    expect(JSON.stringify(first)).not.toContain('hunter2');
    expect(JSON.stringify(first)).not.toContain('"snippet"');
    cli.files({ 'prometheus.yml': leaky('hunter3') });
    expect(sarif()).toEqual(first);
  });

  it('gives a file outside of the folder its whole address', () => {
    const work = cli.files({ 'a/prometheus.yml': GOOD, 'prometheus.yml': BAD });
    const { stdout } = cli.run(['check', '--format', 'sarif', '../prometheus.yml'], { cwd: join(work, 'a') });
    const { artifactLocation } = JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation;
    expect(artifactLocation).toEqual({ uri: expect.stringMatching(/^file:\/\/\/.*\/prometheus\.yml$/) });
  });
});
