import { dirname } from 'node:path';
import { analyze } from '../core/analysis/analyze';
import type { Finding } from '../core/findings/finding';
import { detectKind, type KindId } from '../core/kinds/detect';
import type { Targets } from '../core/kinds/kind';
import type { AnyKind } from '../core/kinds/registry';
import { targetsFor } from '../core/kinds/targets';
import { openDocument } from '../core/syntax/yaml/parts';
import { readNeighbours } from '../host/neighbours';
import type { CheckRequest } from './arguments';
import type { FoundFile, Skipped } from './findFiles';
import type { ReadText } from './readText';

/** A file that was checked. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: AnyKind;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** All kinds by id. */
export type Kinds = ReadonlyMap<KindId, AnyKind>;

/** Checks `read`, the content of `file`, for the versions of `request` or else the `newest`; undefined for a file that was only found and is none of ours. */
export function checkFile(
  file: FoundFile,
  read: ReadText,
  kinds: Kinds,
  newest: Targets,
  request: CheckRequest,
): CheckedFile | Skipped | undefined {
  const { path } = file;
  const override = request.kind;
  const text = read.text ?? read.head;
  const kind = kindOf(kinds, detectKind({ path, text, ...(override !== undefined && { override }) }));
  if (kind === undefined && !file.named) return undefined;
  if (read.reason !== undefined) return { path, reason: read.reason };
  if (kind === undefined) return { path, reason: 'its kind is not known; name one with --kind' };
  return { path, kind, text, findings: findingsIn(kind, text, path, targetsFor(path, request.versions, newest)) };
}

function kindOf(kinds: Kinds, id: KindId | undefined): AnyKind | undefined {
  return id === undefined ? undefined : kinds.get(id);
}

/** The findings in `text`; the files that it names are looked for beside `path`. */
function findingsIn(kind: AnyKind, text: string, path: string, targets: Targets): readonly Finding[] {
  const document = openDocument(text, kind.cut);
  const alone = analyze(kind, document, { targets });
  if (alone.needs.patterns.length === 0) return alone.findings;
  const neighbours = readNeighbours(dirname(path), alone.needs.patterns);
  return analyze(kind, document, { targets, neighbours }, alone).findings;
}
