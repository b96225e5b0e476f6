import { describe, expect, test } from 'vitest';
import { withService } from '../../../../server/src/core/generators/extend/stunnel';
import { stunnelService } from '../../../../server/src/core/generators/setUp/network/stunnel';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { setUpOf, targetOf } from './net';

const SET_UP = setUpOf({ profile: ['stunnel'], listenAddress: ['10.0.0.7'] });
const SERVICE = stunnelService(SET_UP, targetOf(SET_UP));
const LINES = SERVICE.options.map(([name, value]) => `${name} = ${value}\n`).join('');
const DATABASE = '[database]\naccept = 127.0.0.1:5432\nconnect = db.example.com:5433\n';

function extended(text: string): string {
  const extension = withService(text, SERVICE);
  if ('problem' in extension) throw new Error(extension.problem);
  return applyChanges(text, extension.changes);
}

describe('a service that is added to a stunnel.conf', () => {
  test.each<[string, string, string]>([
    ['an empty file', '', `[node_exporter]\n${LINES}`],
    ['a global part', '; Ours\nforeground = yes\n', `; Ours\nforeground = yes\n\n[node_exporter]\n${LINES}`],
    ['another service', DATABASE, `${DATABASE}\n[node_exporter]\n${LINES}`],
    ['a file without a last line end', DATABASE.trimEnd(), `${DATABASE}\n[node_exporter]\n${LINES}`],
    ['a file that ends with an empty line', `${DATABASE}\n`, `${DATABASE}\n[node_exporter]\n${LINES}`],
    [
      'Windows line ends',
      DATABASE.replaceAll('\n', '\r\n'),
      `${DATABASE}\n[node_exporter]\n${LINES}`.replaceAll('\n', '\r\n'),
    ],
    [
      'a style of its own',
      '[database]\n\taccept=5432\n\tconnect=5433\n',
      `[database]\n\taccept=5432\n\tconnect=5433\n\n[node_exporter]\n${LINES.replaceAll(' = ', '=').replace(/^/gm, '\t').slice(0, -1)}`,
    ],
    ['clients', `client = yes\n\n${DATABASE}`, `client = yes\n\n${DATABASE}\n[node_exporter]\nclient = no\n${LINES}`],
  ])('goes behind %s', (_name, before, after) => {
    expect(extended(before)).toBe(after);
  });

  test('changes nothing where it is there already, in whatever style and with more', () => {
    const once = extended(DATABASE);
    expect(withService(once, SERVICE)).toEqual({ changes: [] });
    const other = once.replace('verifyChain = yes', 'VerifyChain=YES').replace('[node', '; known\n[node');
    expect(withService(`${other}TIMEOUTidle = 60\n`, SERVICE)).toEqual({ changes: [] });
  });

  test.each<[string, string, string]>([
    [
      'the name says something else',
      '[node_exporter]\naccept = 9999\nconnect = 9100\n',
      '[node_exporter] is there already (line 1)',
    ],
    ['it would let others in', extended('').replace('checkHost = prometheus\n', ''), 'says something else'],
    ['it would let others in as well', `${extended('')}checkHost = other\n`, 'says something else'],
    [
      'somebody listens there',
      '[other]\naccept = 10.0.0.7:9100\nconnect = 1\n',
      'Line 2 listens at 10.0.0.7:9100 already',
    ],
    ['somebody listens everywhere', '[other]\naccept = 9100\nconnect = 1\n', 'Line 2 listens at 9100 already'],
    ['the file is one service', 'accept = 5432\nconnect = 5433\n', 'one service without a name'],
    ['names of all services are added', `checkHost = all\n\n${DATABASE}`, 'sets checkHost for all services (line 1)'],
    ['others are trusted in all services', `CApath = /etc/ssl/certs\n\n${DATABASE}`, 'sets CApath for all services'],
    ['a shared secret opens all services', `PSKsecrets = /a\n\n${DATABASE}`, 'sets PSKsecrets for all services'],
    [
      'all services have old protocols',
      `sslVersionMax = TLSv1.1\n\n${DATABASE}`,
      'sets sslVersionMax for all services',
    ],
    ['all services want known certificates', `verifyPeer = yes\n\n${DATABASE}`, 'sets verifyPeer for all services'],
    ['a line cannot be read', `what is this\n${DATABASE}`, 'cannot read line 1'],
    ['it is a template', `${DATABASE}accept = {{ port }}\n`, 'template'],
  ])('is a problem where %s', (_name, text, problem) => {
    const extension = withService(text, SERVICE);
    expect('problem' in extension && extension.problem).toContain(problem);
  });
});
