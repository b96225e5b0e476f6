import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();
cli.files({});

const IP_SANS = `Get "https://10.0.0.5:9100/metrics": x509: cannot validate certificate for 10.0.0.5 because it doesn't contain any IP SANs`;

describe('scrapeguard explain --error', () => {
  it('says of an error of a scrape what led to it, what to do, and where there is more', () => {
    const { stdout, stderr, status } = cli.run(['explain', '--error', IP_SANS]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain("cannot validate certificate for … because it doesn't contain any IP SANs\n");
    expect(stdout).toMatch(/\nCause: {6}\S/);
    expect(stdout).toContain('\n            scrapeguard pki issue --name 10.0.0.5 --for server\n');
    expect(stdout).toMatch(/\nMore: {7}scrapeguard explain insecure-skip-verify, https:.*\.md\n/);
  });

  it.each([[['explain', '-']], [['explain', '--error', '-']]])('takes a log on standard input: %s', (args) => {
    const log = `first line\n${'LOG4[6]: CERT: Subject checks failed\n'.repeat(2)}password: hunter2\n`;
    const { stdout, status } = cli.run(args, { stdin: log });
    expect(status).toBe(0);
    expect(stdout).toContain('CERT: Subject checks failed\non line 2, and on 1 more\n');
    expect(stdout).not.toContain('hunter2');
  });

  it('admits that it does not know a text, and does not repeat it', () => {
    const { stdout, stderr, status } = cli.run(['explain', '--error', 'password is hunter2']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^scrapeguard: Nothing in this text is known\./);
    expect(stderr).not.toContain('hunter2');
    expect(cli.run(['explain', '-'], { stdin: ' \n' }).stderr).toMatch(/^scrapeguard: There is no text to explain\./);
  });

  it('takes a rule or an error, not both, and no error elsewhere', () => {
    expect(cli.run(['explain', 'insecure-skip-verify', '--error', 'x'])).toMatchObject({ status: 2, stdout: '' });
    expect(cli.run(['check', '--error', 'x'])).toMatchObject({ status: 2, stdout: '' });
  });
});
