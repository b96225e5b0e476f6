import type { Finding } from '../../findings/finding';
import { structural } from '../../schema/decode';
import type { Span } from '../../text/span';
import type { PlacedFacts } from '../kind';

/** A name and where it stands, relative to the part. */
export interface NameFact extends Span {
  readonly name: string;
}

/** A top-level key. A merged one may be given again. */
export interface KeyFact extends NameFact {
  readonly merged: boolean;
}

/** An endpoint of remote_write or remote_read: its name, and its text with everything that makes it a twin. */
export interface EndpointFact extends Span {
  readonly section: 'remote_write' | 'remote_read';
  readonly name: string;
  readonly url: string;
  readonly fingerprint: string;
}

/** What the other parts need to know of one. */
export interface PrometheusFacts {
  readonly keys: readonly KeyFact[];
  readonly jobs: readonly NameFact[];
  readonly endpoints: readonly EndpointFact[];
  /** Items of a list under a key that takes none. */
  readonly strayItems: readonly NameFact[];
  /** The patterns of `scrape_config_files`, and the paths of other files that have to be there. */
  readonly scrapeConfigFiles: readonly NameFact[];
  readonly files: readonly FileFact[];
}

/** A file that is named; `holds` says what it is (`rules`, `certificate`, …). */
export interface FileFact extends NameFact {
  readonly holds: string;
}

export const NO_FACTS: PrometheusFacts = {
  keys: [],
  jobs: [],
  endpoints: [],
  strayItems: [],
  scrapeConfigFiles: [],
  files: [],
};

/** The facts of all parts as one list each, with absolute spans. */
export function collect<K extends keyof PrometheusFacts>(
  parts: readonly PlacedFacts<PrometheusFacts>[],
  key: K,
): PrometheusFacts[K][number][] {
  const all: PrometheusFacts[K][number][] = [];
  for (const { start, facts } of parts) {
    for (const fact of facts[key]) all.push({ ...fact, start: fact.start + start, end: fact.end + start });
  }
  return all;
}

/** Top-level keys that stand twice, and lists under keys that take none (once each). */
export function checkTopLevel(parts: readonly PlacedFacts<PrometheusFacts>[], program: string): Finding[] {
  const findings: Finding[] = [];
  const first = new Map<string, Span>();
  for (const key of collect(parts, 'keys')) {
    const before = first.get(key.name);
    if (before !== undefined && !key.merged) {
      const message = `\`${key.name}\` stands twice at the top level, and ${program} refuses that. Put everything under the first one.`;
      const related = [{ start: before.start, end: before.end, message: `\`${key.name}\` stands here first` }];
      findings.push(structural('duplicate-key', key, message, [], related));
    }
    if (before === undefined) first.set(key.name, key);
  }
  const stray = new Set<string>();
  for (const item of collect(parts, 'strayItems')) {
    if (stray.has(item.name)) continue;
    stray.add(item.name);
    findings.push(
      structural('wrong-type', item, `a mapping is expected under \`${item.name}\`, not a list. Remove the \`-\`.`),
    );
  }
  return findings;
}
