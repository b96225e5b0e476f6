import { dirname } from 'node:path';
import type { Finding } from '../core/findings/finding';
import { type DetectInput, detectKind, rootSection } from '../core/kinds/detect';
import type { Surroundings, Targets } from '../core/kinds/kind';
import { targetsFor } from '../core/kinds/targets';
import { MAX_ROUNDS, type Service, type Services } from '../core/services/service';
import { readNeighbours } from '../host/neighbours';
import type { CheckRequest } from './arguments';
import type { FoundFile, Skipped } from './findFiles';
import type { ReadText } from './readText';

/** A file that was checked. */
export interface CheckedFile {
  readonly path: string;
  readonly service: Service;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Checks `read`, the content of `file`, for the versions of `request` or else the `newest`; undefined for a file that was only found and is none of ours. */
export function checkFile(
  file: FoundFile,
  read: ReadText,
  services: Services,
  newest: Targets,
  request: CheckRequest,
): CheckedFile | Skipped | undefined {
  const { path } = file;
  const override = request.kind;
  const input: DetectInput = { path, text: read.text ?? read.head, ...(override !== undefined && { override }) };
  const id = detectKind(input);
  const service = id === undefined ? undefined : services.get(id);
  if (service === undefined && !file.named) return undefined;
  const text = read.text ?? (service?.takesAnyBytes === true ? read.bytes : undefined);
  if (text === undefined) return { path, reason: read.reason ?? 'it cannot be read' };
  if (service === undefined) return { path, reason: 'its kind is not known; name one with --kind' };
  const section = rootSection(input);
  const targets = targetsFor(path, request.versions, newest);
  const surroundings = { targets, path, now: Date.now(), ...(section !== undefined && { section }) };
  return { path, service, text, findings: findingsIn(service, text, path, surroundings) };
}

/** The findings in `text`; the files that it names, and those that these name, are looked for beside `path`. */
function findingsIn(service: Service, text: string, path: string, surroundings: Surroundings): readonly Finding[] {
  const document = service.open(text);
  let report = service.check(document, surroundings);
  let neighbours: Surroundings['neighbours'];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { patterns } = report.needs;
    const known = neighbours;
    if (patterns.every((pattern) => known?.has(pattern))) break;
    neighbours = readNeighbours(dirname(path), patterns);
    report = service.check(document, { ...surroundings, neighbours }, report);
  }
  return report.findings;
}
