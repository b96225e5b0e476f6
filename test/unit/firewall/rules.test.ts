import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { type CheckCase, expectCase } from '../support/expectFindings';

/** A script of ufw with `lines` behind what every one should have. */
const ufw = (lines: string) => `#!/bin/sh\nset -e\nufw default deny incoming\nufw allow OpenSSH\n${lines}\n`;
/** A script of iptables. */
const iptables = (lines: string) =>
  `#!/bin/sh\niptables -P INPUT DROP\niptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n${lines}\n`;
/** A file of nftables with `lines` in its chain. */
const nft = (lines: string, policy = ' policy drop;') =>
  `flush ruleset\ntable inet filter {\n  chain input {\n    type filter hook input priority 0;${policy}\n    iif "lo" accept\n    ct state { established, related } accept\n${lines}\n  }\n}\n`;

const CASES: readonly CheckCase[] = [
  {
    rules: ['6c'],
    name: 'an honest script',
    text: ufw('ufw allow in on tailscale0 to any port 9100 proto tcp comment "node"\nufw --force enable'),
  },
  {
    rules: ['6c'],
    name: 'a range without a protocol',
    code: 'ufw-ports-without-protocol',
    text: ufw('ufw allow ‹9100:9200›'),
    says: "Must specify 'tcp' or 'udp' with multiple ports",
    fixed: ufw('ufw allow 9100:9200/tcp'),
  },
  {
    rules: ['6c'],
    name: 'a list without a protocol in the long form',
    code: 'ufw-ports-without-protocol',
    text: ufw('sudo ufw allow from 10.0.0.0/8 to any port ‹9100,9104›'),
    fixed: ufw('sudo ufw allow from 10.0.0.0/8 to any port 9100,9104 proto tcp'),
  },
  {
    rules: ['6c'],
    name: 'the port that is sent from',
    code: 'ufw-source-port',
    severity: 'warning',
    text: ufw('ufw allow from 10.0.0.5 port ‹9100›'),
    fixed: ufw('ufw allow from 10.0.0.5 to any port 9100'),
  },
  {
    rules: ['6c'],
    name: 'a word too many',
    code: 'ufw-syntax',
    text: ufw('ufw allow 9100 ‹tcp›'),
    says: "Need 'to' or 'from' clause",
  },
  {
    rules: ['6c'],
    name: 'an address behind the port',
    code: 'ufw-syntax',
    text: ufw('ufw deny 9100 ‹from› 1.2.3.4'),
    says: 'Wrong number of arguments',
  },
  {
    rules: ['6c'],
    name: 'a misspelled command',
    code: 'ufw-syntax',
    text: ufw('ufw ‹alow› 9100'),
    says: 'Invalid syntax',
  },
  { rules: ['6c'], name: 'a policy of iptables', code: 'ufw-syntax', text: ufw('ufw default ‹drop› incoming') },
  {
    rules: ['6c'],
    name: 'a port that is too large',
    code: 'ufw-syntax',
    text: ufw('ufw allow ‹91000›/tcp').replace('‹91000›/tcp', '‹91000/tcp›'),
    says: 'Bad port',
  },
  {
    rules: ['6c'],
    name: 'all that ufw takes',
    text: ufw(
      'ufw allow 9100/tcp\nufw allow in 9090\nufw limit ssh/tcp\nufw allow proto tcp from 10.0.0.1 to any port 9100,9104\nufw insert 1 allow from 10.0.0.1\nufw route allow in on eth0\nufw delete allow 9100\nufw status | grep 9100\nufw logging on\nufw allow out 53',
    ),
  },
  {
    rules: ['6c'],
    name: 'words that the shell fills in',
    text: ufw(
      'ufw allow $PORT\nufw allow from "$IP" to any port 9100\nufw $ACTION 9100\nufw allow $RULE tcp\nfor p in 9100 9104; do ufw allow $p/tcp; done',
    ),
  },
  {
    rules: ['6c'],
    name: 'what is no call',
    text: ufw(
      '# ufw allow 9100:9200\necho "ufw allow 9100:9200"\ncommand -v ufw alow\ncat <<EOF\nufw allow 9100:9200\nEOF\nx=$(ufw allow 9100:9200)',
    ),
  },
  {
    rules: ['6c'],
    name: 'SSH is forgotten',
    code: 'firewall-ssh-not-allowed',
    severity: 'warning',
    text: '#!/bin/sh\nufw allow 9100/tcp\n‹ufw --force enable›\n',
    fixed: '#!/bin/sh\nufw allow 9100/tcp\nufw allow OpenSSH\nufw --force enable\n',
  },
  {
    rules: ['6c'],
    name: 'SSH by a port of its own',
    text: '#!/bin/sh\nufw allow 9100/tcp\nufw allow 2222/tcp # ssh\nufw enable\n',
  },
  {
    rules: ['6c'],
    name: 'SSH by an address',
    text: '#!/bin/sh\nufw allow 9100/tcp\nufw allow from 10.0.0.0/8\nufw enable\n',
  },
  {
    rules: ['6c'],
    name: 'SSH that may be in a variable',
    text: '#!/bin/sh\nufw allow 9100/tcp\nfor p in $PORTS; do ufw allow "$p"; done\nufw enable\n',
  },
  { rules: ['6c'], name: 'a script about something else', text: '#!/bin/sh\nufw allow 5000:6000\nufw enable\n' },
  {
    rules: ['6c'],
    name: 'a rule that is put in front',
    text: iptables('iptables -A INPUT -j DROP\niptables -I INPUT -p tcp --dport 9100 -j ACCEPT'),
  },
  {
    rules: ['6c'],
    name: 'the end of another chain, or of some',
    text: iptables(
      'iptables -A FORWARD -j DROP\niptables -A INPUT -m limit --limit 3/min -j DROP\niptables -A INPUT -s 10.0.0.9 -j DROP\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT',
    ),
  },
  {
    rules: ['6c'],
    name: 'a port without a protocol',
    code: 'iptables-port-without-protocol',
    text: iptables('iptables -A INPUT ‹--dport› 9100 -j ACCEPT'),
    fixed: iptables('iptables -A INPUT -p tcp --dport 9100 -j ACCEPT'),
  },
  {
    rules: ['6c'],
    name: 'a list of ports',
    code: 'iptables-port-list',
    text: iptables('iptables -A INPUT -p tcp --dport ‹9100,9104› -j ACCEPT'),
    fixed: iptables('iptables -A INPUT -p tcp -m multiport --dports 9100,9104 -j ACCEPT'),
  },
  {
    rules: ['6c'],
    name: 'a list in a variable',
    text: iptables(
      'iptables -A INPUT $MATCH --dport 9100 -j ACCEPT\niptables -t nat -A PREROUTING --dport 9100 -j REDIRECT',
    ),
  },
  {
    rules: ['6c'],
    name: 'answers are dropped',
    code: 'firewall-no-established',
    severity: 'warning',
    text: '#!/bin/sh\n‹iptables -P INPUT DROP›\niptables -A INPUT -i lo -j ACCEPT\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\n',
  },
  {
    rules: ['6c'],
    name: 'the host itself is dropped',
    code: 'firewall-no-loopback',
    severity: 'warning',
    text: '#!/bin/sh\n‹iptables -P INPUT DROP›\niptables -A INPUT -m state --state ESTABLISHED -j ACCEPT\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\n',
  },
  {
    rules: ['6c'],
    name: 'rules that may be in a branch',
    text: '#!/bin/sh\niptables -P INPUT DROP\nif x; then iptables -A INPUT -i lo -j ACCEPT; fi\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\n',
  },
  {
    rules: ['6c'],
    name: 'rules that are loaded',
    text: '#!/bin/sh\niptables -P INPUT DROP\niptables-restore < /etc/x\niptables -A INPUT -p tcp --dport 9100 -j ACCEPT\n',
  },
  {
    rules: ['6c'],
    name: 'a port of a container',
    code: 'docker-user-port',
    severity: 'hint',
    text: '#!/bin/sh\niptables -I DOCKER-USER -i eth0 -p tcp --dport ‹9100› -j DROP\n',
  },
  {
    rules: ['6c'],
    name: 'honest nftables',
    path: '/etc/nftables.conf',
    text: nft(
      '    iifname "tailscale0" tcp dport { 22, 9100 } accept comment "scrapes"\n    ip saddr != 10.0.0.1 drop',
    ),
  },
  {
    rules: ['6c'],
    name: 'no policy',
    path: '/etc/nftables.conf',
    code: 'firewall-default-allow',
    severity: 'warning',
    text: nft('    tcp dport 9100 accept', '').replace('chain input', 'chain ‹input›'),
  },
  {
    rules: ['6c'],
    name: 'no policy and a last rule',
    path: '/x.nft',
    text: nft('    tcp dport 9100 accept\n    counter drop', ''),
  },
  {
    rules: ['6c'],
    name: 'no hook',
    path: '/x.nft',
    code: 'nft-chain-without-hook',
    severity: 'warning',
    text: 'flush ruleset\ntable inet filter {\n  chain ‹input› {\n    tcp dport 9100 accept\n  }\n}\n',
  },
  {
    rules: ['6c'],
    name: 'no hook in a part',
    path: '/etc/nftables.d/x.nft',
    text: 'table inet filter {\n  chain input {\n    tcp dport 9100 accept\n  }\n}\n',
  },
  {
    rules: ['6c'],
    name: 'a chain that is jumped to',
    path: '/x.nft',
    text: `${nft('    jump in')}table inet filter { chain in { tcp dport 9100 accept; } }\n`.replace(
      'table inet filter { chain in {',
      'table inet filter { chain in {',
    ),
  },
  {
    rules: ['6c'],
    name: 'a policy that ufw has not',
    path: '/etc/default/ufw',
    code: 'invalid-value',
    text: 'IPV6=yes\nDEFAULT_INPUT_POLICY="‹DENY›"\n',
    says: "Invalid policy 'deny' for 'input'",
  },
  {
    rules: ['6c'],
    name: 'honest settings of ufw',
    path: '/etc/default/ufw',
    text: 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_APPLICATION_POLICY="SKIP"\n',
  },
  { rules: ['6c'], name: 'an empty text', text: '' },
];

describe('firewall rules', () => {
  test.each(CASES)('$rules $name', (row) => expectCase('firewall', { path: '/srv/open.sh', ...row }));
});

/** What is looked at, and whether it is ours. */
const FILES: readonly (readonly [name: string, path: string, text: string, isOurs: boolean])[] = [
  ['a script', '/srv/setup.sh', '#!/bin/sh\nsudo ufw allow 9100\n', true],
  ['a script without an ending', '/srv/setup', '#!/usr/bin/env bash\niptables -A INPUT -j DROP\n', true],
  ['rules of iptables', '/etc/iptables/rules.v4', '*filter\nCOMMIT\n', true],
  ['rules of nftables', '/etc/nftables.conf', 'table inet x {\n}\n', true],
  ['a script that only speaks of it', '/srv/setup.sh', '#!/bin/sh\n# ufw allow 9100\necho "ufw allow 9100"\n', false],
  [
    'a script that installs it',
    '/srv/setup.sh',
    '#!/bin/sh\napt-get install -y ufw iptables\nsystemctl enable ufw\n',
    false,
  ],
  ['another text', '/srv/notes.txt', 'ufw allow 9100\n', false],
];

describe('the detection of firewall rules', () => {
  test.each(FILES)('%s', (_name, path, text, isOurs) => {
    expect(detectKind({ path, text })).toBe(isOurs ? 'firewall' : undefined);
  });
});
