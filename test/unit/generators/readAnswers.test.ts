import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, QuestionId } from '../../../server/src/core/generators/setUp/questions/question';
import { QUESTIONS } from '../../../server/src/core/generators/setUp/questions/questions';
import { readAnswers } from '../../../server/src/core/generators/setUp/readAnswers';
import { PROFILES } from '../../../server/src/core/generators/setUp/setUp';

const MTLS: Answers = { profile: ['mtls'], hosts: ['web-1.example.com'] };

describe('answers that make a set-up', () => {
  it.each(PROFILES)('%s needs nothing but a host: the rest has defaults', (profile) => {
    const host = profile === 'tailnet' ? '100.101.102.103' : 'web-1.example.com';
    const read = readAnswers({ profile: [profile], hosts: [host] });
    expect('setUp' in read && read.setUp.targets).toEqual([{ name: host, names: [host] }]);
  });

  it('takes several machines with several names each, in lower case', () => {
    const read = readAnswers({ ...MTLS, hosts: ['Web-1.example.com,203.0.113.7', '2001:db8::7'] });
    expect('setUp' in read && read.setUp.targets).toEqual([
      { name: 'web-1.example.com', names: ['web-1.example.com', '203.0.113.7'] },
      { name: '2001-db8-0-7', names: ['2001:db8::7'] },
    ]);
  });

  it.each<[string, Answers, Readonly<Record<string, unknown>>]>([
    ['a proxy gets a port of its own', { profile: ['reverse-proxy'] }, { port: 9443, innerPort: 9100 }],
    ['stunnel takes the usual port', { profile: ['stunnel'] }, { port: 9100, innerPort: 9101 }],
    ['without a proxy there is one port', { profile: ['mtls'], port: ['19100'] }, { port: 19_100, innerPort: 19_100 }],
    ['a proxy asks for a password', { profile: ['reverse-proxy'] }, { asks: { certificate: false, password: true } }],
    [
      'a cluster asks for what was said',
      { profile: ['kubernetes'], auth: ['both'] },
      { asks: { certificate: true, password: true } },
    ],
    [
      'addresses of Prometheus make a firewall',
      { profile: ['mtls'], scrapers: ['203.0.113.9'] },
      { firewall: { tool: 'nftables', refusal: 'reject', scrapers: ['203.0.113.9'] } },
    ],
    ['a package has the version of its release', { profile: ['mtls'], form: ['debian'] }, { version: '1.5.0' }],
    ['a custom program brings its name', { profile: ['stunnel'], exporter: ['custom'], program: ['my_exporter'] }, {}],
  ])('%s', (_name, answers, expected) => {
    const read = readAnswers({ hosts: ['web-1.example.com'], ...answers });
    expect('setUp' in read ? read.setUp : read.problems).toMatchObject(expected);
  });
});

describe('answers that make none', () => {
  it.each<[string, Answers, QuestionId]>([
    ['no profile', { hosts: ['web-1.example.com'] }, 'profile'],
    ['a profile that is none', { profile: ['tls'], hosts: ['web-1.example.com'] }, 'profile'],
    ['no host', { profile: ['mtls'] }, 'hosts'],
    ['a URL for a host', { ...MTLS, hosts: ['https://web-1.example.com'] }, 'hosts'],
    ['a host with a port', { ...MTLS, hosts: ['web-1.example.com:9100'] }, 'hosts'],
    ['the same host twice', { ...MTLS, hosts: ['a.example.com', 'b.example.com,a.example.com'] }, 'hosts'],
    ['a public host in a tailnet', { profile: ['tailnet'], hosts: ['web-1.example.com'] }, 'hosts'],
    ['an exporter without a web configuration', { ...MTLS, exporter: ['custom'], program: ['x'] }, 'exporter'],
    ['a password among arguments', { ...MTLS, profile: ['basic-auth'], exporter: ['redis'] }, 'exporter'],
    [
      'a version that reads no web configuration',
      { ...MTLS, exporter: ['nginx'], form: ['debian'] },
      'exporterVersion',
    ],
    ['a firewall that knows nobody', { ...MTLS, firewall: ['ufw'] }, 'firewall'],
    ['everybody as the address of Prometheus', { ...MTLS, scrapers: ['0.0.0.0/0'] }, 'scrapers'],
    ['a question that does not arise', { ...MTLS, release: ['prometheus'] }, 'release'],
    ['two jobs', { ...MTLS, job: ['a', 'b'] }, 'job'],
    ['the same port inside and outside', { ...MTLS, profile: ['stunnel'], innerPort: ['9100'] }, 'innerPort'],
    ['a low port in the network of the host, without rights', { ...MTLS, form: ['compose'], port: ['443'] }, 'port'],
    ['ACME for certificates of clients', { ...MTLS, certificates: ['acme'] }, 'certificates'],
    ['a folder that climbs', { ...MTLS, exporterFolder: ['/etc/../root'] }, 'exporterFolder'],
  ])('%s', (_name, answers, id) => {
    const read = readAnswers(answers);
    expect('problems' in read ? read.problems.map((problem) => problem.id) : []).toEqual([id]);
  });
});

describe('hostile answers', () => {
  const nasty = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '$(id)',
      '`id`',
      'a;id',
      'a\nb',
      '"',
      "'",
      '{{ 1 }}',
      '%i',
      '${X}',
      '../x',
      '-rf',
      'a b',
      '*',
      '|',
      '&',
    ),
  );

  it('never reach a set-up with a character that a shell, a unit, YAML or nginx would read', () => {
    const ids = QUESTIONS.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), nasty, fc.constantFrom(...PROFILES), (id, text, profile) => {
        const host = profile === 'tailnet' ? '100.101.102.103' : 'web-1.example.com';
        const read = readAnswers({ profile: [profile], hosts: [host], [id]: [text] });
        if (!('setUp' in read)) return;
        const { profile: _profile, exporter, ...rest } = read.setUp;
        for (const leaf of texts([rest, exporter.program])) expect(leaf).toMatch(/^[A-Za-z0-9._:@+/-]*$/);
      }),
      { numRuns: 3000 },
    );
  });
});

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
