import { compareFindings, type Finding, type Fix } from '../findings/finding';
import { hasVariable } from '../kinds/filledIn';
import type { EmbeddedFile, Surroundings } from '../kinds/kind';
import { mapPlaces } from '../model/nounsOf';
import { type InnerText, innerText } from './innerText';
import type { Report, Services } from './service';

/** A file inside of another one that was checked, by its place and its content. */
export type EmbeddedReports = ReadonlyMap<string, { readonly document: unknown; readonly report: Report }>;

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
): { findings: Finding[]; inner: EmbeddedReports; nouns: () => ReturnType<Report['nouns']>[] } {
  const inner = new Map<string, { document: unknown; report: Report }>();
  const findings: Finding[] = [];
  const placed: { readonly report: Report; readonly outer: InnerText['outer'] }[] = [];
  for (const file of files) {
    const service = services.get(file.kind);
    if (service === undefined) continue;
    const content = innerText(text, file);
    const key = JSON.stringify([file.kind, file.section, surroundings.targets, content.text]);
    const known = previous.get(key) ?? inner.get(key);
    const document = known?.document ?? service.open(content.text);
    const { targets } = surroundings;
    const report =
      known?.report ?? service.check(document, { targets, ...(file.section && { section: file.section }) });
    inner.set(key, { document, report });
    placed.push({ report, outer: content.outer });
    const certain = report.findings.filter(({ start, end }) => !hasVariable(content.text.slice(start, end)));
    findings.push(...certain.map((finding) => toOuter(finding, content)));
  }
  return {
    findings: findings.sort(compareFindings),
    inner,
    nouns: () => placed.map(({ report, outer }) => mapPlaces(report.nouns(), outer)),
  };
}

function toOuter({ fixes = [], ...finding }: Finding, { outer, change }: InnerText): Finding {
  const carried = fixes.flatMap((fix): Fix[] => {
    const changes = fix.changes.map(change).filter((moved) => moved !== undefined);
    return changes.length === fix.changes.length ? [{ ...fix, changes }] : [];
  });
  return { ...mapPlaces(finding, outer), ...(carried.length > 0 && { fixes: carried }) };
}
