import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firewallKind } from '../../../server/src/core/kinds/firewall/kind';
import { expectTotal } from '../support/expectTotal';

/** What scripts and rules are made of, and what breaks them. */
const PIECES = [
  'ufw ',
  'allow ',
  'deny ',
  'insert 1 ',
  'default ',
  'from ',
  'to any ',
  'port ',
  'proto tcp ',
  'in on ',
  'tailscale0 ',
  '9100',
  '9100:9200 ',
  '9100,9104 ',
  '100.64.0.0/10 ',
  'enable',
  '--force ',
  'iptables ',
  '-A INPUT ',
  '-I INPUT 1 ',
  '-P INPUT DROP',
  '-F',
  '-p tcp ',
  '--dport ',
  '-j ACCEPT',
  '-j DROP',
  '-m conntrack --ctstate ',
  'ESTABLISHED ',
  '! ',
  '-t nat ',
  'nft ',
  'add rule inet filter input ',
  'table inet filter ',
  'chain input ',
  'type filter hook input priority 0; ',
  'policy drop; ',
  'tcp dport ',
  'ip saddr ',
  'ct state ',
  'accept',
  'drop',
  'jump x',
  'vmap ',
  '!= ',
  'flush ruleset',
  '{',
  '}',
  '(',
  ')',
  ';',
  '&&',
  '||',
  '|',
  '\n',
  '\r\n',
  '\\\n',
  '\\',
  '"',
  "'",
  '`',
  '$',
  '$(',
  '${',
  '<<EOF',
  '<<-',
  'EOF',
  '<',
  '>',
  '#',
  'if ',
  'then ',
  'fi',
  'for ',
  'do ',
  'done',
  'case ',
  'esac',
  'sudo ',
  '*filter\n',
  ':INPUT DROP\n',
  'COMMIT\n',
  'IPV6=no\n',
  'DEFAULT_INPUT_POLICY="X"\n',
  'DOCKER-USER ',
  '\0',
  'ü',
  '𝄞',
  '__proto__',
  ',',
  ' ',
];

describe('reading firewalls', () => {
  test('any text gives a reading with places in it', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 80 });
    const paths = fc.constantFrom(
      '/x.sh',
      '/x.nft',
      '/etc/iptables/rules.v4',
      '/etc/ufw/user6.rules',
      '/etc/default/ufw',
      undefined,
    );
    fc.assert(
      fc.property(texts, paths, (pieces, path) => expectTotal(firewallKind(), pieces.join(''), path)),
      { numRuns: 500 },
    );
  });

  test('the work is bounded', () => {
    const kind = firewallKind();
    const texts = [
      '{'.repeat(30_000),
      '"'.repeat(30_001),
      '$('.repeat(5_000),
      'ufw allow 9100\n'.repeat(5_000),
      'iptables -I INPUT -p tcp --dport 9100 -j ACCEPT\n'.repeat(2_000),
      '<<A\n'.repeat(5_000),
      `ufw ${'allow '.repeat(2_000)}`,
      ' '.repeat(90_000),
      '`'.repeat(30_001),
      `table x {${'a,'.repeat(5_000)}`,
    ];
    for (const text of texts) {
      expectTotal(kind, text, '/x.sh');
      expectTotal(kind, text, '/x.nft');
    }
  }, 60_000);
});

describe('the outline of a firewall', () => {
  test('the rules', () => {
    const items = firewallKind().outline('ufw allow from 10.0.0.1 to any port 9100\niptables -A INPUT -j DROP\n');
    expect(items.map(({ name }) => name)).toEqual(['ufw: allow 9100 from 10.0.0.1', 'iptables INPUT: deny']);
  });
});
