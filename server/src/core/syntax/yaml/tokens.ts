import type { Span } from '../../text/span';

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** The tokens of libyaml; blocks are opened and closed by tokens without text. */
export type TokenType =
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'stream-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'
  | 'anchor'
  | 'alias'
  | 'tag'
  | 'scalar';

/** A line of a block scalar without its indentation: the offset of its first character, in the value and in the text. */
export interface LinePlace {
  readonly inValue: number;
  readonly inText: number;
}

/** A token of libyaml's scanner; `value` is the text of a scalar, or the name of an anchor, alias or tag. */
export interface Token extends Span {
  readonly type: TokenType;
  readonly value: string;
  readonly style: ScalarStyle;
  /** Of a block scalar. */
  readonly lines?: readonly LinePlace[];
}

/** What a text does wrong as YAML. `program` is libyaml's own wording, which Prometheus prints. */
export interface SyntaxProblem extends Span {
  readonly code: SyntaxCode;
  readonly message: string;
  readonly program?: string;
  /**
   * Whether what follows in the same part may be misread because of it. False where the reader knows what was
   * meant (a key without its colon), so that the findings behind it still count.
   */
  readonly misleading: boolean;
  /** What to put in, where that mends it. */
  readonly insert?: { readonly title: string; readonly at: number; readonly text: string };
}

/** The codes of syntax problems; docs/checks.md explains them. */
export type SyntaxCode =
  | 'yaml-syntax'
  | 'missing-colon'
  | 'bad-indentation'
  | 'unterminated'
  | 'tab-indentation'
  | 'undefined-alias'
  | 'ignored-content'
  | 'template'
  | 'too-deep';

/** Receives each problem as it is found. */
export type ReportProblem = (problem: SyntaxProblem) => void;

/** A problem that `program` words as `text`; `message` says the same for people. */
export function problem(
  code: SyntaxCode,
  start: number,
  end: number,
  message: string,
  program?: string,
  misleading = true,
): SyntaxProblem {
  return { code, start, end: Math.max(start, end), message, misleading, ...(program === undefined ? {} : { program }) };
}
