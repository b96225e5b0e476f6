import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { OPTIONS } from '../../../server/src/core/kinds/stunnel/options';

const PATH = 'client/syntaxes/stunnel.tmLanguage.json';
const source = readFileSync(PATH, 'utf8');
let grammar: textmate.IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => textmate.parseRawGrammar(source, PATH),
  });
  const loaded = await registry.loadGrammar('source.stunnel');
  if (loaded === null) throw new Error('The grammar is not there.');
  grammar = loaded;
});

/** The words of a line with what the grammar calls them, blanks left out. */
function tokens(line: string): readonly string[] {
  return grammar
    .tokenizeLine(line, textmate.INITIAL)
    .tokens.map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex), scopes.at(-1) ?? ''])
    .filter(([word]) => word?.trim() !== '')
    .map(([word, scope]) => `${word} ${scope?.replace(/\.stunnel$/, '')}`);
}

describe('the colours of a stunnel.conf', () => {
  test.each(OPTIONS.flatMap(({ name, aliases, scope }) => [name, ...aliases].map((word) => [word, scope] as const)))(
    'knows %s',
    (name, scope) => {
      const kind = scope === 'global' ? 'keyword.other.definition.global' : 'keyword.other.definition';
      expect(tokens(`${name} = x`)[0]).toBe(`${name} ${kind}`);
      expect(tokens(`  ${name.toUpperCase()}=x`)[0]).toBe(`${name.toUpperCase()} ${kind}`);
    },
  );

  test('knows no option that the table does not have', () => {
    const { repository } = JSON.parse(source) as { repository: Record<string, { begin?: string }> };
    const names = Object.values(repository).flatMap(
      ({ begin = '' }) => /\(\?i:([^)]*)\)/.exec(begin)?.[1]?.split('|') ?? [],
    );
    expect([...names].sort()).toEqual(OPTIONS.flatMap(({ name, aliases }) => [name, ...aliases]).sort());
  });

  test.each([
    ['; comment = no', ['; punctuation.definition.comment', ' comment = no comment.line']],
    ['# comment', ['# punctuation.definition.comment', ' comment comment.line']],
    [
      '[a = b] ',
      ['[ punctuation.definition.section.begin', 'a = b entity.name.section', '] punctuation.definition.section.end'],
    ],
    [
      '\uFEFFclient = yes',
      ['client keyword.other.definition', '= punctuation.separator.key-value', 'yes constant.language.boolean'],
    ],
    [
      'client = yes ; no',
      ['client keyword.other.definition', '= punctuation.separator.key-value', 'yes ; no string.unquoted'],
    ],
    [
      'TIMEOUTidle=600',
      ['TIMEOUTidle keyword.other.definition', '= punctuation.separator.key-value', '600 constant.numeric'],
    ],
    [
      'accept = ::1:8443',
      [
        'accept keyword.other.definition',
        '= punctuation.separator.key-value',
        '::1 string.unquoted.host',
        ': punctuation.separator.host-port',
        '8443 constant.numeric.port',
      ],
    ],
    [
      'accept = /run/a.sock',
      ['accept keyword.other.definition', '= punctuation.separator.key-value', '/run/a.sock string.unquoted.path'],
    ],
    [
      'cert = /etc/a.pem',
      ['cert keyword.other.definition', '= punctuation.separator.key-value', '/etc/a.pem string.unquoted.path'],
    ],
    [
      'sslVersionMin = TLSv1.2',
      [
        'sslVersionMin keyword.other.definition',
        '= punctuation.separator.key-value',
        'TLSv1.2 constant.language.tls-version',
      ],
    ],
    [
      'options = -NO_SSLv3',
      [
        'options keyword.other.definition',
        '= punctuation.separator.key-value',
        '- keyword.operator.clear',
        'NO_SSLv3 constant.other.flag',
      ],
    ],
    [
      'connekt = 1',
      ['connekt variable.other.unknown-option', '= punctuation.separator.key-value', '1 constant.numeric'],
    ],
  ])('%s', (line, expected) => {
    const shown = tokens(line).map((one) => one.replace(/^\uFEFF/, ''));
    expect(shown.filter((one) => !one.startsWith(' source'))).toEqual(expected);
  });

  test('the language and its files are in the manifest and in the package', () => {
    const { contributes, files } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [language] = contributes.languages;
    expect(language).toMatchObject({ id: 'stunnel', filenames: ['stunnel.conf'] });
    expect(contributes.grammars).toEqual([{ language: 'stunnel', scopeName: 'source.stunnel', path: `./${PATH}` }]);
    expect(files).toContain(PATH);
    expect(files).toContain(language.configuration.replace('./', ''));
    expect(JSON.parse(readFileSync(language.configuration, 'utf8')).comments.lineComment).toBe(';');
  });
});
