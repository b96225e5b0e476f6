import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { defineChecks } from '../../findings/check';
import type { Report } from './targets';

export const infos = defineChecks({
  syntax: {
    code: 'json-syntax',
    severity: 'error',
    category: 'syntax',
    source: 'prometheus',
    rules: [95],
    tag: 'APPLY',
    summary: 'A target file in JSON is no JSON as Go reads it: no comments, no commas at the end, double quotes.',
  },
});

/** Deeper nesting is no list of target groups. */
const MAX_DEPTH = 50;

/** The tree of `text`; the first thing that Go's encoding/json would refuse is reported. */
export function parseJson(text: string, report: Report): Node | undefined {
  if (depthOf(text) > MAX_DEPTH) {
    report(infos.syntax, { start: 0, end: 1 }, 'This is nested too deeply for a list of target groups.');
    return undefined;
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (first === undefined) return tree;
  const start = Math.min(first.offset, text.length);
  report(infos.syntax, { start, end: Math.min(start + first.length, text.length) }, reasonFor(first, text));
  return undefined;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const REASONS: Readonly<Record<string, string>> = {
  InvalidCommentToken: 'JSON has no comments. Remove it.',
  CommaExpected: 'A comma is missing in front of this.',
  ColonExpected: 'A `:` is missing in front of this.',
  CloseBracketExpected: 'A `]` is missing.',
  CloseBraceExpected: 'A `}` is missing.',
  UnexpectedEndOfString: 'This text is never closed. JSON wants `"` at both ends.',
  InvalidEscapeCharacter: 'There is no such escape sequence in JSON. Write `\\\\` for a backslash.',
  InvalidUnicode: 'Four hexadecimal digits follow `\\u`.',
  InvalidCharacter: 'A text in JSON has no line breaks or tabs in it: write `\\n` and `\\t`.',
  EndOfFileExpected: 'The list is over here, and nothing may follow.',
};

function reasonFor({ error, offset, length }: ParseError, text: string): string {
  const name = printParseErrorCode(error);
  const known = REASONS[name];
  if (known !== undefined) return known;
  const word = text.slice(offset, offset + length);
  if (word.startsWith("'")) return 'JSON puts texts into double quotes.';
  if (word === ']' || word === '}') return 'JSON has no comma behind the last item. Remove it.';
  if (word.trim() === '') return 'Something is missing here.';
  return name === 'PropertyNameExpected'
    ? 'The name of a key stands here, in double quotes.'
    : 'This is no value of JSON: texts stand in double quotes.';
}
