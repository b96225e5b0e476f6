import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';

const CLIENT = '[up]\nclient = yes\naccept = 127.0.0.1:9101\nconnect = up.example.test:9443\n';

describe('a stunnel.conf', () => {
  test.each([
    ['by its name', '/srv/stunnel.conf', ''],
    ['by a longer name', '/srv/stunnel-node.conf', 'junk\n'],
    ['by its folder', '/etc/stunnel/node.conf', '; to be written\n'],
    ['in a folder of fragments', '/etc/stunnel/conf.d/node.conf', CLIENT],
    ['by its content', '/srv/tunnel.conf', CLIENT],
    ['in inetd mode', '/srv/inetd.conf', 'verifyChain = yes\nCAfile = /x\ncert = /y\nconnect = 1\n'],
  ])('is found %s', (_name, path, text) => expect(detectKind({ path, text })).toBe('stunnel'));

  test.each([
    ['nginx', '/etc/nginx/conf.d/stunnel.conf', 'server {\n  listen 443;\n}\n'],
    ['supervisor', '/etc/supervisor/conf.d/stunnel.conf', '[program:stunnel]\ncommand = stunnel\n'],
    ['supervisor elsewhere', '/srv/stunnel.conf', '[program:stunnel]\ncommand = stunnel\n'],
    ['tmpfiles', '/usr/lib/tmpfiles.d/stunnel4.conf', 'd /run/stunnel4 0755\n'],
    ['openssl', '/etc/stunnel/openssl.conf', '[ req ]\ndistinguished_name = dn\n'],
    ['openvpn', '/etc/openvpn/client.conf', 'client\nremote a 1194\nca ca.crt\nconnect-retry 5\n'],
    ['rsync', '/etc/rsyncd.conf', 'pid file = /run/rsyncd.pid\n[data]\npath = /srv\n'],
    ['some INI file', '/srv/app.conf', '[db]\nconnect = host:5432\nuser = x\nclient = yes\nretry = 3\npool = 5\n'],
    ['a drop-in of systemd', '/etc/systemd/system/stunnel.service.d/stunnel.conf', '[Service]\nUser=stunnel4\n'],
  ])('is not what belongs to %s', (_name, path, text) => expect(detectKind({ path, text })).not.toBe('stunnel'));
});
