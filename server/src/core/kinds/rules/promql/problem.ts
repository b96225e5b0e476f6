import type { Span } from '../../../text/span';

/** What is wrong with a PromQL expression, at offsets into it. */
export interface PromqlProblem extends Span {
  /** Whole sentences: what is wrong and what to do. */
  readonly reason: string;
  /** The parser's words without their position; absent where the parser of the version would not know what it is. */
  readonly program?: string;
  /** The first version that takes it, where a later one does. */
  readonly since?: string;
  /** What to write instead of the span, where that is clear. */
  readonly meant?: string;
}

/** Receives problems as they are found. */
export type ReportProblem = (problem: PromqlProblem) => void;
