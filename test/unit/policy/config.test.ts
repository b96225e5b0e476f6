import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../server/src/core/kinds/kindId';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { type Config, configReader, NO_CONFIG } from '../../../server/src/core/policy/config';
import { LEVELS, RULE_SETTINGS } from '../../../server/src/core/policy/levels';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChanges } from '../../../server/src/core/text/edit';
import { unmark } from '../support/expectFindings';
import { RULES } from './support';

const services = createServices(RULES);
const service = services.get('scrapeguard')!;
const read = configReader(services.catalogue);
const targets = newestTargets();

const FULL = `level: strict
rules:
  a-rule: off
  b-rule: "error"
files:
  monitoring/*.yml: prometheus
exclude: [vendor, '*.gen.yml']
versions:
  prometheus: 2.53
  stunnel: '5.68'
links:
  - job: node
    web_config: exporters/web-config.yml
bcryptCost: 11
certificateExpiryDays: 14
`;

describe('a configuration', () => {
  test('is read with everything that it can say', () => {
    const { config, problems } = read(FULL);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      level: 'strict',
      rules: new Map([
        ['a-rule', 'off'],
        ['b-rule', 'error'],
      ]),
      files: [['monitoring/*.yml', 'prometheus']],
      exclude: ['vendor', '*.gen.yml'],
      versions: { prometheus: '2.53', toolkit: '', stunnel: '5.68' },
      links: [{ job: 'node', webConfig: 'exporters/web-config.yml' }],
      bcryptCost: 11,
      certificateExpiryDays: 14,
    } satisfies Config);
  });

  test.each(['', '# nothing\n', '---\n', 'level:\nrules:\nfiles: {}\nexclude: []\nversions:\nlinks:\n'])(
    'that says nothing changes nothing: %j',
    (text) => {
      expect(read(text)).toEqual({ config: NO_CONFIG, problems: [] });
    },
  );

  test('that is broken in one place counts in the others', () => {
    const { config, problems } = read('level: loud\nrules:\n  a-rule: hint\n  b-rule: never\nexclude: vendor\n');
    expect(problems.map(({ code }) => code)).toEqual(['invalid-value', 'invalid-value', 'wrong-type']);
    expect(config).toEqual({ ...NO_CONFIG, rules: new Map([['a-rule', 'hint']]) });
  });

  test('is total', () => {
    const words = fc.constantFrom(
      ...'level rules files exclude a-rule off : - { } [ ] & * | > " \' # \n  '.split(' '),
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 40 }), (parts) => {
        const { config } = read(parts.join(' '));
        expect(Object.keys(config).filter((key) => key !== 'level')).toEqual(Object.keys(NO_CONFIG));
      }),
      { numRuns: 300 },
    );
  });
});

/** What is found in a configuration: `severity code` at each ‹mark›, and the text after the first fix. */
const MISTAKES: readonly { name: string; text: string; told: readonly string[]; fixed?: string }[] = [
  {
    name: 'a rule that does not exist',
    text: 'rules:\n  ‹a-ruel›: off\n',
    told: ['warning unknown-rule'],
    fixed: 'rules:\n  a-rule: off\n',
  },
  {
    name: 'what makes a program refuse its file, switched off',
    text: 'rules:\n  unhashed-web-password: ‹off›\n',
    told: ['warning rule-not-optional'],
  },
  {
    name: 'what makes a program refuse its file, lowered',
    text: 'rules:\n  duplicate-job-name: ‹hint›\n',
    told: ['warning rule-not-optional'],
  },
  {
    name: 'a severity that there is not',
    text: 'rules:\n  a-rule: ‹of›\n',
    told: ['error invalid-value'],
    fixed: 'rules:\n  a-rule: off\n',
  },
  {
    name: 'a level that there is not',
    text: 'level: ‹strikt›\n',
    told: ['error invalid-value'],
    fixed: 'level: strict\n',
  },
  { name: 'a key that there is not', text: '‹rule›: {}\n', told: ['error unknown-key'], fixed: 'rules: {}\n' },
  { name: 'a kind that there is not', text: 'files:\n  a.yml: ‹grafana›\n', told: ['error invalid-value'] },
  { name: 'no version', text: 'versions:\n  prometheus: ‹newest›\n', told: ['error invalid-value'] },
  { name: 'a link without a file', text: 'links:\n  - ‹job›: node\n', told: ['error missing-key'] },
  { name: 'a link without a job', text: 'links:\n  - ‹web_config›: web.yml\n', told: ['error missing-key'] },
  { name: 'a cost out of reach', text: 'bcryptCost: ‹4›\n', told: ['error invalid-value'] },
  { name: 'a key twice', text: 'level: all\n‹level›: all\n', told: ['error duplicate-key'] },
  { name: 'nothing', text: FULL, told: [] },
  {
    name: 'nothing: warnings of checks can be switched off',
    text: 'rules:\n  incomplete-bcrypt-hash: off\n  template: off\n',
    told: [],
  },
  { name: 'nothing: the gravest that there is', text: 'rules:\n  duplicate-job-name: error\n', told: [] },
];

describe('a configuration is told of', () => {
  test.each(MISTAKES)('$name', ({ text: marked, told, fixed }) => {
    const { text, spans } = unmark(marked);
    const { findings } = service.check(service.open(text), { targets });
    const places = spans.map(({ start, end }, index) => `${told[index]} at ${start} ‹${text.slice(start, end)}›`);
    expect(
      findings.map(({ severity, code, start, end }) => `${severity} ${code} at ${start} ‹${text.slice(start, end)}›`),
      findings.map(({ message }) => message).join('\n'),
    ).toEqual(places);
    if (fixed !== undefined) expect(applyChanges(text, findings[0]?.fixes?.[0]?.changes ?? [])).toBe(fixed);
  });
});

describe('in the editor', () => {
  const complete = (marked: string) => {
    const offset = marked.indexOf('▮');
    const completion = service.complete(service.open(marked.replace('▮', '')), offset, targets);
    return completion?.items.map(({ label }) => label) ?? [];
  };
  test.each([
    ['keys', '▮\n', ['level', 'rules', 'files', 'exclude', 'versions', 'links', 'bcryptCost', 'certificateExpiryDays']],
    ['ids of rules', 'rules:\n  ▮\n', ['a-rule', 'b-rule', 'loud-rule']],
    ['further ids of rules', 'rules:\n  a-rule: off\n  ▮\n', ['b-rule', 'loud-rule']],
    ['severities', 'rules:\n  a-rule: ▮\n', [...RULE_SETTINGS]],
    ['levels', 'level: ▮\n', [...LEVELS]],
    ['kinds', 'files:\n  "*.yml": ▮\n', [...KINDS]],
    ['versions', 'versions:\n  ▮\n', ['prometheus', 'toolkit', 'stunnel']],
  ])('%s are completed', (_name, text, labels) => {
    expect(complete(text)).toEqual(labels);
  });

  test.each([
    ['level: all\n', 1, 'Which rules count'],
    ['rules:\n  a-rule: off\n', 11, 'The rule a-rule. It is there for a test.'],
    ['versions:\n  toolkit: "0.11"\n', 14, 'exporter-toolkit'],
  ])('%j is explained at %i', (text, offset, words) => {
    const hover = service.hover(service.open(text), offset, targets);
    expect(hover?.markdown).toContain(words);
    expect(hover?.markdown).not.toContain('https://prometheus.io');
  });
});

describe('the schema', () => {
  const schema = JSON.parse(readFileSync('schemas/scrapeguard.schema.json', 'utf8'));
  const { rule_setting, kind, versions, link } = schema.$defs;

  test('is one for any validator, and takes what ScrapeGuard takes', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: true, allErrors: true });
    for (const keyword of ['x-title', 'x-pattern-text']) ajv.addKeyword(keyword);
    const accepts = ajv.compile(schema);
    expect(accepts({ level: 'all', rules: { 'a-rule': 'off' }, files: { 'a.yml': 'rules' } })).toBe(true);
    expect(accepts({ rules: { 'a-rule': 'never' } })).toBe(false);
  });

  test('has the levels, severities and kinds that there are', () => {
    expect(schema.properties.level.enum).toEqual(LEVELS);
    expect(rule_setting.enum).toEqual(RULE_SETTINGS);
    expect(kind.enum).toEqual(KINDS);
    expect(schema.properties.bcryptCost.default).toBe(NO_CONFIG.bcryptCost);
    expect(schema.properties.certificateExpiryDays.default).toBe(NO_CONFIG.certificateExpiryDays);
  });

  test('documents every key', () => {
    const keys = [schema, versions, link].flatMap(({ properties }) =>
      Object.entries<{ description?: string }>(properties),
    );
    expect(keys.filter(([, { description = '' }]) => !/^.{19,}[.)]$/s.test(description)).map(([key]) => key)).toEqual(
      [],
    );
  });
});
