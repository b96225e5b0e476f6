import { describe, test } from 'vitest';
import type { Severity } from '../../../server/src/core/findings/finding';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { CLIENTS_VERIFIED, client, conf, server, VERIFIED } from './support/confs';

const LOOPBACK = '127.0.0.1:9443';

/** A server that listens on `accept`. */
const at = (accept: string, ...lines: readonly string[]) => server(...lines).replace(LOOPBACK, accept);
/** A server that connects to `connect`. */
const to = (connect: string) => server().replace('connect = 127.0.0.1:9100', `connect = ${connect}`);
/** A verified client that listens on `accept`. */
const from = (accept: string) => client(...VERIFIED).replace('accept = 127.0.0.1:9100', `accept = ${accept}`);

const found = (code: string, severity: Severity, name: string, text: string, fixed?: string): CheckCase => ({
  rules: ['5'],
  name,
  text,
  code,
  severity,
  ...(fixed !== undefined && { fixed }),
});
const clean = (name: string, text: string): CheckCase => ({ rules: ['5'], name, text });

const LISTENING = [
  found('bind-all-interfaces', 'warning', 'a port alone', at('‹9443›'), at(LOOPBACK)),
  found('bind-all-interfaces', 'warning', '0.0.0.0', at('‹0.0.0.0:9443›'), at(LOOPBACK)),
  found('bind-all-interfaces', 'warning', 'IPv6', at('‹:::9443›'), at(LOOPBACK)),
  found('bind-all-interfaces', 'warning', 'a star', at('‹*:9443›'), at(LOOPBACK)),
  found(
    'bind-all-interfaces',
    'info',
    'clients are verified',
    at('‹9443›', ...CLIENTS_VERIFIED),
    at(LOOPBACK, ...CLIENTS_VERIFIED),
  ),
  found('bind-all-interfaces', 'info', 'clients have a key', at('‹9443›', 'PSKsecrets = psk.txt')),
  found('bind-all-interfaces', 'info', 'a client', from('‹9100›'), from('127.0.0.1:9100')),
  found(
    'stunnel-plaintext-backend',
    'warning',
    'a client for the network',
    from('‹192.168.1.5:9100›'),
    from('127.0.0.1:9100'),
  ),
  clean('a tailnet', at('100.101.102.103:9443')),
  clean('IPv6 loopback', at('::1:9443')),
  clean('a Unix socket', at('/run/stunnel4/node.sock')),
  clean('one address', at('192.168.1.5:9443')),
  clean('a name', at('localhost:9443')),
  clean('something that others fill in', at('$ADDRESS:9443')),
];

const CONNECTING = [
  found('stunnel-plaintext-backend', 'warning', 'another host', to('‹192.168.1.7:9100›')),
  found('stunnel-plaintext-backend', 'warning', 'a public name', to('‹node.example.com:9100›')),
  found('connect-empty', 'warning', 'nothing', to('').replace('connect = ', '‹connect =›')),
  found('connect-unresolvable', 'warning', 'a URL', to('‹http://127.0.0.1:9100/›'), to('127.0.0.1:9100')),
  found('connect-unresolvable', 'warning', 'a list', to('‹127.0.0.1:9100,127.0.0.1:9101›')),
  found('port-out-of-range', 'error', 'a port that does not exist', to('‹127.0.0.1:91000›')),
  clean('a port alone', to('9100')),
  clean('a container', to('node-exporter:9100')),
  clean('a tailnet', to('box.tail1234.ts.net:9100')),
  clean('a Unix socket', to('/run/node.sock')),
  clean('the name of a service', to('localhost:http')),
];

const ACCEPTING = [
  found('accept-empty', 'error', 'nothing', at('').replace('accept = ', '‹accept =›')),
  found('port-out-of-range', 'error', 'a port that does not exist', at('‹127.0.0.1:91721›')),
  found('port-zero', 'error', 'port 0', at('‹127.0.0.1:0›')),
  found('duplicate-accept', 'warning', 'twice', server(`accept = ‹${LOOPBACK}›`), server()),
  found(
    'list-option-appends-to-global',
    'warning',
    'an address of the global part',
    conf(
      ['connect = 127.0.0.1:1'],
      ['[node]', 'accept = 127.0.0.1:9443', '‹connect› = 127.0.0.1:9100', 'cert = node.pem', 'key = node.key'],
    ),
  ),
  clean('two addresses', server('accept = 127.0.0.2:9443')),
];

describe('addresses of stunnel', () => {
  test.each(LISTENING)('accept: $name', (row) => expectCase('stunnel', row));
  test.each(CONNECTING)('connect: $name', (row) => expectCase('stunnel', row));
  test.each(ACCEPTING)('traps: $name', (row) => expectCase('stunnel', row));
});
