import { describe, expect, test } from 'vitest';
import type { KindId } from '../../server/src/core/kinds/kindId';
import { findingsIn, unmark } from './support/expectFindings';

const job = (lines: string) => `scrape_configs:\n  - job_name: a\n${lines}`;
const remote = (lines: string) => `remote_write:\n- url: http://a/\n${lines}`;

/** Mistakes as people make them: each is one finding, at the marked place. */
const MISTAKES: readonly (readonly [name: string, kind: KindId, code: string, text: string])[] = [
  ['a stray word', 'prometheus', 'missing-colon', job('    ‹foo›\n    scheme: http\n')],
  [
    'a key without its colon above a list',
    'prometheus',
    'missing-colon',
    '‹scrape_configs\n  - job_name›: a\n    scheme: http\n',
  ],
  ['no blank behind the colon', 'prometheus', 'missing-colon', job('    ‹scrape_interval:10s›\n')],
  [
    'no blank behind the colon of a needed key',
    'prometheus',
    'missing-colon',
    job('    relabel_configs:\n    - source_labels: [a]\n      ‹target_label:instance›\n'),
  ],
  [
    'no blank behind the dash',
    'prometheus',
    'bad-indentation',
    'scrape_configs:\n  -job_name: a\n    ‹scheme›: http\n',
  ],
  ['no dash', 'prometheus', 'bad-indentation', 'scrape_configs:\n  job_name: a\n    ‹scheme›: http\n'],
  ['a key moved to the margin', 'prometheus', 'bad-indentation', `${job('')}metrics_path: /x\n    ‹scheme›: http\n`],
  ['a bracket that is only closed', 'prometheus', 'yaml-syntax', job("    static_configs:\n    - targets: 'a:1'‹]›\n")],
  ['a value with a colon in it', 'prometheus', 'yaml-syntax', job('    scrape_interval: a‹:› 15s\n')],
  ['a lost closing quote', 'prometheus', 'unterminated', job('    metrics_path: ‹"/x›\n    scheme: "http"\n')],
  ['quotes within quotes', 'prometheus', 'yaml-syntax', job('    metrics_path: "{{ env "‹ip" }}:8500"›\n')],
  ['text behind quotes', 'prometheus', 'yaml-syntax', job('    metrics_path: "15s" ‹x›\n')],
  [
    'a misspelled key that another one needs',
    'prometheus',
    'unknown-key',
    job('    relabel_configs:\n    - source_labels: [a]\n      ‹acion›: keep\n'),
  ],
  [
    'a misspelled key that others are judged by',
    'prometheus',
    'unknown-key',
    job('    ‹relabel_config›: []\n    static_configs:\n    - targets: ["https://x"]\n'),
  ],
  ['a list at the top', 'prometheus', 'wrong-type', '‹-› job_name: a\n- job_name: b\n'],
  [
    'a misspelled password file',
    'prometheus',
    'unknown-key',
    job('    basic_auth:\n      username: a\n      ‹password_fil›: b\n'),
  ],
  ['the old name of a section', 'web-config', 'unknown-key', '‹tls_config›:\n  cert_file: a\n'],
  ['a template', 'prometheus', 'template', '‹{% if x %}›\nscrape_configs:\n  - job_name: a\n{% endif %}\n'],
  ['a placeholder of a template', 'prometheus', 'template', job('    scheme: ‹{{ scheme }}›\n    nonsense: 1\n')],
];

describe('a mistake is one finding', () => {
  test.each(MISTAKES)('%s', (_name, kind, code, marked) => {
    const { text, spans } = unmark(marked);
    const found = findingsIn(kind, text).map((finding) => [finding.code, text.slice(finding.start, finding.end)]);
    expect(found).toEqual(spans.map(({ start, end }) => [code, text.slice(start, end)]));
  });
});

/** Broken lines with a password in them. */
const LEAKS: readonly (readonly [kind: KindId, text: string])[] = [
  ['prometheus', remote('  basic_auth:\n    username: u\n    password:hunter2\n')],
  ['prometheus', remote('  basic_auth:\n    username: u\n    password hunter2\n')],
  ['prometheus', remote('  basic_auth: {username: u, password hunter2}\n')],
  ['prometheus', remote('  basic_auth: {username: u, password:hunter2}\n')],
  ['prometheus', remote('  basic_auth: hunter2\n')],
  ['prometheus', remote('  basic_auth:\n    password: [hunter2]\n')],
  ['prometheus', remote('  basic_auth:\n    password: hunter2: x\n')],
  ['prometheus', remote('  basic_auth:\n    password: "hunter2" hunter2\n')],
  ['prometheus', remote('  authorization:\n    credentials: *hunter2\n')],
  ['prometheus', remote('  authorization:\n    credentials: &hunter2 *hunter2\n')],
  ['prometheus', remote('  authorization:\n    credentials: !!int hunter2\n')],
  ['prometheus', remote('  sigv4: {secret_key: hunter2}\n')],
  ['web-config', 'basic_auth_users:\n  a:hunter2\n'],
  ['web-config', 'basic_auth_users:\n  a hunter2\n'],
  ['web-config', 'basic_auth_users:\n  a: hunter2\n  a: hunter2\n'],
  ['web-config', 'basic_auth_users: hunter2\n'],
  ['web-config', 'tls_server_config:\n  cert_file: a\n  key:hunter2\n'],
];

describe('no password is said', () => {
  test.each(LEAKS)('%s %j', (kind, text) => {
    const found = findingsIn(kind, text);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
