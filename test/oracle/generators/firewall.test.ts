import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Part } from '../../../server/src/core/generators/setUp/machine';
import { firewallPart } from '../../../server/src/core/generators/setUp/network/firewall/firewall';
import type { Answers } from '../../../server/src/core/generators/setUp/questions/question';
import { setUpOf, targetOf } from '../../unit/generators/net/net';
import { canFilter, inNetwork, type Outcome, type Peer, type Step } from './network/network';

const TOOLS = [
  { tool: 'nftables', apply: 'nft -f firewall.nft', program: 'nft' },
  { tool: 'iptables', apply: './firewall.sh', program: 'iptables' },
  { tool: 'ufw', apply: './firewall.sh', program: 'ufw' },
] as const;
/** ufw starts its interpreter for each rule, and silence takes its time. */
const PATIENT = { timeout: 240_000 };
const SCRAPERS = ['10.9.0.2', 'fd09::/64', '192.0.2.0/24'];

/** All rules of the machine, in the words of each tool. */
const RULES: Step = {
  run: 'nft list ruleset 2>/dev/null | grep -v "^#"; iptables -S; ip6tables -S; ufw show added 2>/dev/null; true',
};
/** Of nft only the table of ours: that iptables was asked for its rules makes empty tables of its own. */
const rulesOf = (tool: string): Step =>
  tool === 'nftables'
    ? { run: 'nft list tables; nft list ruleset' }
    : tool === 'ufw'
      ? { run: 'ufw show added' }
      : { run: 'iptables -S; ip6tables -S' };

function partOf(answers: Answers): Part {
  const setUp = setUpOf(answers);
  return firewallPart(setUp, targetOf(setUp));
}

/** Takes steps by name, so that what came of each can be asked for by it. */
function outcomes(part: Part, named: Readonly<Record<string, Step>>): Readonly<Record<string, Outcome>> {
  const taken = inNetwork(part.files, Object.values(named));
  return Object.fromEntries(Object.keys(named).map((name, index) => [name, taken[index] ?? {}]));
}

const knock = (from: Peer | undefined, to: string, port = 9100): Step => ({ ...(from && { from }), to, port });

describe.each(TOOLS)('the rules of $tool', ({ tool, apply, program }) => {
  const can = canFilter(program);
  describe.skipIf(!can)(
    `in a network of their own [needs root and ${program}: apt-get install iproute2 ${tool}]`,
    PATIENT,
    () => {
      test.each([
        { refusal: 'reject', refused: 'reset' },
        { refusal: 'drop', refused: 'silence' },
      ])('$refusal: let Prometheus in, and nobody else, over IPv4 and IPv6', ({ refusal, refused }) => {
        const part = partOf({ profile: ['mtls'], firewall: [tool], refusal: [refusal], scrapers: SCRAPERS });
        const got = outcomes(part, {
          server: { serve: 9100 },
          ssh: { serve: 22 },
          open4: knock('other', '10.8.0.1'),
          open6: knock('other', 'fd08::1'),
          before: rulesOf(tool),
          apply: { run: apply },
          first: rulesOf(tool),
          again: { run: apply },
          second: rulesOf(tool),
          prom4: knock('prom', '10.9.0.1'),
          prom6: knock('prom', 'fd09::1'),
          // Another address of the host, by the same peer.
          prom4b: knock('prom', '10.8.0.1'),
          other4: knock('other', '10.8.0.1'),
          other6: knock('other', 'fd08::1'),
          tail4: knock('tail', '100.64.7.1'),
          loopback: knock(undefined, '127.0.0.1'),
          own: knock(undefined, '10.8.0.1'),
          ssh4: knock('other', '10.8.0.1', 22),
          ssh6: knock('other', 'fd08::1', 22),
          back: { run: './firewall-rollback.sh' },
          after: rulesOf(tool),
          backAgain: { run: './firewall-rollback.sh' },
        });
        for (const step of ['apply', 'again', 'back', 'backAgain'])
          expect(got[step], step).toMatchObject({ status: 0 });
        const answers = Object.entries(got).flatMap(([name, { got: what }]) =>
          what === undefined ? [] : [[name, what]],
        );
        expect(Object.fromEntries(answers)).toEqual({
          open4: '200',
          open6: '200',
          prom4: '200',
          prom6: '200',
          prom4b: '200',
          other4: refused,
          other6: refused,
          tail4: refused,
          loopback: '200',
          own: '200',
          ssh4: '200',
          ssh6: '200',
        });
        expect(got.first?.stdout).not.toBe(got.before?.stdout);
        expect(got.second?.stdout).toBe(got.first?.stdout);
        // SSH that was let in so that ufw could be switched on stays so.
        const kept = tool === 'ufw' ? got.after?.stdout?.replace(/^ufw allow 22.*\n/m, '') : got.after?.stdout;
        expect(kept?.replace(/^Added user rules.*\n/, '').replace('(None)\n', '')).toBe(
          got.before?.stdout?.replace(/^Added user rules.*\n/, '').replace('(None)\n', ''),
        );
      });

      test('in a tailnet let in who comes on its interface, and nobody else', () => {
        const part = partOf({ profile: ['tailnet'], firewall: [tool] });
        const got = outcomes(part, {
          server: { serve: 9100 },
          ssh: { serve: 22 },
          apply: { run: apply },
          again: { run: apply },
          tail4: knock('tail', '100.64.7.1'),
          tail6: knock('tail', 'fd7a:115c:a1e0::1'),
          other4: knock('other', '10.8.0.1'),
          other6: knock('other', 'fd08::1'),
          // The address of the tailnet, asked for on another interface.
          around: knock('other', '100.64.7.1'),
          ssh4: knock('other', '10.8.0.1', 22),
        });
        for (const step of ['apply', 'again']) expect(got[step], step).toMatchObject({ status: 0 });
        const { tail4, tail6, other4, other6, around, ssh4 } = got;
        expect([tail4, tail6, other4, other6, around, ssh4].map((one) => one?.got)).toEqual([
          '200',
          '200',
          'reset',
          'reset',
          'reset',
          '200',
        ]);
      });

      test('replace those of an earlier version: another address, another refusal', () => {
        const [old, fresh] = [
          partOf({ profile: ['mtls'], firewall: [tool], scrapers: ['10.8.0.2', 'fd08::2'] }),
          partOf({ profile: ['mtls'], firewall: [tool], refusal: ['drop'], scrapers: ['10.9.0.2'] }),
        ];
        const kept = old.files.map((file) => ({ ...file, path: `old-${file.path}` }));
        const got = outcomes(
          { ...fresh, files: [...fresh.files, ...kept] },
          {
            server: { serve: 9100 },
            old: { run: apply.replace('firewall.', 'old-firewall.') },
            was: knock('other', '10.8.0.1'),
            apply: { run: apply },
            prom: knock('prom', '10.9.0.1'),
            other: knock('other', '10.8.0.1'),
            other6: knock('other', 'fd08::1'),
          },
        );
        expect([got.old, got.apply].map((one) => one?.status)).toEqual([0, 0]);
        expect([got.was, got.prom, got.other, got.other6].map((one) => one?.got)).toEqual([
          '200',
          '200',
          'silence',
          'silence',
        ]);
      });

      test('leave the rules of others as they are', () => {
        const part = partOf({ profile: ['mtls'], firewall: [tool], scrapers: SCRAPERS });
        const others =
          'nft add table inet admin; nft add chain inet admin input "{ type filter hook input priority 0; }"; nft add rule inet admin input tcp dport 5432 drop; iptables -A INPUT -p tcp --dport 3306 -j DROP; ufw allow 443/tcp >/dev/null 2>&1; true';
        const got = outcomes(part, {
          server: { serve: 9100 },
          others: { run: others },
          before: RULES,
          apply: { run: apply },
          during: RULES,
          back: { run: './firewall-rollback.sh' },
          after: RULES,
        });
        expect(got.apply).toMatchObject({ status: 0 });
        const lines = (name: string) => (got[name]?.stdout ?? '').split('\n').map((line) => line.trim());
        const ofOthers = lines('before').filter((line) => /5432|3306|443/.test(line));
        expect(ofOthers.length).toBeGreaterThan(1);
        for (const line of ofOthers) expect(lines('during')).toContain(line);
        for (const line of ofOthers) expect(lines('after')).toContain(line);
        expect(lines('after').filter((line) => /scrapeguard/.test(line))).toEqual([]);
      });
    },
  );
});

describe.skipIf(!canFilter('ufw'))(
  'the script of ufw [needs root and ufw: apt-get install iproute2 ufw]',
  PATIENT,
  () => {
    const scrapers = ['10.9.0.2'];

    test('shuts what an older rule opens, and is in force where one says the contrary', () => {
      const part = partOf({ profile: ['mtls'], firewall: ['ufw'], scrapers });
      const got = outcomes(part, {
        server: { serve: 9100 },
        old: {
          run: 'ufw allow 9100/tcp && ufw deny log from 10.9.0.2 to any port 9100 proto tcp && ufw allow 22/tcp && ufw --force enable',
        },
        was: knock('other', '10.8.0.1'),
        apply: { run: './firewall.sh' },
        prom: knock('prom', '10.9.0.1'),
        other: knock('other', '10.8.0.1'),
        other6: knock('other', 'fd08::1'),
      });
      expect([got.was, got.prom, got.other, got.other6].map((one) => one?.got)).toEqual([
        '200',
        '200',
        'reset',
        'reset',
      ]);
    });

    test('is not switched on where that would shut others out, and says which', () => {
      const part = partOf({ profile: ['mtls'], firewall: ['ufw'], scrapers });
      const got = outcomes(part, {
        server: { serve: 9100 },
        web: { serve: 8443 },
        apply: { run: './firewall.sh' },
        status: { run: 'ufw status' },
        others: knock('other', '10.8.0.1', 8443),
      });
      expect(got.apply).toMatchObject({ status: 0, stderr: expect.stringContaining('\n8443\n') });
      expect(got.status?.stdout).toContain('inactive');
      expect(got.others?.got).toBe('200');
    });

    test('lets SSH in at the port that the session came in by', () => {
      const part = partOf({ profile: ['tailnet'], firewall: ['ufw'] });
      const got = outcomes(part, {
        ssh: { serve: 2222 },
        apply: { run: "SSH_CONNECTION='10.8.0.2 50000 10.8.0.1 2222' ./firewall.sh" },
        status: { run: 'ufw status verbose' },
        knock: knock('other', '10.8.0.1', 2222),
      });
      expect(got.status?.stdout).toMatch(/^Status: active$[\s\S]*^Default: deny \(incoming\)/m);
      expect(got.knock?.got).toBe('200');
    });
  },
);

describe.each([
  { tool: 'nftables', apply: 'nft -f firewall.nft' },
  { tool: 'iptables', apply: './firewall.sh' },
  { tool: 'ufw', apply: './firewall-docker.sh' },
])('the rules of $tool for a port that Docker publishes', ({ tool, apply }) => {
  describe.skipIf(!canFilter('nft', 'iptables'))(
    '[needs root: apt-get install iproute2 nftables iptables]',
    PATIENT,
    () => {
      /** What Docker does for `ports: ["9115:80"]`, with its chain for users where it had one. */
      const docker = [
        'echo 1 >/proc/sys/net/ipv4/ip_forward',
        'iptables -w -n -L DOCKER-USER >/dev/null 2>&1 || iptables -w -N DOCKER-USER',
        'iptables -w -I FORWARD -j DOCKER-USER',
        'iptables -w -t nat -A PREROUTING -p tcp -m addrtype --dst-type LOCAL --dport 9115 -j DNAT --to-destination 172.17.0.2:80',
      ].join(' && ');

      test.each(['before Docker is there', 'after it'])('hold when they come %s', (order) => {
        const part = partOf({
          profile: ['mtls'],
          exporter: ['blackbox'],
          form: ['compose'],
          firewall: [tool],
          scrapers: ['10.9.0.2'],
        });
        const steps = { docker: { run: docker }, apply: { run: apply } };
        const got = outcomes(part, {
          container: { serve: 80, in: 'box' },
          elsewhere: { serve: 9115, in: 'other' },
          ...(order === 'after it' ? steps : { apply: steps.apply, docker: steps.docker }),
          again: { run: apply },
          prom: knock('prom', '10.9.0.1', 9115),
          other: knock('other', '10.8.0.1', 9115),
          // A container that scrapes the same port of another host only passes through.
          outward: knock('box', '10.8.0.2', 9115),
          back: { run: './firewall-rollback.sh' },
          open: knock('other', '10.8.0.1', 9115),
          chain: { run: 'iptables -S DOCKER-USER' },
        });
        for (const step of ['docker', 'apply', 'again', 'back']) expect(got[step], step).toMatchObject({ status: 0 });
        expect([got.prom, got.other, got.outward, got.open].map((one) => one?.got)).toEqual([
          '200',
          'reset',
          '200',
          '200',
        ]);
        expect(got.chain?.stdout).toBe('-N DOCKER-USER\n');
      });
    },
  );
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).error === undefined;
describe.skipIf(!hasShellcheck)('the scripts [needs shellcheck: apt-get install shellcheck]', () => {
  const kinds: readonly Answers[] = [
    { profile: ['mtls'], scrapers: SCRAPERS },
    { profile: ['tailnet'] },
    { profile: ['mtls'], exporter: ['blackbox'], form: ['compose'], scrapers: SCRAPERS },
  ];
  test.each(TOOLS.flatMap(({ tool }) => kinds.map((answers) => ({ tool, answers }))))(
    'shellcheck finds nothing in those of $tool for $answers',
    ({ tool, answers }) => {
      for (const { path, content } of partOf({ ...answers, firewall: [tool] }).files) {
        if (!path.endsWith('.sh')) continue;
        const { stdout, status } = spawnSync('shellcheck', ['-'], { input: String(content), encoding: 'utf8' });
        expect({ path, stdout, status }).toEqual({ path, stdout: '', status: 0 });
      }
    },
  );
});

const hasAnalyze = spawnSync('systemd-analyze', ['--version']).error === undefined;
describe.skipIf(!hasAnalyze)('the unit [needs systemd-analyze: apt-get install systemd]', () => {
  test.each(['nftables', 'iptables'])('for %s may do little: at most 2.0', (tool) => {
    const part = partOf({ profile: ['mtls'], firewall: [tool], scrapers: SCRAPERS });
    const unit = part.files.find(({ path }) => path === 'firewall.service');
    // The script is not on this machine.
    const text = String(unit?.content).replace(/^(Exec\w+=)\S+firewall$/gm, '$1/bin/true');
    const script =
      'cd "$(mktemp -d)" && cat >u.service && systemd-analyze verify ./u.service && systemd-analyze security --offline=true --threshold=20 --no-pager ./u.service; status=$?; rm -r "$PWD"; exit $status';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { input: text, encoding: 'utf8' });
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  });
});
