import { describe, expect, test } from 'vitest';
import type { NeighbourFile } from '../../../server/src/core/kinds/kind';
import { findingsIn } from '../support/expectFindings';

const MAIN = 'foreground = yes\nsetuid = stunnel4\nsetgid = stunnel4\ninclude = /etc/stunnel/conf.d\n';
const WEB = '[web]\naccept = 127.0.0.1:8443\nconnect = 127.0.0.1:9100\ncert = /srv/tls/web.pem\n';

/** The errors in `text` where the folder that it includes has `files`. */
function errors(text: string, files: Readonly<Record<string, string>>) {
  const folder = '/etc/stunnel/conf.d';
  const found = Object.entries(files).map(([name, content]) => ({ path: `${folder}/${name}`, text: content }));
  const neighbours = new Map<string, readonly NeighbourFile[]>([
    [folder, [{ path: folder, text: undefined, is: 'folder' }]],
    [`${folder}/*`, found],
  ]);
  return findingsIn('stunnel', text, { version: '5.75', neighbours })
    .filter(({ severity, category }) => severity === 'error' && category === 'validation')
    .map(({ code, start, end, message, fixes }) => ({ code, at: text.slice(start, end), message, fixes }));
}

describe('included files (stunnel-rules.md 2)', () => {
  test('a mistake in one is reported at the include, with its place', () => {
    const found = errors(MAIN, { '10-web.conf': WEB.replace('connect', 'conect') });
    expect(found).toMatchObject([{ code: 'unknown-key', at: '/etc/stunnel/conf.d', fixes: undefined }]);
    expect(found[0]?.message).toMatch(/^`\/etc\/stunnel\/conf.d\/10-web.conf`, line 3: /);
  });

  test('every mistake is reported', () => {
    const found = errors(MAIN, { '10': `${WEB}delay = 1\njunk\n`, '20': 'README\n' });
    expect(found.map(({ message }) => /^`(.*?)`, line (\d+)/.exec(message)?.slice(1).join(':'))).toEqual([
      '/etc/stunnel/conf.d/10:5',
      '/etc/stunnel/conf.d/10:6',
      '/etc/stunnel/conf.d/20:1',
    ]);
  });

  test.each<[string, string, Record<string, string>]>([
    ['may open services', MAIN, { web: WEB }],
    [
      'may hold half of a service each',
      MAIN,
      { a: '[web]\naccept = 1\n', b: 'connect = 2\ncert = /srv/tls/web.pem\n' },
    ],
    ['may hold defaults', `${MAIN}[web]\naccept = 1\nconnect = 2\n`, { a: 'cert = /srv/tls/web.pem\n' }],
    ['may leave a service open', `${MAIN}connect = 2\n`, { a: '[web]\naccept = 1\ncert = /srv/tls/web.pem\n' }],
  ])('%s', (_name, text, files) => expect(errors(text, files)).toEqual([]));

  test('a global option behind one that opens a service is misplaced', () => {
    expect(errors(`${MAIN}fips = no\n`, { web: WEB })).toMatchObject([{ code: 'misplaced-option', at: 'fips' }]);
  });

  test('nothing is missing where they cannot be read', () => {
    const text = `${MAIN}[web]\naccept = 1\n`;
    const found = findingsIn('stunnel', text, { version: '5.75' });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('one that includes its own folder comes to an end', () => {
    const found = errors(MAIN, { web: `${WEB}include = /etc/stunnel/conf.d\n` });
    expect(found.every(({ at }) => at === '/etc/stunnel/conf.d')).toBe(true);
  });
});
