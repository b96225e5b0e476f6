import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { KINDS } from '../../server/src/core/kinds/kindId';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();
const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

function json(args: readonly string[] = []) {
  const { stdout } = cli.run(['check', '--format', 'json', ...args]);
  const report = JSON.parse(stdout);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  return report;
}

describe('the JSON report', () => {
  it('keeps its contract, findings and skipped files or not', () => {
    cli.files({ 'prometheus.yml': `${BAD}---\n- 1\n`, 'b/prometheus.yml': GOOD, 'web-config.yml': 'tls_config: {}\n' });
    expect(json().files).toBe(3);
    cli.files({});
    expect(json()).toEqual({ version: 1, findings: [], files: 0, skipped: [] });
    cli.files({ 'prometheus.yml': Uint8Array.of(0xe4) });
    expect(json().skipped).toHaveLength(1);
  });

  it('has a schema that knows every kind', () => {
    expect(schema.$defs.finding.properties.kind.enum).toEqual([...KINDS]);
  });

  it('counts lines and columns from 1, columns in UTF-16 units, the end exclusive', () => {
    cli.files({ 'prometheus.yml': 'global: {"😀": 1}\r\nscrape_configs:\r\n  - {job_nam: a}\r\n' });
    const ranges = json().findings.map((finding: { range: unknown }) => finding.range);
    expect(ranges).toContainEqual({ start: { line: 1, column: 10 }, end: { line: 1, column: 14 } });
    expect(ranges).toContainEqual({ start: { line: 3, column: 6 }, end: { line: 3, column: 13 } });
  });

  it('sorts by path, then by place', () => {
    const two = 'scrape_config: []\nglobals: {}\n';
    cli.files({ 'b.yml': `${two}${BAD}`, 'B.yml': BAD, 'a/prometheus.yml': BAD, 'a.yml': BAD });
    const places = json(['--kind', 'prometheus', 'b.yml', 'B.yml', 'a', 'a.yml']).findings.map(
      (finding: { path: string; range: { start: { line: number } } }) => `${finding.path}:${finding.range.start.line}`,
    );
    expect([...new Set(places)]).toEqual(['B.yml:2', 'a.yml:2', 'a/prometheus.yml:2', 'b.yml:1', 'b.yml:2', 'b.yml:4']);
  });

  it('gives the page of the check and the titles of the repairs', () => {
    cli.files({ 'prometheus.yml': BAD });
    const [finding] = json().findings;
    const home = manifest.repository.url.replace(/\.git$/, '');
    expect(finding).toMatchObject({
      path: 'prometheus.yml',
      kind: 'prometheus',
      severity: 'error',
      category: 'validation',
      code: 'unknown-key',
      help: `${home}/blob/main/docs/checks.md#unknown-key`,
      fixes: ['Rename to `job_name`'],
    });
  });

  it('says syntax for what is not YAML', () => {
    cli.files({ 'prometheus.yml': 'scrape_configs:\n\t- a\n' });
    expect(json().findings[0].category).toBe('syntax');
  });

  it('is not changed by --quiet and never coloured', () => {
    cli.files({ 'prometheus.yml': BAD });
    const plain = cli.run(['check', '--format', 'json']).stdout;
    expect(cli.run(['check', '--format', 'json', '-q'], { env: { FORCE_COLOR: '1' } }).stdout).toBe(plain);
  });
});

describe('the text report', () => {
  it('shows the line with its number, the carets below it, and the sum', () => {
    cli.files({ 'prometheus.yml': BAD, 'b/prometheus.yml': GOOD });
    const { stdout } = cli.run(['check']);
    expect(stdout).toMatch(/^prometheus\.yml:2:5: error .* \[unknown-key\]\n/);
    expect(stdout).toContain('\n    2 |   - job_nam: node\n      |     ^^^^^^^\n');
    expect(stdout).toMatch(/\n1 error in 2 files\.\n$/);
  });

  it('places the carets below tabs, wide characters and combining ones', () => {
    cli.files({ 'prometheus.yml': 'global: {"日本": 1,\t"e\u0301": 2, x: 3}\n' });
    const lines = cli.run(['check']).stdout.split('\n');
    const source = lines.indexOf('    1 | global: {"日本": 1,    "e\u0301": 2, x: 3}');
    expect(source).toBe(1);
    expect(lines.filter((line) => line.includes('^'))).toEqual([
      '      |          ^^^^^^',
      '      |                        ^^^',
      '      |                                ^',
    ]);
  });

  it('cuts long lines', () => {
    cli.files({ 'prometheus.yml': `global: {${'a: 1, '.repeat(2000)}b: 2}\n` });
    const longest = Math.max(
      ...cli
        .run(['check'])
        .stdout.split('\n')
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(400);
  });

  it('holds nothing that steers a terminal', () => {
    cli.files({ 'prometheus.yml': 'global:\n  "a\\e[31m": 1\n  b\u202ec: 1\n', 'c\x1bd/prometheus.yml': BAD });
    expect(cli.run(['check']).stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('lists what was skipped', () => {
    cli.files({ 'a.txt': 'x' });
    expect(cli.run(['check', 'a.txt']).stdout).toContain('a.txt: skipped, because its kind is not known');
  });

  it('is one line for each finding with --quiet, and nothing for clean files', () => {
    cli.files({ 'prometheus.yml': GOOD });
    expect(cli.run(['check', '--quiet']).stdout).toBe('');
    cli.files({ 'prometheus.yml': 'globals: 1\nrule_file: 2\n' });
    expect(cli.run(['check', '-q']).stdout.split('\n')).toHaveLength(3);
  });

  it('is coloured where colours are wanted', () => {
    cli.files({ 'prometheus.yml': BAD });
    const coloured = (env: Record<string, string>) => cli.run(['check'], { env }).stdout.includes('\x1b[31m');
    expect(coloured({})).toBe(false);
    expect(coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(coloured({ FORCE_COLOR: '0' })).toBe(false);
    expect(coloured({ NO_COLOR: '1' })).toBe(false);
  });
});

describe('secrets', () => {
  const secret = 'hunter2';
  it.each([
    ['a value of a wrong type', `scrape_configs:\n  - job_name: a\n    basic_auth:\n      password: [${secret}]\n`],
    ['a misspelled key', `scrape_configs:\n  - job_name: a\n    basic_auth: {passwrd: ${secret}, x: 1}\n`],
    ['a key of no schema', `scrape_configs:\n  - job_name: a\n    api_token_for_all: ${secret}\n`],
    ['a secret on several lines', `remote_write:\n  - url: http://a/\n    bearer_token:\n      - ${secret}\n`],
    ['a list of secrets', `scrape_configs:\n  - job_name: a\n    http_headers: {A: {secrets: {b: ${secret}}}}\n`],
    ['a password in a URL', `remote_write:\n  - url: "http://user:${secret}@host:port/"\n`],
    ['broken YAML', `scrape_configs:\n  - job_name: a\n    bearer_token: "${secret}" x\n`],
    ['a secret in a block', `remote_write:\n  - url: http://a/\n    bearer_token: |\n      a\n\t${secret}\n     b\n`],
    ['a flow mapping over lines', `remote_write:\n  - basic_auth: {password:\n     ${secret}, x: y, : }\n`],
  ])('are not printed: %s', (_, text) => {
    cli.files({ 'prometheus.yml': text });
    const { stdout, status } = cli.run(['check']);
    expect(stdout).not.toContain(secret);
    expect(status).toBe(1);
    expect(cli.run(['check', '--format', 'json']).stdout).not.toContain(secret);
  });

  it('are not printed: users of a web configuration', () => {
    cli.files({ 'web-config.yml': `basic_auth_users:\n  alice: ${secret}\n  bob:\n    - ${secret}\n` });
    const { stdout, status } = cli.run(['check']);
    expect(status).toBe(1);
    expect(stdout).not.toContain(secret);
    expect(stdout).toContain('alice: ********');
  });

  it('do not hide what is none', () => {
    cli.files({ 'prometheus.yml': 'scrape_configs:\n  - job_name: a\n    scheme: HTTPS\n    honor_labels: maybe\n' });
    const { stdout } = cli.run(['check']);
    expect(stdout).not.toContain('********');
    expect(stdout).toContain('honor_labels: maybe');
  });
});
