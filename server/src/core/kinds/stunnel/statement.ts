import type { Span } from '../../text/span';
import type { OptionInfo } from './options';

/** A line of another file that is read in the place of an `include`. */
export interface FragmentLine {
  /** The path as the include and the folder make it. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A piece of a line: what stunnel reads there (without carriage returns), and where it stands. */
export interface Word extends Span {
  readonly text: string;
}

/** What every line has; the span is that of the trimmed line. */
interface Line extends Span {
  /** Counted from 1, as an editor does. */
  readonly line: number;
  /** Set for a line of an included file: the spans are then those of the value of `include` in the outer text. */
  readonly from?: FragmentLine;
}

/** `name = value`; the value may be empty, and then its span is where it would stand. */
export interface Assignment extends Line {
  readonly kind: 'assignment';
  readonly name: Word;
  /** The option that the name means; absent for a name that stunnel does not know. */
  readonly option: OptionInfo | undefined;
  readonly value: Word;
}

/** `[name]`, with the name verbatim: inner blanks and brackets belong to it. */
export interface Header extends Line {
  readonly kind: 'header';
  readonly name: Word;
  /** Set where the line begins like a header and does not end like one: stunnel refuses it, people mean a header. */
  readonly isBroken?: true;
}

/** A line that is neither a comment nor a header, and has no `=`: stunnel refuses the file. */
export interface StrayLine extends Line {
  readonly kind: 'stray';
  readonly text: string;
  /** Whether it is the rest of a line that is longer than stunnel reads at once. */
  readonly isRest: boolean;
}

/** A line that says something. */
export type Statement = Assignment | Header | StrayLine;
