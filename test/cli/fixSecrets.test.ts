import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixSecrets } from '../../server/src/cli/fixSecrets';
import { newestTargets } from '../../server/src/core/kinds/targets';
import { RULES } from '../../server/src/core/rules/all';
import { createServices } from '../../server/src/core/services/registry';
import { useCli } from './support/cli';

const cli = useCli();

const job = (name: string, auth: string) =>
  `  - job_name: ${name}\n    scheme: https\n    basic_auth:\n      username: a\n      ${auth}\n    static_configs:\n      - targets: ['127.0.0.1:9100']\n`;
const CONFIG = `scrape_configs:\n${job('node', 'password: correct-horse')}${job('db', 'password: "battery-staple" # why')}`;
const MOVED = `scrape_configs:\n${job('node', 'password_file: node-password')}${job('db', 'password_file: "db-password" # why')}`;

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('check --fix-secrets', () => {
  test('moves every secret into a file that only its owner can read, and says so without a secret', () => {
    const folder = cli.files({ 'prometheus.yml': CONFIG });
    const { status, stdout, stderr } = cli.run(['check', '--fix-secrets', 'prometheus.yml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'prometheus.yml'), 'utf8')).toBe(MOVED);
    expect(readFileSync(join(folder, 'node-password'), 'utf8')).toBe('correct-horse');
    expect(readFileSync(join(folder, 'db-password'), 'utf8')).toBe('battery-staple');
    expect([modeOf(join(folder, 'node-password')), modeOf(join(folder, 'db-password'))]).toEqual([0o600, 0o600]);
    expect(stdout).toContain('prometheus.yml: moved the secret of `password` to node-password, readable by you alone.');
    expect(stdout).not.toMatch(/horse|staple/);
    expect(readdirSync(folder).sort()).toEqual(['db-password', 'node-password', 'prometheus.yml']);
  });

  test('a second time there is nothing to do', () => {
    cli.files({ 'prometheus.yml': MOVED, 'node-password': 'x', 'db-password': 'x' });
    expect(cli.run(['check', '--fix-secrets', '-q']).stdout).not.toContain('moved');
  });

  test('overwrites nothing', () => {
    const folder = cli.files({ 'prometheus.yml': CONFIG, 'Node-Password': 'theirs' });
    cli.run(['check', '--fix-secrets']);
    expect(readFileSync(join(folder, 'Node-Password'), 'utf8')).toBe('theirs');
    expect(readFileSync(join(folder, 'node-password-2'), 'utf8')).toBe('correct-horse');
  });

  test('in a repository, git ignores the files before they are there', () => {
    const folder = cli.files({ '.git/HEAD': '', '.gitignore': 'db-*\r\n*.tmp', 'prometheus.yml': CONFIG });
    cli.run(['check', '--fix-secrets']);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('db-*\r\n*.tmp\r\n/node-password\r\n');
  });

  test('the repository may begin above the current folder', () => {
    const folder = cli.files({ '.git/HEAD': '', 'conf/prometheus.yml': CONFIG });
    cli.run(['check', '--fix-secrets'], { cwd: join(folder, 'conf') });
    expect(readFileSync(join(folder, 'conf/.gitignore'), 'utf8')).toBe('/node-password\n/db-password\n');
  });

  test('writes through no link of a .gitignore', () => {
    const folder = cli.files({ '.git/HEAD': '', 'conf/prometheus.yml': CONFIG, elsewhere: 'theirs' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'conf/.gitignore'));
    const { status, stdout } = cli.run(['check', '--fix-secrets']);
    expect(status).toBe(2);
    expect(stdout).toContain('conf/prometheus.yml: not changed. Its .gitignore is no file of its own');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('theirs');
    expect(readFileSync(join(folder, 'conf/prometheus.yml'), 'utf8')).toBe(CONFIG);
    expect(readdirSync(join(folder, 'conf')).sort()).toEqual(['.gitignore', 'prometheus.yml']);
  });

  test('where the config was changed in between, nothing is left behind', () => {
    const folder = cli.files({ '.git/HEAD': '', 'prometheus.yml': 'scrape_configs: []\n' });
    const newest = newestTargets();
    const service = createServices(RULES).get('prometheus')!;
    const { findings } = service.check(service.open(CONFIG), { targets: newest });
    const file = { path: join(folder, 'prometheus.yml'), service, text: CONFIG, findings };
    const { failed, lines } = fixSecrets(file, newest, () => undefined);
    expect(failed).toBe(true);
    expect(lines).toEqual([expect.stringMatching(/: not changed, because it was changed while it was checked$/)]);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'prometheus.yml']);
  });

  test('makes manifests of Secrets for Helm values, one after the other', () => {
    const values = (first: string, second: string, secrets: string) =>
      `prometheus:\n  prometheusSpec:\n    additionalScrapeConfigs:\n${`${job('node', first)}${job('db', second)}`.replace(/^(?=.)/gm, '    ')}${secrets}`;
    const folder = cli.files({ 'values.yaml': values('password: correct-horse', 'password: battery-staple', '') });
    cli.run(['check', '--fix-secrets']);
    const path = (name: string) => `password_file: /etc/prometheus/secrets/${name}/password`;
    expect(readFileSync(join(folder, 'values.yaml'), 'utf8')).toBe(
      values(path('node-password'), path('db-password'), '    secrets: [node-password, db-password]\n'),
    );
    expect(readdirSync(folder).sort()).toEqual(['db-password.secret.yaml', 'node-password.secret.yaml', 'values.yaml']);
    expect(readFileSync(join(folder, 'db-password.secret.yaml'), 'utf8')).toContain('password: "battery-staple"');
  });

  test('goes with --fix, and not with what writes nothing', () => {
    const folder = cli.files({ 'prometheus.yml': CONFIG });
    mkdirSync(join(folder, 'empty'));
    expect(cli.run(['check', '--fix-secrets', '--fix-dry-run']).stderr).toContain('`--fix-secrets` writes files');
    expect(cli.run(['check', '--fix-secrets', '--stdin', '--path', 'prometheus.yml']).status).toBe(2);
    expect(existsSync(join(folder, 'node-password'))).toBe(false);
    cli.run(['check', '--fix-secrets', '--fix']);
    expect(existsSync(join(folder, 'node-password'))).toBe(true);
  });

  test('leaves alone what is accepted by a comment', () => {
    const accepted = CONFIG.replace(
      '      password: correct-horse',
      '      # scrapeguard-ignore plaintext-password: a test network\n      password: correct-horse',
    );
    const folder = cli.files({ 'prometheus.yml': accepted });
    cli.run(['check', '--fix-secrets']);
    expect(readdirSync(folder).sort()).toEqual(['db-password', 'prometheus.yml']);
  });
});
