import type { KeyNames } from '../features/secretNames';
import { stunnelCompletion } from '../features/stunnel/completion';
import { stunnelHover } from '../features/stunnel/hover';
import { stunnelFolds, stunnelOutline } from '../features/stunnel/outline';
import { compareFindings, type Finding } from '../findings/finding';
import { templateFinding } from '../findings/template';
import { tooLongFinding } from '../findings/tooLong';
import { once } from '../kinds/once';
import { checkStunnel, stunnelInfos } from '../kinds/stunnel/check';
import { parseStunnel, type StunnelDocument } from '../kinds/stunnel/document';
import type { Kept } from '../kinds/stunnel/keep';
import { lintInfos } from '../kinds/stunnel/lints';
import { stunnelNouns } from '../kinds/stunnel/nouns';
import { OPTIONS, type OptionInfo } from '../kinds/stunnel/options';
import { NO_NOUNS } from '../model/nouns';
import { judgeFile } from '../rules/judges';
import type { RuleSet } from '../rules/runRules';
import type { Report, Service } from './service';

/** The longest text that is read, in UTF-16 units: the whole of it after every edit. */
const MAX_LENGTH = 1_000_000;

/** What was found, and what of it the next check may keep. */
interface StunnelReport extends Report {
  readonly kept: Kept | undefined;
}

/** The service of stunnel.conf: it is read as a whole, and only services that an edit has changed are checked anew. */
export function stunnelService(rules: RuleSet): Service<StunnelDocument, StunnelReport> {
  return {
    kind: 'stunnel',
    takesAnyBytes: true,
    checks: [...stunnelInfos, ...lintInfos],
    secretNames,
    open: parse,
    edit: (_document, _change, text) => parse(text),
    check: (document, surroundings, previous) => {
      if (document.text.length > MAX_LENGTH) return silent(tooLongFinding(MAX_LENGTH));
      if (document.template !== undefined) return silent(templateFinding(document.template));
      const { findings, needs, document: expanded, kept } = checkStunnel(document, surroundings, previous?.kept);
      const nouns = once(() => stunnelNouns(expanded));
      const { text } = document;
      const judged = hasRules(rules) ? judgeFile('stunnel', rules, text, surroundings, nouns, nouns(), findings) : [];
      return {
        findings: [...findings, ...judged].sort(compareFindings),
        needs: { patterns: needs },
        nouns,
        kept,
      };
    },
    hover: (document, offset, targets) => stunnelHover(document, offset, targets.stunnel),
    complete: (document, offset, targets) => stunnelCompletion(document, offset, targets.stunnel),
    outline: stunnelOutline,
    folds: stunnelFolds,
  };
}

function hasRules({ ofParts, ofFiles }: RuleSet): boolean {
  return ofParts.length + ofFiles.length > 0;
}

/** A text that is too long has no lines, so that nothing is done with it. */
function parse(text: string): StunnelDocument {
  return text.length > MAX_LENGTH ? { ...parseStunnel(''), text } : parseStunnel(text);
}

/** The report on a text of which nothing but `finding` is said. */
function silent(finding: Finding): StunnelReport {
  return { findings: [finding], needs: { patterns: [] }, nouns: () => NO_NOUNS, kept: undefined };
}

function secretNames(): KeyNames {
  const names = (options: readonly OptionInfo[]) =>
    new Set(options.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((word) => [word, word.toLowerCase()])));
  return { known: names(OPTIONS), secret: names(OPTIONS.filter(({ isSecret }) => isSecret)), holders: new Set() };
}
