import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve('snippets');

/** A snippet as its file has it. */
export interface Snippet {
  readonly file: string;
  readonly name: string;
  readonly scope: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** All snippets of the extension. */
export function readSnippets(): readonly Snippet[] {
  return readdirSync(FOLDER).flatMap((file) => {
    const all = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, Omit<Snippet, 'file' | 'name'>>;
    return Object.entries(all).map(([name, snippet]) => ({ file, name, ...snippet }));
  });
}

/** The text that the snippet with `prefix` gives where nobody changes its defaults. */
export function expanded(prefix: string): string {
  const snippet = readSnippets().find((one) => one.prefix === prefix);
  if (snippet === undefined) throw new Error(`There is no snippet ${prefix}.`);
  return expand(snippet.body.join('\n'));
}

/**
 * What VS Code makes of the body of a snippet: `$1`, `${1:default}` and `${1|one,two|}`; a default may hold others, and
 * counts for every place of its number. Variables, formats and regular expressions are none of ours.
 * @throws where a brace is left open, or a number has no default or two
 */
export function expand(body: string): string {
  const defaults = new Map<string, string>([['0', '']]);
  for (const [number, text] of placeholdersOf(body)) {
    if (text === undefined) continue;
    if (defaults.has(number) && number !== '0') throw new Error(`The tab stop ${number} has two defaults.`);
    defaults.set(number, text);
  }
  const fill = (text: string): string => walk(text, (number) => fill(defaultOf(number)));
  const defaultOf = (number: string): string => {
    const text = defaults.get(number);
    if (text === undefined) throw new Error(`The tab stop ${number} has no default.`);
    return text;
  };
  return fill(body);
}

/** The numbers of the tab stops of `body` with their defaults, nested ones too. */
function placeholdersOf(body: string): readonly (readonly [string, string | undefined])[] {
  const found: (readonly [string, string | undefined])[] = [];
  const look = (text: string) => {
    walk(text, (number, inner) => {
      found.push([number, inner]);
      if (inner !== undefined) look(inner);
      return '';
    });
  };
  look(body);
  return found;
}

/** `text` with what `put` gives in the places of its tab stops, and with its escapes undone. */
function walk(text: string, put: (number: string, inner: string | undefined) => string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const [escaped] = /^\\[\\$}]/.exec(rest) ?? [];
    const [plain, number = ''] = /^\$(\d+)/.exec(rest) ?? [];
    const [open, index = '', kind] = /^\$\{(\d+)([:|}])/.exec(rest) ?? [];
    if (escaped !== undefined) {
      result += escaped[1];
      at += escaped.length;
    } else if (plain !== undefined) {
      result += put(number, undefined);
      at += plain.length;
    } else if (open !== undefined) {
      const end = kind === '}' ? open.length - 1 : closing(rest, open.length);
      const inner = rest.slice(open.length, end);
      result += put(index, kind === ':' ? inner : kind === '|' ? inner.split(/[,|]/)[0] : undefined);
      at += end + 1;
    } else if (rest.startsWith('$')) {
      throw new Error(`A $ stands for itself only where it is escaped: ${rest.slice(0, 20)}`);
    } else {
      result += text[at];
      at++;
    }
  }
  return result;
}

/** Where the brace is closed inside of which `text` goes on from `start`. */
function closing(text: string, start: number): number {
  for (let at = start, depth = 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`A tab stop is not closed: ${text.slice(0, 20)}`);
}

/** `text` with each line that is not empty moved to the right. */
export function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** The stunnel.conf in which a service of the snippets stands. */
const inStunnel = (text: string) => `${expanded('sg-stunnel-global')}\n${text}`;

/** The file of its kind in which the snippet `text` stands, for those that are no whole file; by the name of its file. */
export const SURROUNDED: Readonly<Record<string, (text: string) => string>> = {
  'prometheus.code-snippets': (text) => `scrape_configs:\n${indent(text, 2)}`,
  'compose.code-snippets': (text) => `services:\n${indent(text, 2)}`,
  'stunnel.code-snippets': (text) =>
    text.includes('[') ? inStunnel(text) : `${text}\n${expanded('sg-stunnel-server')}`,
};

/** The snippets of `file`, each as the text of a whole file. */
export function filesOf(file: string): readonly { readonly prefix: string; readonly text: string }[] {
  const around = SURROUNDED[file] ?? ((text: string) => text);
  return readSnippets()
    .filter((snippet) => snippet.file === file)
    .map(({ prefix, body }) => ({ prefix, text: around(`${expand(body.join('\n'))}\n`) }));
}
