import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';

const PATH = '/etc/systemd/system/node_exporter.service';

/** A unit with the command `exec`, and `more` lines. */
const unit = (exec: string, more = '') =>
  `[Unit]\nDescription=X\n[Service]\nRestart=always\nExecStart=${exec}\n${more}`;
const node = (more: string) => unit('/usr/local/bin/node_exporter', more);

const CASES: readonly CheckCase[] = [
  {
    rules: ['6a'],
    name: 'no files in /proc',
    code: 'sandbox-breaks-metrics',
    severity: 'warning',
    text: node('ProcSubset=‹pid›\n'),
    fixed: node('ProcSubset=all\n'),
  },
  {
    rules: ['6a'],
    name: 'no files in /proc for another program',
    text: unit('/bin/prometheus', 'ProcSubset=pid\nProtectHome=yes\nPrivateTmp=yes\n'),
  },
  {
    rules: ['6a'],
    name: 'no netlink',
    code: 'sandbox-breaks-metrics',
    severity: 'warning',
    text: node('RestrictAddressFamilies=‹AF_INET AF_INET6›\n'),
    fixed: node('RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK\n'),
  },
  {
    rules: ['6a'],
    name: 'processes that are hidden',
    code: 'sandbox-breaks-metrics',
    severity: 'warning',
    text: unit('/bin/node_exporter --collector.processes', 'ProtectProc=‹invisible›\n'),
  },
  { rules: ['6a'], name: 'processes that are hidden and not asked for', text: node('ProtectProc=invisible\n') },
  {
    rules: ['6a'],
    name: 'homes that are hidden',
    code: 'sandbox-changes-metrics',
    severity: 'info',
    text: node('ProtectHome=‹yes›\n'),
    fixed: node('ProtectHome=read-only\n'),
  },
  {
    rules: ['6a'],
    name: 'a /tmp of its own',
    code: 'sandbox-changes-metrics',
    severity: 'info',
    text: node('PrivateTmp=‹true›\n'),
  },
  {
    rules: ['6a'],
    name: 'a network of its own',
    code: 'sandbox-hides-port',
    severity: 'warning',
    text: unit('/bin/prometheus', 'PrivateNetwork=‹yes›\n'),
  },
  {
    rules: ['6a'],
    name: 'addresses of nobody',
    code: 'sandbox-hides-port',
    severity: 'warning',
    text: node('IPAddressDeny=‹any›\n'),
  },
  { rules: ['6a'], name: 'addresses of somebody', text: node('IPAddressDeny=any\nIPAddressAllow=127.0.0.1\n') },
  {
    rules: ['6a'],
    name: 'a filter that kills',
    code: 'syscall-filter-kills-go',
    severity: 'warning',
    text: node('SystemCallFilter=‹~@privileged @resources›\n'),
    fixed: node('SystemCallFilter=~@privileged @resources\nSystemCallErrorNumber=EPERM\n'),
  },
  {
    rules: ['6a'],
    name: 'an address of the tailnet',
    code: 'listen-before-tailscale',
    severity: 'warning',
    text: unit('/bin/node_exporter --web.listen-address=‹100.64.1.2:9100›'),
  },
  {
    rules: ['6a'],
    name: 'an address of the tailnet behind tailscaled',
    text: `[Unit]\nAfter=network.target tailscaled.service\n${unit('/bin/node_exporter --web.listen-address=100.64.1.2:9100').slice('[Unit]\n'.length)}`,
  },
  {
    rules: ['6a'],
    name: 'a password in the environment',
    code: 'plaintext-password',
    severity: 'warning',
    text: unit('/bin/redis_exporter', 'Environment=REDIS_PASSWORD=‹hunter2›\n'),
  },
  {
    rules: ['6a'],
    name: 'a password in a data source',
    code: 'plaintext-password',
    severity: 'warning',
    text: unit('/bin/postgres_exporter', 'Environment=DATA_SOURCE_NAME=postgresql://me:‹hunter2›@localhost/db\n'),
  },
  {
    rules: ['6a'],
    name: 'a password as a flag',
    code: 'plaintext-password',
    severity: 'warning',
    text: unit('/bin/redis_exporter --redis.password=‹hunter2›'),
  },
  {
    rules: ['6a'],
    name: 'a password that is filled in',
    text: unit(`/bin/redis_exporter --redis.password=\${REDIS_PASSWORD}`, 'Environment=A_PASSWORD=<PASSWORD>\n'),
  },
];

describe('what surrounds the program', () => {
  test.each(CASES)('$rules $name', (row) => expectCase('systemd', { path: PATH, ...row }));
});
