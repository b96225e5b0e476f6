import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../server/src/core/kinds/detect';
import type { KindId } from '../../server/src/core/kinds/kindId';
import { newestTargets } from '../../server/src/core/kinds/targets';
import { judge } from '../../server/src/core/policy/judge';
import { NO_PROJECT, policyOf } from '../../server/src/core/policy/project';
import { RULES } from '../../server/src/core/rules/all';
import { createServices } from '../../server/src/core/services/registry';
import { readSettings } from '../../server/src/core/settings';
import { expand, filesOf, readSnippets } from './support/snippets';

const services = createServices(RULES);
const snippets = readSnippets();

/** The kinds of the files that the snippets are for, with a name of such a file. */
const KIND_OF: Readonly<Record<string, readonly [KindId, string]>> = {
  'prometheus.code-snippets': ['prometheus', 'prometheus.yml'],
  'web-config.code-snippets': ['web-config', 'web-config.yml'],
  'kubernetes.code-snippets': ['scrape-config', 'node.yaml'],
  'rules.code-snippets': ['rules', 'alerts.yml'],
  'compose.code-snippets': ['compose', 'compose.yml'],
  'stunnel.code-snippets': ['stunnel', 'stunnel.conf'],
  'systemd.code-snippets': ['systemd', 'node_exporter.service'],
  'nginx.code-snippets': ['nginx', 'metrics.conf'],
};
const LANGUAGES = [
  'yaml',
  'dockercompose',
  'stunnel',
  'systemd-unit-file',
  'ini',
  'properties',
  'plaintext',
  'go',
  'nginx',
];

describe('the expansion of a snippet', () => {
  test.each([
    ['plain', 'plain'],
    ['${1:one} $1', 'one one'],
    ['$1 ${1:one}', 'one one'],
    ['${2:$1-x} ${1:one}', 'one-x one'],
    ['${1|a,b|}', 'a'],
    ['\\$1 \\} \\\\ {$0}', '$1 } \\ {}'],
    ['${1:a\\}b} \\n', 'a}b \\n'],
  ])('of %j', (body, text) => {
    expect(expand(body)).toBe(text);
  });

  test.each([['$1'], ['${1:open'], ['${1:a} ${1:b}'], ['costs $']])('fails for %j', (body) => {
    expect(() => expand(body)).toThrow();
  });
});

describe.each(Object.entries(KIND_OF))('a snippet of %s', (file, [kind, path]) => {
  const files = filesOf(file);
  const service = services.get(kind)!;
  const policy = policyOf(NO_PROJECT, readSettings({}), services.catalogue);

  test.each(files)('$prefix is clean under all checks and rules', ({ text }) => {
    const { findings } = service.check(service.open(text), { targets: newestTargets(), path });
    const told = judge(findings, text, kind, policy, true);
    expect(told.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([]);
  });

  test.each(files)('$prefix gives a file of its kind', ({ text }) => {
    expect(detectKind({ path, text })).toBe(kind);
  });
});

test('the snippets have names, prefixes and descriptions of their own', () => {
  for (const values of [snippets.map(({ prefix }) => prefix), snippets.map(({ name }) => name)]) {
    expect(new Set(values).size).toBe(values.length);
  }
  for (const { prefix, description, scope, body } of snippets) {
    expect(prefix).toMatch(/^sg-[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(scope.split(',').filter((language) => !LANGUAGES.includes(language))).toEqual([]);
    expect(body.join('\n')).toContain('$0');
    expect(() => expand(body.join('\n'))).not.toThrow();
  }
});

test('every file of snippets is contributed and packed', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly files: readonly string[];
    readonly contributes: { readonly snippets: readonly { readonly path: string }[] };
  };
  const there = [...new Set(snippets.map(({ file }) => `./snippets/${file}`))].sort();
  expect(manifest.contributes.snippets.map(({ path }) => path).sort()).toEqual(there);
  expect(manifest.files).toContain('snippets/*.code-snippets');
});

test('no snippet holds a secret', () => {
  for (const { body } of snippets) expect(body.join('\n')).not.toMatch(/PRIVATE KEY|^ *password: [^<{]/m);
});
