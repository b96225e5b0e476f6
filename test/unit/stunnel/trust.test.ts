import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { CLIENT, CLIENTS_VERIFIED, client, conf, SERVER, server, VERIFIED } from './support/confs';

const HONEST: readonly CheckCase[] = [
  { rules: ['5'], name: 'a client that verifies chain and name', text: client(...VERIFIED) },
  { rules: ['5'], name: 'a client that pins a certificate', text: client('verifyPeer = yes', 'CAfile = exporter.pem') },
  { rules: ['5'], name: 'a client with a shared key', text: client('PSKsecrets = psk.txt') },
  {
    rules: ['5'],
    name: 'a client whose verification is in the global part',
    text: conf(['verifyChain = yes', 'CAfile = ca.pem'], [...CLIENT, 'checkHost = exporter.example.com']),
  },
  { rules: ['5'], name: 'a server for the backend beside it', text: server() },
  { rules: ['5'], name: 'a server that verifies chain and name', text: server(...CLIENTS_VERIFIED) },
  {
    rules: ['5'],
    name: 'a misspelled option is one mistake',
    version: '5.75',
    text: client('‹verifyChian› = yes', 'CAfile = ca.pem', 'checkHost = exporter.example.com'),
    code: 'unknown-key',
  },
  {
    rules: ['5'],
    name: 'a file that others include does not say what the global part does',
    path: '/etc/stunnel/conf.d/prom.conf',
    text: CLIENT.map((line) => `${line}\n`).join(''),
  },
  {
    rules: ['5'],
    name: 'nobody knows what a folder adds that cannot be read',
    text: `include = /etc/stunnel/conf.d\n${client()}`,
  },
  {
    rules: ['5'],
    name: 'a value that stunnel refuses is one mistake',
    text: client('verifyChain = ‹true›', 'CAfile = ca.pem'),
    code: 'invalid-value',
  },
];

const CLIENTS: readonly CheckCase[] = [
  {
    rules: ['3e', '5'],
    name: 'a client that verifies nothing',
    text: client().replace('[prom]', '‹[prom]›'),
    code: 'stunnel-client-unverified',
    says: 'needs authentication to prevent MITM attacks',
    fixed: client(
      'verifyChain = yes',
      'CAfile = /etc/ssl/certs/ca-certificates.crt',
      'checkHost = exporter.example.com',
    ),
  },
  {
    rules: ['3d', '5'],
    name: 'a CA alone',
    text: client('CAfile = ca.pem').replace('[prom]', '‹[prom]›'),
    code: 'stunnel-client-unverified',
    says: '`CAfile` alone changes nothing',
    fixed: client('CAfile = ca.pem', 'verifyChain = yes', 'checkHost = exporter.example.com'),
  },
  {
    rules: ['5'],
    name: 'in a file of Windows line ends with tabs',
    text: client('\tCAfile\t=\tca.pem').replace('[prom]', '‹[prom]›').replaceAll('\n', '\r\n'),
    code: 'stunnel-client-unverified',
    fixed: client('\tCAfile\t=\tca.pem', '\tverifyChain\t=\tyes', '\tcheckHost\t=\texporter.example.com').replaceAll(
      '\n',
      '\r\n',
    ),
  },
  {
    rules: ['5'],
    name: 'a client of two hosts',
    text: client('CAfile = ca.pem', 'connect = backup.example.com:9443').replace('[prom]', '‹[prom]›'),
    code: 'stunnel-client-unverified',
    fixed: client(
      'CAfile = ca.pem',
      'connect = backup.example.com:9443',
      'verifyChain = yes',
      'checkHost = exporter.example.com',
      'checkHost = backup.example.com',
    ),
  },
  {
    rules: ['5'],
    name: 'verification that is switched off',
    text: client('verifyChain = no', 'CAfile = ca.pem').replace('[prom]', '‹[prom]›'),
    code: 'stunnel-client-unverified',
    fixed: client('verifyChain = yes', 'checkHost = exporter.example.com', 'CAfile = ca.pem'),
  },
  {
    rules: ['5'],
    name: 'verifyChain = no over a global yes',
    text: conf(['verifyChain = yes', 'CAfile = ca.pem'], [...CLIENT, 'verifyChain = no']).replace('[prom]', '‹[prom]›'),
    code: 'stunnel-client-unverified',
  },
  {
    rules: ['3e', '5'],
    name: 'every certificate of the CA',
    text: client('verifyChain = yes', 'CAfile = ca.pem').replace('[prom]', '‹[prom]›'),
    code: 'stunnel-no-subject-check',
    severity: 'warning',
    fixed: client('verifyChain = yes', 'checkHost = exporter.example.com', 'CAfile = ca.pem'),
  },
  {
    rules: ['5'],
    name: 'an address is checked as an address',
    text: client('verifyChain = yes', 'CAfile = ca.pem')
      .replace('[prom]', '‹[prom]›')
      .replace('exporter.example.com', '100.64.0.7'),
    code: 'stunnel-no-subject-check',
    severity: 'warning',
    fixed: client('verifyChain = yes', 'checkIP = 100.64.0.7', 'CAfile = ca.pem').replace(
      'exporter.example.com',
      '100.64.0.7',
    ),
  },
];

const SERVERS: readonly CheckCase[] = [
  {
    rules: ['3d', '5'],
    name: 'requireCert alone',
    text: server('‹requireCert› = yes'),
    code: 'client-cert-not-required',
    severity: 'warning',
  },
  {
    rules: ['3d', '5'],
    name: 'requireCert with a CA and without verification',
    text: server('CAfile = ca.pem', '‹requireCert› = yes'),
    code: 'client-cert-not-required',
    severity: 'warning',
  },
  {
    rules: ['3d', '5'],
    name: 'a CA alone',
    text: server('‹CAfile› = ca.pem'),
    code: 'client-cert-not-required',
    severity: 'warning',
    says: 'verifies nothing without',
  },
  {
    rules: ['3d', '5'],
    name: 'requireCert = no behind verifyChain',
    text: server(...CLIENTS_VERIFIED, 'requireCert = ‹no›'),
    code: 'client-cert-not-required',
    severity: 'warning',
    fixed: server(...CLIENTS_VERIFIED),
  },
  {
    rules: ['3d', '5'],
    name: 'requireCert = no before verifyChain does nothing',
    text: server('‹requireCert› = no', ...CLIENTS_VERIFIED),
    code: 'option-without-effect',
    severity: 'info',
    fixed: server(...CLIENTS_VERIFIED),
  },
  {
    rules: ['tls'],
    name: 'every client of the CA',
    text: server('verifyChain = yes', 'CAfile = ca.pem').replace('[node]', '‹[node]›'),
    code: 'listener-any-client-of-ca',
    severity: 'info',
  },
  {
    rules: ['5'],
    name: 'a CA in the global part for another service',
    text: conf(['CAfile = ca.pem'], SERVER, [
      '[client]',
      'client = yes',
      'accept = 127.0.0.1:9101',
      'connect = exporter.example.com:9443',
      'verifyChain = yes',
      'checkHost = exporter.example.com',
    ]),
  },
];

describe('whom a stunnel service believes', () => {
  test.each(HONEST)('$name', (row) => expectCase('stunnel', row));
  test.each(CLIENTS)('client: $name', (row) => expectCase('stunnel', row));
  test.each(SERVERS)('server: $name', (row) => expectCase('stunnel', row));
});
