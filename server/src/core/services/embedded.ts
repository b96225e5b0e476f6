import { compareFindings, type Finding, type Fix } from '../findings/finding';
import { hasVariable } from '../kinds/filledIn';
import type { EmbeddedFile, Needs, Surroundings } from '../kinds/kind';
import type { Nouns } from '../model/nouns';
import { mapPlaces } from '../model/nounsOf';
import type { Guess } from '../secrets/wellKnown';
import { type InnerText, innerText } from './innerText';
import type { Report, Services } from './service';

/** A file inside of another one that was checked, by its place and its content. */
export type EmbeddedReports = ReadonlyMap<string, { readonly document: unknown; readonly report: Report }>;

/** What was found in the files inside of a text, at places in that text. */
interface Embedded {
  readonly findings: readonly Finding[];
  readonly inner: EmbeddedReports;
  readonly guesses: readonly Guess[];
  readonly nouns: () => readonly Nouns[];
}

/**
 * Checks the files that lie in scalars of `text`. Their findings and nouns come back at their places in `text`; files
 * that they name are not looked for, since they lie where the inner file will be. A finding about a variable that is
 * filled in first is none.
 * @param files at their places in `text`
 * @param previous what an earlier call gave: a file whose text is the same is not checked again
 */
export function checkEmbedded(
  text: string,
  files: readonly EmbeddedFile[],
  surroundings: Surroundings,
  services: Services,
  previous: EmbeddedReports,
): Embedded {
  const inner = new Map<string, { document: unknown; report: Report }>();
  const findings: Finding[] = [];
  const placed: { readonly report: Report; readonly outer: InnerText['outer'] }[] = [];
  for (const file of files) {
    const service = services.get(file.kind);
    if (service === undefined) continue;
    const content = innerText(text, file);
    const { targets, guessed } = surroundings;
    const key = JSON.stringify([file.kind, file.section, targets, [...(guessed ?? [])], content.text]);
    const known = previous.get(key) ?? inner.get(key);
    const document = known?.document ?? service.open(content.text);
    const around = { targets, ...(file.section && { section: file.section }), ...(guessed && { guessed }) };
    const report = known?.report ?? service.check(document, around);
    inner.set(key, { document, report });
    placed.push({ report, outer: content.outer });
    const certain = report.findings.filter(
      ({ code, start, end }) => code !== 'unexpanded-variable' && !hasVariable(content.text.slice(start, end)),
    );
    findings.push(...certain.map((finding) => toOuter(finding, content)));
  }
  return {
    findings: findings.sort(compareFindings),
    inner,
    guesses: placed.flatMap(({ report }) => report.needs.guesses ?? []),
    nouns: () => placed.map(({ report, outer }) => mapPlaces(report.nouns(), outer)),
  };
}

function toOuter({ fixes = [], ...finding }: Finding, { outer, change }: InnerText): Finding {
  const carried = fixes.flatMap((fix): Fix[] => {
    // An act works on files that lie beside this one, and the inner file will lie elsewhere.
    if (fix.act !== undefined) return [];
    const changes = fix.changes.map(change).filter((moved) => moved !== undefined);
    return changes.length === fix.changes.length ? [{ ...fix, changes }] : [];
  });
  return { ...mapPlaces(finding, outer), ...(carried.length > 0 && { fixes: carried }) };
}

/** `needs` of the outer text with the hashes of the files inside. */
export function withGuesses(needs: Needs, guesses: readonly Guess[]): Needs {
  return guesses.length === 0 ? needs : { ...needs, guesses: [...(needs.guesses ?? []), ...guesses] };
}
