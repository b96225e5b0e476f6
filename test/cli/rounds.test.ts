import { describe, expect, it } from 'vitest';
import { useCli } from './support/cli';

const cli = useCli();

/** The findings of `code` in a stunnel.conf, by their messages. */
function found(files: Readonly<Record<string, string>>, code: string): readonly string[] {
  const work = cli.files(files);
  const { stdout } = cli.run(['check', '--format', 'json', 'stunnel.conf'], { cwd: work });
  const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; message: string }[] };
  return findings.filter((finding) => finding.code === code).map(({ message }) => message);
}

const SERVICE = '[web]\naccept = 127.0.0.1:8443\nconnect = 127.0.0.1:9100\n';

describe('files that are named in included files', () => {
  it('are read in a further round', () => {
    const files = { 'stunnel.conf': 'include = conf.d\n', 'conf.d/web.conf': `${SERVICE}cert = web.pem\n` };
    expect(found({ ...files, 'web.pem': 'no certificate' }, 'unusable-pem-file')).toEqual([
      expect.stringContaining('`conf.d/web.conf`, line 4'),
    ]);
  });

  it('are missed where they are not there', () => {
    const files = {
      'stunnel.conf': 'include = conf.d\n',
      'conf.d/web.conf': `${SERVICE}key = gone.pem\ncert = gone.pem\n`,
    };
    expect(found(files, 'file-not-found')).toHaveLength(2);
  });

  it('are not followed for ever', () => {
    const files = { 'stunnel.conf': 'include = conf.d\n', 'conf.d/a.conf': 'include = conf.d\nfoo = 1\n' };
    expect(found(files, 'unknown-key').length).toBeGreaterThan(0);
  });
});
