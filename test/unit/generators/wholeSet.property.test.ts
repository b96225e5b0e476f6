import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { GeneratedFile } from '../../../server/src/core/generators/generatedFile';
import type { Credentials } from '../../../server/src/core/generators/setUp/credentials';
import { generateSetUp } from '../../../server/src/core/generators/setUp/generateSetUp';
import type { Answers, QuestionId } from '../../../server/src/core/generators/setUp/questions/question';
import { knownFrom, QUESTIONS } from '../../../server/src/core/generators/setUp/questions/questions';
import { readAnswers } from '../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { release } from '../../../server/src/core/schema/version';
import { refuseOddPaths } from '../../../server/src/host/writing/setPaths';
import { credentialsFor, findingsIn } from './prometheus/sides';

/** Answers to the questions without choices: plain ones, and such as have another meaning somewhere. */
const TEXTS: Readonly<Partial<Record<QuestionId, readonly string[]>>> = {
  program: ['my_exporter', 'app-x', 'on', 'null'],
  exporterVersion: ['1.12.1', '1.5.0', '1.4.0', '0.15.0'],
  port: ['9100', '443', '9443', '65535'],
  innerPort: ['9101', '18080', '80'],
  listenAddress: ['', '10.0.0.7', '2001:db8::7', '127.0.0.1', '0.0.0.0'],
  scrapers: ['203.0.113.9', '10.0.0.0/24', '2001:db8::/64', '2001:DB8::9'],
  job: ['node', 'a-b.c_d', '0815', 'on', 'null', '1e3'],
  scrapeInterval: ['30s', '1m'],
  user: ['prometheus', 'on', '0815', 'a@b'],
  clientName: ['prometheus', 'monitor.example.com', 'on'],
  prometheusNames: ['monitor.example.com', '10.0.0.2', 'fd00::2'],
  release: ['prometheus', 'on', '0', 'null'],
  namespace: ['monitoring', 'true', '1e3'],
  exporterFolder: ['/etc/x', '/opt/a+b/c@d'],
  prometheusFolder: ['/etc/prometheus', '/srv/Prom_1'],
  binaries: ['/usr/local/bin', '/opt/bin'],
  stunnelFolder: ['/etc/stunnel', '/opt/stunnel'],
  nginxFolder: ['/etc/nginx', '/opt/nginx'],
};

const HOSTS = ['web-1.example.com,203.0.113.7', '10.0.0.5', '2001:db8::7,web-2.example.com', 'on'];
const TAILNET = ['100.101.102.103', 'web-1', 'db.tail1234.ts.net,100.64.0.9', 'fd7a:115c:a1e0::1'];

/** What a question can be answered with after `answers`. */
function possible(id: QuestionId, answers: Answers): readonly string[] {
  const question = QUESTIONS.find((one) => one.id === id);
  const known = knownFrom(answers);
  const choices = question?.choices?.(known).map(({ value }) => value);
  const texts = id === 'hosts' ? (known('profile')[0] === 'tailnet' ? TAILNET : HOSTS) : TEXTS[id];
  return (choices ?? texts ?? []).filter((value) => question?.problem(value, known) === undefined);
}

/** Answers that each question takes: `picks` says which, and which questions are left to their defaults. */
function answered(picks: readonly number[]): Answers {
  const answers: Partial<Record<QuestionId, readonly string[]>> = {};
  for (const [index, { id, applies, isMany, isNeeded }] of QUESTIONS.entries()) {
    const known = knownFrom(answers);
    const pick = picks[index] ?? 0;
    const values = applies(known) ? possible(id, answers) : [];
    const isLeft = pick % 3 === 0 && id !== 'profile' && !isNeeded(known);
    if (values.length === 0 || isLeft) continue;
    const from = Math.floor(pick / 3) % values.length;
    const count = isMany ? 1 + (pick % 2) : 1;
    answers[id] = [...values, ...values].slice(from, from + Math.min(count, values.length));
  }
  return answers;
}

const setUps = fc
  .record({
    picks: fc.array(fc.nat(3 * 840), { minLength: QUESTIONS.length, maxLength: QUESTIONS.length }),
    config: fc.constantFrom('new' as const, 'extended' as const),
    tunnel: fc.constantFrom('own' as const, 'extended' as const),
  })
  .map(({ picks, config, tunnel }) => ({ answers: answered(picks), config, tunnel }));

/** The set of `setUp`; what another authority has to sign is not there, and neither is what ACME fetches. */
function setOf(setUp: SetUp): readonly GeneratedFile[] {
  return generateSetUp(setUp, credentialsOf(setUp));
}

function credentialsOf(setUp: SetUp): Credentials {
  const all = credentialsFor(setUp);
  if (setUp.certificates === 'issued') return all;
  const { authority, client, prometheus, browser, ...others } = all;
  const requested = { key: all.client?.key ?? '', request: 'REQUEST' };
  const isAcme = setUp.certificates === 'acme';
  const servers = Object.fromEntries(Object.keys(all.servers).map((name) => [name, requested]));
  return { ...others, servers: isAcme ? {} : servers, client: requested, prometheus: requested };
}

const text = (content: GeneratedFile['content']) => Buffer.from(content).toString('utf8');

/** The folder of the machine, or of the cluster, that a file belongs to. */
const folderOf = ({ path }: GeneratedFile) => path.slice(0, path.lastIndexOf('/') + 1);

describe('any answers that are taken', () => {
  test('give a set: each file once and inside of it, the same bytes again, good YAML, no warning of our own', () => {
    const seen = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(setUps, ({ answers, config, tunnel }) => {
        const read = readAnswers(answers, config, tunnel);
        if ('problems' in read) {
          refused += 1;
          for (const { problem } of read.problems) expect(problem).toMatch(/^[\x20-\x7e]+$/);
          return;
        }
        const { setUp } = read;
        for (const one of [setUp.profile, setUp.form, setUp.firewall.tool, setUp.exporter.id, setUp.certificates])
          seen.add(one);
        const files = setOf(setUp);
        refuseOddPaths(files.map(({ path }) => path));
        expect(setOf(setUp)).toEqual(files);
        for (const { path, content, mode, isSecret } of files) {
          expect([isSecret, path]).toEqual([mode === 0o600, path]);
          expect(`${path}: ${text(content)}`).not.toMatch(/undefined|\[object|NaN/);
          if (!/\.ya?ml$/.test(path)) continue;
          expect(parseAllDocuments(text(content), { version: '1.1' }).flatMap(({ errors }) => errors)).toEqual([]);
        }
        for (const folder of new Set(files.map(folderOf))) {
          const found = findingsIn(
            files.filter((file) => folderOf(file) === folder),
            'recommended',
          );
          const isOld = setUp.exporter.id === 'node' && release(setUp.version) < release('1.5.0');
          // The unit does not say that its program is an old one, and for a newer one it is an error.
          const known = (line: string) => isOld && /unknown-flag: The flag `--web\.config` is gone/.test(line);
          expect(found.filter((line) => / (error|warning) /.test(line) && !known(line))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
    // A property that holds for nothing would be none.
    expect(refused).toBeLessThan(40);
    expect([...seen]).toEqual(expect.arrayContaining(['mtls', 'tailnet', 'stunnel', 'kubernetes', 'reverse-proxy']));
    expect([...seen]).toEqual(expect.arrayContaining(['systemd', 'debian', 'compose', 'ufw', 'nftables', 'iptables']));
  });
});

/** What a shell, a unit, YAML, nginx, stunnel, a rule file or Markdown would read as something else than text. */
const SHARP = [
  '$(id)',
  '`id`',
  ';id',
  '\n',
  '\r',
  '\0',
  '"',
  "'",
  '{{ 1 }}',
  '%i',
  '${X}',
  '../',
  ' ',
  '*',
  '|',
  '&',
  '#',
  '\\',
  '<',
  '[',
  '\u2028',
  '\u202e',
  'ä',
];

const hostile = fc
  .tuple(
    fc.constantFrom('', 'web-1', '/etc/x', '10.0.0.7', '9100', '1.12.1'),
    fc.constantFrom(...SHARP),
    fc.string({ maxLength: 8 }),
  )
  .chain(([before, sharp, behind]) =>
    fc.constantFrom(before + sharp + behind, sharp + before, behind + sharp + before),
  );

describe('hostile answers', () => {
  test('are a problem that shows nothing of what steers a terminal, or nothing but plain names', () => {
    let refused = 0;
    const asked = fc.subarray(
      QUESTIONS.map(({ id }) => id).filter((id) => id !== 'profile'),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(setUps, asked, hostile, ({ answers, config, tunnel }, ids, bad) => {
        const read = readAnswers({ ...answers, ...Object.fromEntries(ids.map((id) => [id, [bad]])) }, config, tunnel);
        if ('problems' in read) {
          refused += 1;
          expect(read.problems.length).toBeGreaterThan(0);
          for (const { problem } of read.problems) {
            expect(problem).toMatch(/^[\x20-\x7e]+$/);
            expect(problem.length).toBeLessThan(400);
          }
          return;
        }
        // Blanks around the names of a host are dropped; nothing else is taken that means something anywhere.
        const names = bad.split(',').map((name) => name.trim());
        for (const name of names) expect(name).toMatch(/^[\w.@+:/-]*$/);
        const taken = setOf(read.setUp).map(({ path, content }) => `${path}\n${text(content)}`);
        if (names.join() !== bad)
          expect(taken.filter((file) => file.includes(`'${bad}'`) || file.includes(`"${bad}"`))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
    expect(refused).toBeGreaterThan(1200);
  });
});
