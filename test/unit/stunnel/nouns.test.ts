import { describe, expect, test } from 'vitest';
import { parseStunnel } from '../../../server/src/core/kinds/stunnel/document';
import { stunnelNouns } from '../../../server/src/core/kinds/stunnel/nouns';
import { CLIENT, CLIENTS_VERIFIED, client, conf, SERVER, server, VERIFIED } from './support/confs';

const nounsIn = (text: string) => stunnelNouns(parseStunnel(text));
const shown = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);

describe('the nouns of a stunnel.conf', () => {
  test('a client service is a client', () => {
    const text = client(...VERIFIED, 'cert = client.pem', 'key = client.key', 'sslVersionMin = TLSv1.2');
    const { clients, listeners } = nounsIn(text);
    expect(listeners).toEqual([]);
    expect(clients).toHaveLength(1);
    const [found] = clients;
    expect(found).toMatchObject({
      role: 'tunnel',
      name: 'prom',
      scheme: { value: 'https' },
      targets: [{ value: 'exporter.example.com:9443' }],
      tls: {
        skipVerify: { value: false },
        serverName: { value: 'exporter.example.com' },
        minVersion: { value: 'TLSv1.2' },
        ca: { path: 'ca.pem', holds: 'ca', base: 'process' },
        certificate: { path: 'client.pem', holds: 'certificate' },
        key: { path: 'client.key', holds: 'key' },
      },
      credentials: [],
    });
    expect(shown(text, found!.at)).toBe('[prom]');
    expect(shown(text, found!.targets[0]!)).toBe('exporter.example.com:9443');
    expect(shown(text, found!.block)).toBe(text.slice(text.indexOf('[prom]')).trimEnd());
  });

  test('a client that verifies nothing says so at its header', () => {
    const text = client();
    const { tls } = nounsIn(text).clients[0]!;
    expect(tls?.skipVerify).toMatchObject({ value: true, isDefault: true });
    expect(shown(text, tls!.skipVerify!)).toBe('[prom]');
  });

  test('what a client proves itself with', () => {
    const proxy = ['protocol = connect', 'protocolUsername = me', 'protocolPassword = hunter22'];
    const text = client(...VERIFIED, ...proxy, 'PSKsecrets = psk.txt');
    const [psk, basic] = nounsIn(text).clients[0]!.credentials;
    expect(psk).toMatchObject({ type: 'psk', from: { path: 'psk.txt', holds: 'psk' } });
    expect(basic).toMatchObject({ type: 'basic', user: { value: 'me' }, secret: { text: 'hunter22', form: 'clear' } });
    expect(shown(text, basic!.at)).toBe('protocolPassword');
    expect(shown(text, basic!.secret!)).toBe('hunter22');
  });

  test('a server service is a listener for each address', () => {
    const text = conf(
      ['sslVersionMin = TLSv1.3'],
      [...SERVER, 'accept = ::1:9443', 'accept = 9444', ...CLIENTS_VERIFIED],
    );
    const { clients, listeners } = nounsIn(text);
    expect(clients).toEqual([]);
    expect(listeners.map(({ address }) => address?.value)).toEqual(['127.0.0.1:9443', '[::1]:9443', ':9444']);
    expect(shown(text, listeners[1]!.address!)).toBe('::1:9443');
    expect(listeners[0]).toMatchObject({
      via: 'tunnel',
      program: 'stunnel',
      name: 'node',
      tls: { value: 'on' },
      admission: { certificates: 'required', password: 'none' },
      minVersion: { value: 'TLSv1.3' },
      certificate: { path: 'node.pem' },
      key: { path: 'node.key' },
      clientCa: { path: 'ca.pem' },
      forwardsTo: { value: '127.0.0.1:9100' },
    });
  });

  test.each([
    ['nothing', [], 'none', 'none'],
    ['verify = 0', ['verify = 0'], 'requested', 'none'],
    ['requireCert alone', ['requireCert = yes'], 'unverified', 'none'],
    ['verify = 1', ['verify = 1', 'CAfile = ca.pem'], 'optional', 'none'],
    ['requireCert = no behind', ['verifyChain = yes', 'requireCert = no', 'CAfile = ca.pem'], 'optional', 'none'],
    ['verifyPeer', ['verifyPeer = yes', 'CAfile = a.pem'], 'required', 'none'],
    ['a shared key', ['PSKsecrets = psk.txt'], 'none', 'required'],
  ])('whom a server lets in: %s', (_, lines, certificates, password) => {
    expect(nounsIn(server(...lines)).listeners[0]?.admission).toEqual({ certificates, password });
  });

  test('a variable is unknown, and so is a random port', () => {
    const { listeners } = nounsIn(server().replace('127.0.0.1:9443', '$PORT'));
    expect(listeners[0]?.address?.value).toBeUndefined();
    expect(nounsIn('[a]\naccept =\nconnect = 1\n').listeners[0]?.address?.value).toBeUndefined();
  });

  test('files, secrets and the user of the process', () => {
    const text = conf([], [...CLIENT, ...VERIFIED, 'CRLfile = lists.pem', 'protocolPassword = hunter22'], SERVER);
    const { files, secrets, processes } = nounsIn(text);
    expect(files.map((file) => [file.holds, shown(text, file)])).toEqual([
      ['ca', 'ca.pem'],
      ['crl', 'lists.pem'],
      ['certificate', 'node.pem'],
      ['key', 'node.key'],
    ]);
    expect(secrets.map((secret) => [secret.key, shown(text, secret)])).toEqual([['protocolPassword', 'hunter22']]);
    expect(processes).toMatchObject([
      { program: 'stunnel', user: { value: 'stunnel4' }, hardening: { setgid: { value: 'stunnel4' } } },
    ]);
    expect(shown(text, processes[0]!.user!)).toBe('stunnel4');
  });

  test('a file that says nothing has none', () => {
    expect(nounsIn('; nothing\n').processes).toEqual([]);
  });
});
