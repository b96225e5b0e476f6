import type { Edits } from '../edits/edits';
import type { Fix, Related, Severity } from '../findings/finding';
import type { Surroundings } from '../kinds/kind';
import type { KindId } from '../kinds/kindId';
import type { Nouns } from '../model/nouns';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';

/** The parts of the catalogue. */
export type RuleCategory = 'tls' | 'auth' | 'network' | 'privilege';

/** A text that shows the rule at work: it is run by the tests and printed on the rule's page. */
export interface RuleExample {
  readonly kind: KindId;
  /** The name of the file, where it tells more than the text. */
  readonly path?: string;
  /** The text, with ‹ › around each place that is found. */
  readonly bad: string;
  /** The severity of what is found; the rule's own where absent. */
  readonly severity?: Severity;
  /** Files that lie beside it, by the path that it has for them, with their permission bits. */
  readonly modes?: Readonly<Record<string, number>>;
  /** The text after the first fix of each finding; absent where there is none. */
  readonly fixed?: string;
  /** Other findings that are right here too, before and after the fix. */
  readonly alsoFinds?: readonly string[];
  /** Hashes in the text whose password is one of the well-known words; see `Surroundings.guessed`. */
  readonly guessed?: readonly string[];
}

/** A text in which the rule finds nothing, and no other rule but `alsoFinds`. */
export interface GoodExample {
  readonly kind: KindId;
  readonly path?: string;
  readonly modes?: Readonly<Record<string, number>>;
  readonly text: string;
  readonly alsoFinds?: readonly string[];
}

/** More about something found. `fixes` has the best one first. */
export interface MoreToSay {
  /** The rule's own where absent. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** What a rule looks at, and how it says what it found. Spans are offsets into the text that `edits` writes into. */
export interface RuleInput {
  readonly kind: KindId;
  /**
   * What the file is about. For a large YAML file, of one part of it at a time (a job, an object), and of what all
   * parts make together.
   */
  readonly nouns: Nouns;
  readonly surroundings: Surroundings;
  readonly edits: Edits;
  /** What stands at `span` in the text. Never for a message: it may be a secret. */
  readonly textAt: (span: Span) => string;
  readonly report: (at: Span, message: string, more?: MoreToSay) => void;
}

/** One entry of the catalogue of insecurities (security-rules.md). */
export interface Rule {
  /** A slug, frozen for good, and the name of its file and page. */
  readonly id: string;
  readonly category: RuleCategory;
  readonly severity: Severity;
  /** Only in the level `all`: it speaks about what many honest set-ups choose. */
  readonly level?: 'all';
  /** The kinds of files in which it looks. */
  readonly kinds: readonly KindId[];
  /** One line: what is found. */
  readonly summary: string;
  /** What can happen, in one to three sentences of Markdown. */
  readonly why: string;
  /** What to do, in a sentence of Markdown. */
  readonly advice: string;
  /** Where the fact is from: addresses. */
  readonly sources: readonly string[];
  readonly examples: readonly RuleExample[];
  readonly good: readonly GoodExample[];
  /** `file`: it looks at the files and secrets of all parts at once, and at what lies beside the file. */
  readonly scope?: 'file';
  /** Absent where all of it is found by the checks of the kinds, which report it under this id. */
  readonly check?: (input: RuleInput) => void;
}

/** `rule` as it is, typed. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** A fix that changes the text; none where one of the changes cannot be made. */
export function fix(
  title: string,
  changes: readonly (TextChange | undefined)[],
  how: { readonly safe?: boolean; readonly refactor?: boolean } = {},
): readonly Fix[] {
  const possible = changes.filter((change) => change !== undefined);
  if (possible.length === 0 || possible.length < changes.length) return [];
  return [
    {
      title,
      changes: possible,
      preferred: how.refactor !== true,
      ...(how.safe === true && { safe: true }),
      ...(how.refactor === true && { kind: 'refactor' }),
    },
  ];
}
