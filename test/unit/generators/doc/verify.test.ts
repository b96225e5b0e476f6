import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { verifyScript } from '../../../../server/src/core/generators/setUp/verify/verify';
import { credentialsOf, SECRETS } from './credentials';
import { SET_UPS, setUpOf } from './setUps';

const scriptOf = (setUp: SetUp) => verifyScript(setUp, setUp.targets[0] ?? { name: '', names: [] });

/** The body of a function of the script. */
function body(script: string, name: string): string {
  const [, after = ''] = script.split(`\n${name}() {\n`);
  return after.split('\n}\n')[0] ?? '';
}

describe('verify.sh', () => {
  test.each(SET_UPS)('has three parts and always a time limit, and holds no secret ($what)', ({ setUp }) => {
    const script = scriptOf(setUp);
    for (const part of ['on_target', 'from_prometheus', 'from_outside']) expect(body(script, part)).not.toBe('');
    const calls = script
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => /(^|\| )\s*curl -/.test(line.trim()) || /\| curl /.test(line));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toContain('--max-time "$seconds"');
    // A password among the arguments of a process could be read by everybody.
    for (const call of calls) expect(call).not.toMatch(/ (-u|--user) /);
    credentialsOf(setUp);
    for (const secret of Object.values(SECRETS)) expect(script).not.toContain(secret);
    expect(script).not.toMatch(/undefined|\[object|\n\n\n/);
  });

  test.each(SET_UPS)('defines what it calls, and calls what it defines ($what)', ({ setUp }) => {
    const script = scriptOf(setUp);
    const defined = [...script.matchAll(/^(\w+)\(\) \{$/gm)].map(([, name = '']) => name);
    expect(new Set(defined).size).toBe(defined.length);
    const code = script.replace(/^\s*#.*$/gm, '').replace(/^\w+\(\) \{$/gm, '');
    expect(defined.filter((name) => !new RegExp(`(^|[\\s(|;])${name}\\b`).test(code))).toEqual([]);
  });

  const shutBy = (part: string, answers: Parameters<typeof setUpOf>[0]) => {
    const script = scriptOf(setUpOf(answers));
    const doors = body(script, part).includes('doors "$') ? body(script, 'doors') : '';
    return [...`${body(script, part)}\n${doors}`.matchAll(/shut "\S+ (.*?)"/g)].map(([, what]) => what);
  };

  test.each([
    [['mtls'], ['without a certificate', 'with a certificate of another authority', 'without TLS']],
    [['basic-auth'], ['without a password', 'with a wrong password', 'without TLS']],
    [['mtls+basic-auth'], ['without a certificate', 'with a certificate of another authority', 'without TLS']],
    [
      ['stunnel'],
      [
        'at the port of the exporter itself',
        'without a certificate',
        'with a certificate of another authority',
        'without TLS',
      ],
    ],
    [['tailnet'], ['from here']],
    [
      ['reverse-proxy'],
      [
        'at the port of the exporter itself',
        'at another path',
        'without a password',
        'with a wrong password',
        'without TLS',
      ],
    ],
  ])('tries from outside what must not open: %j', (profile, doors) => {
    expect(shutBy('from_outside', { profile })).toEqual(doors);
  });

  it('tries each credential alone where both are needed', () => {
    expect(shutBy('from_prometheus', { profile: ['mtls+basic-auth'] }).slice(0, 3)).toEqual([
      'with the certificate and no password',
      'with the certificate and a wrong password',
      'with the password and no certificate',
    ]);
  });

  test.each([
    ['mtls', 'unchanged', 'http://127.0.0.1:9090', []],
    ['mtls', 'certificate', 'https://localhost:9090', ['--cacert', '--cert', '--key']],
    ['mtls', 'password', 'https://localhost:9090', ['--cacert', 'login viewer']],
  ])('asks a Prometheus (%s, %s) the way its interface is secured', (profile, web, url, uses) => {
    const script = scriptOf(setUpOf({ profile: [profile], web: [web] }));
    expect(script).toContain(`prometheus=\${prometheus:-${url}}\n`);
    for (const used of uses) expect(body(script, 'query')).toContain(used);
    if (web === 'unchanged') expect(body(script, 'query')).not.toMatch(/--cacert|--cert|viewer/);
  });

  test.each([
    ['ufw', "ufw status | grep -q '^Status: active'"],
    ['iptables', '[ ! -e /proc/net/if_inet6 ] || ip6tables -w -C INPUT -p tcp --dport 9100 -j scrapeguard-9100'],
    ['nftables', 'nft list table inet scrapeguard_9100'],
  ])('looks for the rules of %s', (tool, command) => {
    const setUp = setUpOf({ profile: ['mtls'], firewall: [tool], scrapers: ['203.0.113.9'] });
    expect(body(scriptOf(setUp), 'on_target')).toContain(command);
  });

  it('gives the same bytes for the same answers, and quotes every name', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
    fc.assert(
      fc.property(label, label, (host, job) => {
        const answers = { profile: ['mtls'], hosts: [`${host}.example.com`], job: [job] };
        const script = scriptOf(setUpOf(answers));
        expect(scriptOf(setUpOf(answers))).toBe(script);
        expect(script).toContain(`\nhosts='${host}.example.com'\n`);
        expect(script).toContain(`\nkey='${job}-client.key'\n`);
      }),
      { numRuns: 30 },
    );
  });
});
