import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, GOOD, useCli } from './support/cli';

const cli = useCli();

/** A scrape over plain HTTP whose switched off verification is an insecurity, and nothing that Prometheus refuses. */
const INSECURE = `scrape_configs:
  - job_name: node
    scheme: https
    tls_config:
      insecure_skip_verify: true
    static_configs:
      - targets: ['node-1.internal:9100']
`;
const ID = 'insecure-skip-verify';

interface Told {
  readonly path: string;
  readonly severity: string;
  readonly code: string;
}

function report(args: readonly string[] = [], cwd?: string) {
  const { status, stdout, stderr } = cli.run(['check', '--format', 'json', ...args], cwd === undefined ? {} : { cwd });
  const { findings }: { findings: readonly Told[] } = status === 2 ? { findings: [] } : JSON.parse(stdout);
  return { status, stderr, findings };
}

/** `path severity` of each finding of the insecurity. */
function told(args: readonly string[] = [], cwd?: string): readonly string[] {
  const { findings } = report(args, cwd);
  return findings.filter(({ code }) => code === ID).map(({ path, severity }) => `${path} ${severity}`);
}

describe('the configuration', () => {
  it('is the nearest one above each file', () => {
    cli.files({
      'prometheus.yml': INSECURE,
      '.scrapeguard.yaml': `rules:\n  ${ID}: warning\n`,
      'a/prometheus.yml': INSECURE,
      'a/.scrapeguard.yml': `rules:\n  ${ID}: "off"\n`,
      'a/b/prometheus.yml': INSECURE,
      'c/prometheus.yml': INSECURE,
    });
    expect(told()).toEqual(['c/prometheus.yml warning', 'prometheus.yml warning']);
    expect(told(['a/b/prometheus.yml', 'c'])).toEqual(['c/prometheus.yml warning']);
  });

  it('is looked for up to the root of the repository, whatever the current folder', () => {
    const work = cli.files({
      '.scrapeguard.yaml': `rules:\n  ${ID}: hint\n`,
      'repository/.scrapeguard.yaml': `rules:\n  ${ID}: info\n`,
      'repository/a/b/prometheus.yml': INSECURE,
      'other/a/prometheus.yml': INSECURE,
    });
    mkdirSync(join(work, 'other/.git'));
    expect(told(['.'], join(work, 'repository/a/b'))).toEqual(['prometheus.yml info']);
    expect(told(['.'], join(work, 'other/a'))).toEqual(['prometheus.yml error']);
    expect(told(['other', 'repository'])).toEqual([
      'other/a/prometheus.yml error',
      'repository/a/b/prometheus.yml info',
    ]);
  });

  it('is the one that --config names, for everything, with patterns from the current folder on', () => {
    cli.files({
      '.scrapeguard.yaml': `rules:\n  ${ID}: info\n`,
      'ci/strict.yaml': `rules:\n  ${ID}: warning\nexclude: [/a]\n`,
      'a/prometheus.yml': INSECURE,
      'b/prometheus.yml': INSECURE,
    });
    expect(told(['--config', 'ci/strict.yaml'])).toEqual(['b/prometheus.yml warning']);
  });

  it.each(['nowhere.yaml', '', 'a'])('ends the run with status 2 where --config names no file: %j', (path) => {
    cli.files({ 'a/prometheus.yml': GOOD });
    const { status, stderr } = report(['--config', path]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(path === '' ? 'configuration' : path)]);
  });

  it('counts for standard input by the name of its file', () => {
    cli.files({ '.scrapeguard.yaml': `rules:\n  ${ID}: "off"\n` });
    const run = cli.run(['check', '--stdin', '--path', 'a/prometheus.yml', '-q'], { stdin: INSECURE });
    expect(run.stdout).not.toContain(ID);
  });

  it('says the kind of files, which --kind overrides for all but itself', () => {
    cli.files({ '.scrapeguard.yaml': 'files:\n  jobs/*.conf.yml: prometheus\n', 'jobs/a.conf.yml': 'nonsense: 1\n' });
    const kinds = (args: readonly string[]) => report(args).findings.map(({ path, code }) => `${path} ${code}`);
    expect(kinds([])).toEqual(['jobs/a.conf.yml unknown-key']);
    expect(kinds(['--kind', 'prometheus'])).toEqual(['jobs/a.conf.yml unknown-key']);
    expect(kinds(['--kind', 'blackbox'])).toEqual([]);
  });

  it('says the kind of files whose names tell nothing', () => {
    cli.files({ '.scrapeguard.yaml': 'files:\n  jobs/*: prometheus\n', 'jobs/a.txt': 'nonsense: 1\n' });
    expect(report().findings.map(({ path, code }) => `${path} ${code}`)).toEqual(['jobs/a.txt unknown-key']);
  });

  it('says the versions, and the command line over them', () => {
    const text = 'scrape_configs:\n  - job_name: a\n    extra_scrape_metrics: true\n';
    cli.files({ '.scrapeguard.yaml': 'versions:\n  prometheus: 2.42\n', 'prometheus.yml': text });
    expect(report().findings.map(({ code }) => code)).toEqual(['newer-version-needed']);
    expect(report(['--prometheus-version', '99.0']).findings).toEqual([]);
  });

  it('says the level', () => {
    cli.files({ 'prometheus.yml': `# scrapeguard-ignore ${ID}: a test\n${GOOD}` });
    expect(report().status).toBe(0);
    cli.files({
      'prometheus.yml': `# scrapeguard-ignore ${ID}: a test\n${GOOD}`,
      '.scrapeguard.yaml': 'level: strict\n',
    });
    expect(report()).toMatchObject({ status: 1, findings: [{ code: 'unused-suppression', severity: 'warning' }] });
  });
});

describe('what the configuration excludes', () => {
  const files = {
    '.scrapeguard.yaml': 'exclude: [vendor, "*.gen.yml"]\n',
    'prometheus.yml': BAD,
    'prometheus.gen.yml': BAD,
    'vendor/a/prometheus.yml': BAD,
  };
  const found = (args: readonly string[]) => report(args).findings.map(({ path }) => path);

  it('is left out of walks', () => {
    cli.files(files);
    expect(found([])).toEqual(['prometheus.yml']);
    expect(found(['.'])).toEqual(['prometheus.yml']);
  });

  it('is checked where it is named, a folder with all that is in it', () => {
    cli.files(files);
    expect(found(['prometheus.gen.yml'])).toEqual(['prometheus.gen.yml']);
    expect(found(['vendor'])).toEqual(['vendor/a/prometheus.yml']);
    expect(found(['vendor/a'])).toEqual(['vendor/a/prometheus.yml']);
  });
});

describe('a configuration with mistakes', () => {
  const broken = 'rules:\n  insecure-skip-verfy: off\nlevel: loud\n';
  const told = (args: readonly string[], cwd?: string) =>
    report(args, cwd).findings.map(({ path, code }) => `${path} ${code}`);

  it('is told of like any file, once, and also where only what it counts for is checked', () => {
    const work = cli.files({ '.scrapeguard.yaml': broken, 'a/prometheus.yml': GOOD });
    const expected = ['.scrapeguard.yaml unknown-rule', '.scrapeguard.yaml invalid-value'];
    expect(told([])).toEqual(expected);
    expect(told(['a/prometheus.yml'])).toEqual(expected);
    expect(told(['prometheus.yml'], join(work, 'a'))).toEqual(expected.map((line) => `../${line}`));
  });

  it('is told of whatever its name', () => {
    cli.files({ 'ci.yaml': broken, 'prometheus.yml': GOOD });
    expect(told(['--config', 'ci.yaml', 'prometheus.yml'])).toEqual(['ci.yaml unknown-rule', 'ci.yaml invalid-value']);
  });

  it('adds nothing to the report where it has none', () => {
    cli.files({ '.scrapeguard.yaml': 'level: all\n', 'prometheus.yml': GOOD });
    expect(cli.run(['check', 'prometheus.yml']).stdout).toBe('Nothing found in 1 file.\n');
  });
});

describe('comments', () => {
  it('silence what they name, and nothing that Prometheus refuses', () => {
    const silenced = INSECURE.replace('true', `true # scrapeguard-ignore ${ID}: a test`);
    cli.files({ 'prometheus.yml': silenced });
    expect(told()).toEqual([]);
    cli.files({ 'prometheus.yml': BAD.replace('node\n', 'node # scrapeguard-ignore unknown-key: a test\n') });
    expect(report().findings.map(({ code }) => code)).toContain('unknown-key');
    expect(report().findings.map(({ code }) => code)).toContain('unused-suppression');
  });
});
