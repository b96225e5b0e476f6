import type { Version } from '../../../schema/version';

/** What is wrong with a value: whole sentences, the value that was meant, and stunnel's words where they differ. */
export interface ValueProblem {
  readonly text: string;
  /** What to write instead, if that is plain. */
  readonly meant?: string | undefined;
  /** The program's own words, in the place of the option's usual ones. */
  readonly program?: string;
  /** The first version that takes the value, if there is one. */
  readonly since?: string;
}

/** What decides whether a value is taken, besides the option. */
export interface ValueContext {
  readonly target: Version;
  /** Whether the line stands in the global part. */
  readonly isGlobal: boolean;
}

/** A value without what people add that stunnel takes for a part of it: quotes around it, a comment behind it. */
export function bareValue(value: string): string {
  const bare = value.replace(/[ \t]+[;#].*$/, '').trim();
  const quoted = /^(["'])(.*)\1$/.exec(bare)?.[2];
  return quoted ?? bare;
}

/** What to say of a value that would be right without quotes or a comment; empty where that is not the matter. */
export function wrapping(value: string): string {
  if (/[ \t][;#]/.test(value)) return ' A comment needs a line of its own: here it is a part of the value.';
  return /^["'].*["']$/.test(value) ? ' Quotes are a part of the value: leave them out.' : '';
}
