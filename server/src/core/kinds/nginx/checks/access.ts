import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { replaceFix } from '../../../schema/report';
import { toFinding } from '../../walk';
import { type Access, accessOf, isLocal } from '../access';
import { type Directive, lastNamed } from '../directives';
import { effective, hasIncludes, type Location, type Site } from '../sites';

export const infos = defineChecks({
  satisfy: {
    code: 'nginx-satisfy-any',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`satisfy any` lets in who has the address or the password, where both are asked for.',
  },
  allow: {
    code: 'nginx-allow-without-deny',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`allow` without `deny all`: whoever no rule matches is let in.',
  },
  order: {
    code: 'nginx-allow-after-deny',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: 'An `allow` stands behind `deny all`: the first rule that matches decides.',
  },
  users: {
    code: 'nginx-auth-without-users',
    severity: 'error',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`auth_basic` without `auth_basic_user_file`: nginx asks for no password.',
  },
  off: {
    code: 'nginx-auth-off',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`auth_basic off` lets everybody in to metrics, where the server asks for a password.',
  },
  status: {
    code: 'nginx-stub-status-open',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6d'],
    tag: 'SILENT',
    summary: '`stub_status` is shown to everybody.',
  },
});

/** What lets in more than it looks like. */
export function accessFindings(site: Site): readonly Finding[] {
  const seen = new Set<Directive>();
  return site.locations.flatMap((location) => {
    const access = accessOf(location.scopes);
    const addresses = addressRules(access, location);
    const findings = [
      ...satisfyAny(access),
      ...addresses,
      ...passwords(access, location),
      ...switchedOff(access, location),
      // That the addresses are not kept out is the same mistake.
      ...(addresses.length > 0 ? [] : openStatus(access, location, site)),
    ];
    // What is said for the server holds for several locations, and is one mistake.
    const fresh = findings.filter(({ at }) => !seen.has(at));
    for (const { at } of fresh) seen.add(at);
    return fresh.map(({ finding }) => finding);
  });
}

interface Found {
  readonly at: Directive;
  readonly finding: Finding;
}

function satisfyAny({ any, rules, password }: Access): Found[] {
  const word = any?.args[0];
  if (any === undefined || word === undefined || rules.length === 0 || password !== 'required') return [];
  const text = 'with `any` either the address or the password is enough. Write `all`, if both are meant to be needed.';
  const fixes = [replaceFix('Write `all`', word, 'all', false)];
  return [{ at: any, finding: toFinding(infos.satisfy, word, text, { fixes }, 'nginx') }];
}

function addressRules({ rules, any, password }: Access, { scopes }: Location): Found[] {
  const allows = rules.filter(({ name }) => name.text === 'allow');
  const [first] = allows;
  if (first === undefined || allows.some(({ args }) => args[0]?.text === 'all')) return [];
  const denyAll = rules.findIndex(({ name, args }) => name.text === 'deny' && args[0]?.text === 'all');
  if (denyAll < 0) {
    const block = scopes.find((candidate) => candidate.includes(first)) ?? [];
    // Who is in no rule is asked for the password then.
    if ((any !== undefined && password === 'required') || hasIncludes(block)) return [];
    const last = rules.at(-1) ?? first;
    const text = 'who is in none of these rules is let in as well. Add `deny all;` behind them.';
    const change = { start: last.end, end: last.end, newText: ' deny all;' };
    const fixes = [{ title: 'Add `deny all`', preferred: true, changes: [change] }];
    return [{ at: first, finding: toFinding(infos.allow, first.name, text, { fixes }, 'nginx') }];
  }
  const late = rules.slice(denyAll + 1).find(({ name }) => name.text === 'allow');
  if (late === undefined) return [];
  const text = 'the first rule that matches decides, and `deny all` above matches everybody. Move it above that line.';
  return [{ at: late, finding: toFinding(infos.order, late.name, text, {}, 'nginx') }];
}

function passwords({ basic }: Access, { scopes }: Location): Found[] {
  if (basic === undefined || effective(scopes, 'auth_basic_user_file')?.length !== 0) return [];
  const text =
    'without `auth_basic_user_file` nginx has nobody to ask for, and lets everybody in without a password. Add it.';
  return [{ at: basic, finding: toFinding(infos.users, basic.name, text, {}, 'nginx') }];
}

function switchedOff({ addresses }: Access, { scopes }: Location): Found[] {
  const [own = [], ...outer] = scopes;
  const off = lastNamed(own, 'auth_basic');
  const word = off?.args[0];
  if (off === undefined || word?.text !== 'off' || addresses !== 'all' || hasIncludes(own)) return [];
  const around = effective(outer, 'auth_basic')?.at(-1)?.args[0]?.text;
  if (around === undefined || around === 'off') return [];
  const text =
    'the server asks for a password, and this location lets everybody in to the metrics. Remove it, or name the addresses that may come (`allow …; deny all;`).';
  return [{ at: off, finding: toFinding(infos.off, word, text, {}, 'nginx') }];
}

function openStatus({ addresses, password }: Access, { stubStatus, scopes }: Location, { server }: Site): Found[] {
  const block = server?.block;
  if (stubStatus === undefined || block === undefined || isLocal(block)) return [];
  if (addresses !== 'all' || password !== 'none' || effective(scopes, 'ssl_verify_client')?.length !== 0) return [];
  const text =
    'everybody who reaches this server sees its numbers. Let only the exporter in: `allow 127.0.0.1; deny all;`, or listen on loopback.';
  return [{ at: stubStatus, finding: toFinding(infos.status, stubStatus.name, text, {}, 'nginx') }];
}
