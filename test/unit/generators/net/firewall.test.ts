import { describe, expect, test } from 'vitest';
import type { Part } from '../../../../server/src/core/generators/setUp/machine';
import { firewallPart } from '../../../../server/src/core/generators/setUp/network/firewall/firewall';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { findingsIn, kindsOf, setUpOf, targetOf, textOf } from './net';

const SCRAPERS = ['10.0.0.5', '10.1.0.0/16', 'fd00::5'];
const DOCKER: Answers = { profile: ['mtls'], exporter: ['blackbox'], form: ['compose'], scrapers: SCRAPERS };
const TOOLS = ['ufw', 'iptables', 'nftables'] as const;

function partOf(tool: string, answers: Answers = { profile: ['mtls'], scrapers: SCRAPERS }): Part {
  const setUp = setUpOf({ ...answers, firewall: [tool] });
  return firewallPart(setUp, targetOf(setUp));
}

/** The lines of a script behind its comments. */
function commandsOf(text: string): string {
  return text.slice(text.indexOf('set -eu'));
}

describe('the rules of nftables', () => {
  test('are a table of our own that is replaced in one step', () => {
    expect(textOf(partOf('nftables'), 'firewall.nft').split('\n').slice(4).join('\n')).toBe(`
table inet scrapeguard_9100
delete table inet scrapeguard_9100

table inet scrapeguard_9100 {
	chain input {
		type filter hook input priority filter - 10; policy accept;
		tcp dport 9100 iifname "lo" accept
		tcp dport 9100 ip saddr { 10.0.0.5, 10.1.0.0/16 } accept
		tcp dport 9100 ip6 saddr { fd00::5 } accept
		tcp dport 9100 reject with tcp reset
	}
}
`);
  });

  test('shut a port that Docker publishes where it is forwarded', () => {
    const text = textOf(partOf('nftables', { ...DOCKER, refusal: ['drop'] }), 'firewall.nft');
    expect(text.slice(text.indexOf('\tchain forward'))).toBe(`	chain forward {
		type filter hook forward priority filter - 10; policy accept;
		ct status dnat ct direction original meta l4proto tcp ct original proto-dst 9115 jump published
	}

	chain published {
		ip saddr { 10.0.0.5, 10.1.0.0/16 } accept
		ip6 saddr { fd00::5 } accept
		drop
	}
}
`);
  });

  test('are put in force by a unit, and taken away with their table', () => {
    const { packages, after, units, rollback, files } = partOf('nftables');
    expect({ packages, units, rollback }).toEqual({
      packages: ['nftables'],
      units: [{ unit: 'scrapeguard-9100-firewall.service', by: 'restart' }],
      rollback: [
        'if nft list table inet scrapeguard_9100 >/dev/null 2>&1; then nft delete table inet scrapeguard_9100; fi',
      ],
    });
    expect(after.join('\n')).toContain('Let port 9100 in there, too: for 10.0.0.5, 10.1.0.0/16, fd00::5.');
    expect(files.map(({ path, place }) => [path, place?.path])).toEqual([
      ['firewall.nft', '/etc/nftables.d/scrapeguard-9100.nft'],
      ['firewall.service', '/etc/systemd/system/scrapeguard-9100-firewall.service'],
      ['firewall-rollback.sh', undefined],
    ]);
  });
});

describe('the rules of iptables', () => {
  test('are in a chain of our own, for both families', () => {
    expect(commandsOf(textOf(partOf('iptables'), 'firewall.sh'))).toBe(`set -eu
export LC_ALL=C

iptables-restore -w -n <<'RULES'
*filter
:scrapeguard-9100 - [0:0]
-A scrapeguard-9100 -i lo -j ACCEPT
-A scrapeguard-9100 -s 10.0.0.5 -j ACCEPT
-A scrapeguard-9100 -s 10.1.0.0/16 -j ACCEPT
-A scrapeguard-9100 -p tcp -j REJECT --reject-with tcp-reset
COMMIT
RULES
iptables -w -C INPUT -p tcp --dport 9100 -j scrapeguard-9100 2>/dev/null || iptables -w -I INPUT 1 -p tcp --dport 9100 -j scrapeguard-9100
if [ -e /proc/net/if_inet6 ]; then
  ip6tables-restore -w -n <<'RULES'
*filter
:scrapeguard-9100 - [0:0]
-A scrapeguard-9100 -i lo -j ACCEPT
-A scrapeguard-9100 -s fd00::5 -j ACCEPT
-A scrapeguard-9100 -p tcp -j REJECT --reject-with tcp-reset
COMMIT
RULES
  ip6tables -w -C INPUT -p tcp --dport 9100 -j scrapeguard-9100 2>/dev/null || ip6tables -w -I INPUT 1 -p tcp --dport 9100 -j scrapeguard-9100
fi
`);
  });

  test('for Docker let Prometheus go on to its own rules, by the port that was asked for', () => {
    const text = textOf(partOf('iptables', DOCKER), 'firewall.sh');
    expect(text).toContain(`
:scrapeguard-9115-docker - [0:0]
-A scrapeguard-9115-docker -s 10.0.0.5 -j RETURN
-A scrapeguard-9115-docker -s 10.1.0.0/16 -j RETURN
-A scrapeguard-9115-docker -p tcp -j REJECT --reject-with tcp-reset
COMMIT
`);
    expect(text).toContain(
      'iptables -w -I DOCKER-USER 1 -p tcp -m conntrack --ctstate DNAT --ctdir ORIGINAL --ctorigdstport 9115 -j scrapeguard-9115-docker',
    );
  });

  test('are taken away by their names', () => {
    expect(partOf('iptables').rollback.join('\n')).toBe(`for tables in iptables ip6tables; do
  while "$tables" -w -D INPUT -p tcp --dport 9100 -j scrapeguard-9100 2>/dev/null; do :; done
  if "$tables" -w -n -L scrapeguard-9100 >/dev/null 2>&1; then
    "$tables" -w -F scrapeguard-9100
    "$tables" -w -X scrapeguard-9100
  fi
done`);
  });
});

describe('the rules of ufw', () => {
  test('come first, the refusal behind whoever may come', () => {
    const text = textOf(partOf('ufw'), 'firewall.sh');
    expect(text.match(/^ *ufw prepend .*$/gm)).toEqual([
      "  ufw prepend reject proto tcp to any port 9100 comment 'scrapeguard 9100'",
      "  ufw prepend allow from fd00::5 to any port 9100 proto tcp comment 'scrapeguard 9100'",
      "  ufw prepend allow from 10.1.0.0/16 to any port 9100 proto tcp comment 'scrapeguard 9100'",
      "  ufw prepend allow from 10.0.0.5 to any port 9100 proto tcp comment 'scrapeguard 9100'",
    ]);
    // As `ufw show added` has them: those of IPv6 alone at the end.
    expect(text).toContain(`
allow from 10.0.0.5 to any port 9100 proto tcp
allow from 10.1.0.0/16 to any port 9100 proto tcp
reject 9100/tcp
allow from fd00::5 to any port 9100 proto tcp
RULES
`);
  });

  test.each<[string, Answers, boolean]>([
    ['a tailnet', { profile: ['tailnet'] }, true],
    ['known addresses', { profile: ['mtls'], scrapers: SCRAPERS }, false],
  ])('with %s leave the default of ufw to its owner, or not', (_name, answers, isSet) => {
    const text = textOf(partOf('ufw', answers), 'firewall.sh');
    expect(/^ *ufw default deny incoming$/m.test(text)).toBe(isSet);
    // SSH before that, in any case.
    expect(text.indexOf('ufw allow "$ssh_port/tcp"')).toBeLessThan(text.indexOf('ufw --force enable'));
  });

  test('for Docker are of iptables, in a script that never switches ufw on', () => {
    const part = partOf('ufw', DOCKER);
    expect(textOf(part, 'firewall-docker.sh')).not.toMatch(/ufw (allow|enable|--force)/);
    expect(textOf(part, 'firewall.service')).toContain('ExecStart=/usr/local/bin/scrapeguard-9115-firewall-docker\n');
    expect(part.after).toEqual([
      '/usr/local/bin/scrapeguard-9115-firewall',
      '[ ! -d /run/systemd/system ] || systemctl enable --quiet ufw.service',
    ]);
  });
});

const CASES = TOOLS.flatMap((tool) =>
  (['reject', 'drop'] as const).flatMap((refusal) =>
    [
      { name: 'known addresses', answers: { profile: ['mtls'], scrapers: SCRAPERS } },
      { name: 'IPv6 alone', answers: { profile: ['basic-auth'], scrapers: ['fd00::5'] } },
      { name: 'a tailnet', answers: { profile: ['tailnet'] } },
      { name: 'Docker', answers: DOCKER },
      { name: 'a proxy', answers: { profile: ['reverse-proxy'], scrapers: SCRAPERS } },
      {
        name: 'the ranges of a cluster',
        answers: { profile: ['kubernetes'], scrapers: ['10.0.0.0/8', '192.0.2.0/28'] },
      },
    ].map(({ name, answers }) => ({ tool, refusal, name, answers: { ...answers, refusal: [refusal] } })),
  ),
);

describe.each(CASES)('$tool, $refusal, for $name', ({ tool, refusal, answers }) => {
  const { files } = partOf(tool, answers);

  test('is found to be free of everything by our own rules', () => {
    expect(findingsIn(files)).toEqual([]);
    expect(Object.values(kindsOf(files))).toContain('firewall');
  });

  test('touches nothing of others', () => {
    for (const { content } of files) {
      const text = String(content);
      expect(text).not.toMatch(
        /flush|ufw (--force )?reset|-F (?!scrapeguard|")|-P |-X (?!scrapeguard|DOCKER-USER 2)|tables-restore (?!-w -n)/,
      );
    }
  });

  test(`says what others get: ${refusal}`, () => {
    const [first] = files;
    expect(/reject|REJECT/.test(String(first?.content))).toBe(refusal === 'reject');
  });

  test('is the same when it is made again', () => {
    expect(partOf(tool, answers)).toEqual(partOf(tool, answers));
  });
});

test('without a firewall there is nothing', () => {
  expect(partOf('none', { profile: ['mtls'] }).files).toEqual([]);
});

test('only the exporters that Docker publishes need rules for what is forwarded', () => {
  const hasDocker = (answers: Answers) => /DOCKER-USER/.test(textOf(partOf('iptables', answers), 'firewall.sh'));
  expect(hasDocker(DOCKER)).toBe(true);
  // node_exporter is in the network of the host, and what is behind stunnel is published on loopback.
  expect(hasDocker({ ...DOCKER, exporter: ['node'] })).toBe(false);
  expect(hasDocker({ ...DOCKER, profile: ['stunnel'] })).toBe(false);
  expect(hasDocker({ ...DOCKER, form: ['systemd'] })).toBe(false);
});
