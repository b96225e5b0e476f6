import type { TemplateProblem, TemplateToken } from './goTemplateTokens';

/** What a template may use besides what it declares itself. */
export interface TemplateNames {
  /** Functions besides those of Go. */
  readonly functions: ReadonlySet<string>;
  /** With their `$`. */
  readonly variables: readonly string[];
}

/** What ends with `{{ end }}`. */
export type Block = 'if' | 'range' | 'with' | 'define' | 'block';

/** A block that is open. */
export interface Open {
  readonly block: Block;
  readonly at: TemplateToken;
  /** The variables that are known again behind it. */
  readonly variables: readonly string[];
  hasElse: boolean;
  /** `else if` and `else with` end together with their first block. */
  readonly chained: boolean;
}

/** Where the reading of a template stands. */
export interface TemplateParser {
  readonly tokens: readonly TemplateToken[];
  readonly names: TemplateNames;
  variables: readonly string[];
  readonly open: Open[];
  pos: number;
  depth: number;
}

/** The tokens are over in the middle of something. */
export const ENDED = Symbol('ended');

/** What is wrong; undefined where nothing is. */
export type Result = TemplateProblem | typeof ENDED | undefined;

/** The next token. */
export function peek(parser: TemplateParser): TemplateToken | undefined {
  return parser.tokens[parser.pos];
}

/** The problem that `token` is. */
export function refused({ start, end }: TemplateToken, reason: string, program?: string): TemplateProblem {
  return { start, end, reason, ...(program !== undefined && { program }) };
}

/** Passes the token that ends an action or parentheses. */
export function closed(parser: TemplateParser): undefined {
  parser.pos++;
  return undefined;
}
