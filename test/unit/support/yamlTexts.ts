import fc from 'fast-check';

/** Pieces of YAML that mean something to a reader, honest and broken ones. */
export const yamlSnippet = fc.constantFrom(
  ...[
    '\n',
    ' ',
    '  ',
    '\n  ',
    '\n    ',
    ':',
    ': ',
    '- ',
    '\n- ',
    '\n  - ',
    '#',
    ' # note',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '|',
    '>-',
    '|\n',
    '? ',
    '\t',
    '---\n',
    '\n---\n',
    '...\n',
    '%YAML 1.1\n',
    'x',
    'job_name: b',
    '\r\n',
  ],
  ...[
    '\nscrape_configs:\n',
    '\nglobal:\n',
    '\n  scrape_interval: 5s',
    '\n  - job_name: a',
    '~',
    '!!str ',
    '\\',
    '\u2028',
    'é',
    '🙂',
  ],
);

const scalar = fc.constantFrom(
  'a',
  '"b c"',
  "'it''s'",
  '12',
  'yes',
  '~',
  '15s',
  '[x, y]',
  '{k: v}',
  '|\n      text\n      more',
  '*a',
  '&a z',
);
const line = fc
  .tuple(fc.constantFrom('scheme', 'metrics_path', 'params', 'sample_limit', 'x'), scalar)
  .map(([key, value]) => `    ${key}: ${value}\n`);
const job = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.array(line, { maxLength: 3 }))
  .map(([name, lines]) => `  - job_name: ${name}\n${lines.join('')}`);
const section = fc.oneof(
  fc.array(job, { maxLength: 4 }).map((jobs) => `scrape_configs:\n${jobs.join('')}`),
  fc.constantFrom(
    'global:\n  scrape_interval: 10s\n',
    'rule_files:\n- a.yml\n- b.yml\n',
    '# a comment\n',
    '\n',
    'remote_write:\n  - url: http://a\n',
  ),
  fc.constantFrom(
    'alerting: {alertmanagers: []}\n',
    'foo: "open\n',
    'bar: [1,\n  2]\n',
    'storage: &a {tsdb: {}}\n',
    'otlp: *a\n',
  ),
);

/** Texts that look like configurations, with mistakes of every sort among them. */
export const yamlText = fc.oneof(
  { weight: 4, arbitrary: fc.array(section, { maxLength: 6 }).map((sections) => sections.join('')) },
  { weight: 2, arbitrary: fc.array(yamlSnippet, { maxLength: 30 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
);
