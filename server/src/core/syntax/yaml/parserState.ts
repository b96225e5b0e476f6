import type { YamlNode } from './nodes';
import { problem, type SyntaxProblem, type Token, type TokenType } from './tokens';

/** A run of the parser over the tokens of one text. */
export interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly problems: SyntaxProblem[];
  readonly undefinedAliases: string[];
  /** The nodes by their anchors; undefined for one that is being read. */
  anchors: Map<string, YamlNode | undefined>;
  next: number;
}

const END: Token = { type: 'stream-end', start: 0, end: 0, value: '', style: 'plain' };

/** The token that comes next. */
export function token(p: Parser): Token {
  return p.tokens[p.next] ?? p.tokens.at(-1) ?? END;
}

/** The type of the token that comes next. */
export function type(p: Parser): TokenType {
  return token(p).type;
}

/** The end of the last token that was taken, without the virtual ones. */
export function lastEnd(p: Parser): number {
  for (let index = p.next - 1; index >= 0; index--) {
    const taken = p.tokens[index];
    if (taken !== undefined && taken.type !== 'block-end') return taken.end;
  }
  return 0;
}

/** Whether a document ends here. */
export function isDocumentBoundary(p: Parser): boolean {
  return (
    type(p) === 'directive' || type(p) === 'document-start' || type(p) === 'document-end' || type(p) === 'stream-end'
  );
}

/** Reports the token that cannot stand where it does. */
export function unexpected(p: Parser, program: string): void {
  const { start, end, type: found } = token(p);
  const indentation = found.startsWith('block-') || found === 'key' || found === 'value' || found === 'scalar';
  const message = indentation
    ? 'The indentation of this line fits none of the blocks above it. Align it with the keys or items it belongs to.'
    : `This cannot stand here (${program}).`;
  p.problems.push(problem(indentation ? 'bad-indentation' : 'yaml-syntax', start, end, message, program));
}
