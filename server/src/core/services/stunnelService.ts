import type { KeyNames } from '../features/secretNames';
import { stunnelCompletion } from '../features/stunnel/completion';
import { stunnelHover } from '../features/stunnel/hover';
import { stunnelFolds, stunnelOutline } from '../features/stunnel/outline';
import { compareFindings, type Finding } from '../findings/finding';
import { tooLongFinding } from '../findings/tooLong';
import { checkStunnel, stunnelInfos } from '../kinds/stunnel/check';
import { parseStunnel, type StunnelDocument } from '../kinds/stunnel/document';
import { checkLints, lintInfos } from '../kinds/stunnel/lints';
import { stunnelNouns } from '../kinds/stunnel/nouns';
import { OPTIONS, type OptionInfo } from '../kinds/stunnel/options';
import type { Inspection } from '../kinds/stunnel/report';
import { NO_NOUNS } from '../model/nouns';
import type { Span } from '../text/span';
import type { Report, Service } from './service';

/** The longest text that is read, in UTF-16 units: the whole of it after every edit. */
const MAX_LENGTH = 1_000_000;

/** The most lines that are looked at for traps: they are compared with each other. */
const MAX_LINTED = 5_000;

/** The service of stunnel.conf, which is read as a whole: a thousand lines take a few milliseconds. */
export function stunnelService(): Service<StunnelDocument> {
  return {
    kind: 'stunnel',
    checks: [...stunnelInfos, ...lintInfos],
    secretNames,
    open: parse,
    edit: (_document, _change, text) => parse(text),
    check: (document, surroundings) => {
      if (document.text.length > MAX_LENGTH) return silent(tooLongFinding(MAX_LENGTH));
      if (document.template !== undefined) return silent(templateFinding(document.template));
      const { inspection, collected } = checkStunnel(document, surroundings);
      if (isModest(inspection.document)) lint(inspection, collected().findings);
      const { findings, needs } = collected();
      return {
        findings: [...findings].sort(compareFindings),
        needs: { patterns: needs },
        nouns: () => stunnelNouns(inspection.document),
      };
    },
    hover: (document, offset, targets) => stunnelHover(document, offset, targets.stunnel),
    complete: (document, offset, targets) => stunnelCompletion(document, offset, targets.stunnel),
    outline: stunnelOutline,
    folds: stunnelFolds,
  };
}

/** Adds what stunnel passes over without a word. */
function lint(inspection: Inspection, refusals: readonly Finding[]): void {
  const placeOf = ({ start, end }: Span) => `${start} ${end}`;
  const refused = new Set(refusals.map(placeOf));
  checkLints({
    ...inspection,
    // What stunnel refuses is mended first: a trap at the same place is not worth a word.
    report: (info, at, text, more) => {
      if (!refused.has(placeOf(at))) inspection.report(info, at, text, more);
    },
  });
}

/** Whether a file is of a size that people write, so that services may be compared with each other. */
function isModest({ statements, services, global }: StunnelDocument): boolean {
  return statements.length <= MAX_LINTED && services.length * global.assignments.length <= 10 * MAX_LINTED;
}

/** A text that is too long has no lines, so that nothing is done with it. */
function parse(text: string): StunnelDocument {
  return text.length > MAX_LENGTH ? { ...parseStunnel(''), text } : parseStunnel(text);
}

/** The report on a text of which nothing but `finding` is said. */
function silent(finding: Finding): Report {
  return { findings: [finding], needs: { patterns: [] }, nouns: () => NO_NOUNS };
}

function templateFinding({ start, end }: Span): Finding {
  return {
    code: 'template',
    severity: 'info',
    category: 'validation',
    start,
    end,
    message:
      'This file looks like a template (Jinja, ERB): it is not checked, because only what is made from it is read. Check the file that it becomes.',
  };
}

function secretNames(): KeyNames {
  const names = (options: readonly OptionInfo[]) =>
    new Set(options.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((word) => [word, word.toLowerCase()])));
  return { known: names(OPTIONS), secret: names(OPTIONS.filter(({ isSecret }) => isSecret)), holders: new Set() };
}
