import { type Finding, moveFinding } from '../../findings/finding';
import type { Surroundings } from '../kind';
import { judgedServices } from './checks/judged';
import type { Service, StunnelDocument } from './document';
import type { Effective } from './effective';
import { isInclude } from './expand';
import { findingAt, type Inspection } from './report';
import type { Run, Step } from './steps';

/** What a step noticed in a service: something to say, or a file that it asked for. */
type Note = { readonly finding: Finding } | { readonly pattern: string };

/** What the local steps noticed in a service, by step, and where the service began then. */
interface Part {
  readonly start: number;
  readonly notes: readonly (readonly Note[])[];
}

/** What a check keeps for the next one: what was noticed in each service, by its text. */
export interface Kept {
  /** What the parts depend on besides their text. */
  readonly context: string;
  readonly neighbours: Surroundings['neighbours'];
  readonly parts: ReadonlyMap<string, Part>;
}

/** A part at its place in the text of now. */
export interface PlacedPart extends Part {
  readonly service: Service;
}

/** The most inherited lines, counted for each service, up to which services are looked at one by one. */
const MAX_INHERITED = 30_000;
/** More lines without a known name are in no file that is one of stunnel. */
const MAX_UNKNOWN = 200;

/**
 * What the local ones of `steps` notice in each service of `run`, taken from `before` where neither the service nor
 * what it depends on has changed; undefined for a document that cannot be taken apart.
 */
export function partsOf(run: Run, steps: readonly Step[], before: Kept | undefined) {
  const { document, surroundings, target } = run.inspection;
  const first = document.services[0]?.header;
  if (first === undefined || !isDivisible(document) || run.services.length < document.services.length) return undefined;
  const context = JSON.stringify([document.text.slice(0, first.start), target, surroundings.path]);
  const { neighbours } = surroundings;
  const isSame = before !== undefined && before.context === context && before.neighbours === neighbours;
  const known = isSame ? before.parts : new Map<string, Part>();
  const parts = new Map<string, Part>();
  const placed = document.services.map((service, index): PlacedPart => {
    const next = document.services[index + 1];
    const text = document.text.slice(lineStart(document.text, service), next?.header.start);
    const part = known.get(text) ?? partOf(run, service, run.services[index], steps);
    // A fix of the last line of a text is another one, so that the last service is looked at each time.
    if (next !== undefined) parts.set(text, part);
    return { ...part, service };
  });
  const kept: Kept = { context, neighbours, parts };
  return { placed, kept };
}

/** Whether each service can be looked at alone: nothing is included, and there is not too much that is inherited. */
function isDivisible({ statements, services, global }: StunnelDocument): boolean {
  if (services.length * (1 + global.assignments.length) > MAX_INHERITED || statements.some(isInclude)) return false;
  const unknown = statements.filter((line) => line.kind === 'assignment' && line.option === undefined);
  return unknown.length <= MAX_UNKNOWN;
}

function partOf(run: Run, service: Service, effective: Effective | undefined, steps: readonly Step[]): Part {
  const { document } = run.inspection;
  const services = effective === undefined ? [] : [effective];
  const alone = { ...document, services: [service], statements: [] };
  const notes = steps.map((step) => {
    const noted: Note[] = [];
    if (!step.isLocal) return noted;
    const inspection: Inspection = {
      ...run.inspection,
      document: alone,
      report: (info, at, text, more = {}) => noted.push({ finding: findingAt(info, at, text, more) }),
      files: (pattern) => {
        noted.push({ pattern });
        return run.inspection.surroundings.neighbours?.get(pattern);
      },
    };
    step.look({ inspection, services, judged: () => judgedServices(services, inspection) });
    return noted;
  });
  return { start: service.header.start, notes };
}

/** Says again what step `index` noticed in a part, moved to where its service begins now. */
export function replay(
  { start, notes, service }: PlacedPart,
  index: number,
  { text }: StunnelDocument,
  to: { readonly add: (finding: Finding) => void; readonly ask: (pattern: string) => void },
): void {
  for (const note of notes[index] ?? []) {
    if ('pattern' in note) to.ask(note.pattern);
    else to.add(moved(note.finding));
  }

  function moved(finding: Finding): Finding {
    const offset = service.header.start - start;
    // What stands in front of the service is in the global part, which has not moved.
    const from = lineStart(text, service) - offset;
    return offset === 0 ? finding : moveFinding(finding, (at) => (at < from ? at : at + offset));
  }
}

/** The start of the line of the header, with what stands in front of it. */
function lineStart(text: string, { header }: Service): number {
  return header.start === 0 ? 0 : text.lastIndexOf('\n', header.start - 1) + 1;
}
