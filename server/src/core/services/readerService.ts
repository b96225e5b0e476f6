import type { KeyNames } from '../features/secretNames';
import { compareFindings } from '../findings/finding';
import { tooLongFinding } from '../findings/tooLong';
import type { ReaderKind } from '../kinds/reader';
import { NO_NOUNS } from '../model/nouns';
import { joinNouns } from '../model/nounsOf';
import { judgeFile } from '../rules/judges';
import type { RuleSet } from '../rules/runRules';
import { checkEmbedded, type EmbeddedReports, withGuesses } from './embedded';
import type { Report, Service, Services } from './service';

/** The longest text that a reader is given, in UTF-16 units: it reads the whole of it after every edit. */
const MAX_LENGTH = 1_000_000;

interface ReaderReport extends Report {
  readonly inner: EmbeddedReports;
}

const NOTHING_INSIDE: EmbeddedReports = new Map();

/** The service of a kind that is only understood, with the rules that look at it; a document is its text. */
export function readerService(kind: ReaderKind, services: Services, rules: RuleSet): Service<string, ReaderReport> {
  return {
    kind: kind.id,
    takesAnyBytes: false,
    checks: kind.checks,
    secretNames: () => namesOf(kind.secretKeys),
    open: (text) => text,
    edit: (_document, _change, text) => text,
    check: (text, surroundings, previous) => {
      if (text.length > MAX_LENGTH) return TOO_LONG;
      const { findings: checked, nouns, needs = { patterns: [] }, embedded = [] } = kind.read(text, surroundings);
      const findings = [...checked, ...judgeFile(kind.id, rules, text, surroundings, () => nouns, nouns, checked)];
      const inner = checkEmbedded(text, embedded, surroundings, services, previous?.inner ?? NOTHING_INSIDE);
      return {
        findings: [...findings, ...inner.findings].sort(compareFindings),
        needs: withGuesses(needs, inner.guesses),
        nouns: () => joinNouns([nouns, ...inner.nouns()]),
        inner: inner.inner,
      };
    },
    hover: () => undefined,
    complete: () => undefined,
    outline: (text) => (text.length > MAX_LENGTH ? [] : kind.outline(text)),
    folds: (text) => (text.length > MAX_LENGTH ? [] : kind.outline(text).map(({ range }) => range)),
  };
}

const TOO_LONG: ReaderReport = {
  findings: [tooLongFinding(MAX_LENGTH)],
  needs: { patterns: [] },
  nouns: () => NO_NOUNS,
  inner: NOTHING_INSIDE,
};

function namesOf(secretKeys: readonly string[]): KeyNames {
  return { known: new Set(secretKeys), secret: new Set(secretKeys), holders: new Set() };
}
