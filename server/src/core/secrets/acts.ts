import type { Fix } from '../findings/finding';
import { type GeneratorPreset, readPreset } from '../generators/preset';
import { KINDS, type KindId } from '../kinds/kindId';
import type { Nouns } from '../model/nouns';
import type { Span } from '../text/span';
import { ACTS, type ActName } from './actNames';
import { moveSecret } from './moveSecret';
import { ownerOf } from './names';

/**
 * What a client needs to do an act. Of a secret it has the place and never the text: the client takes that from its own
 * document, if it is still of that `version`.
 */
export type ActCall =
  | ({ readonly does: 'move-secret'; readonly kind: KindId; readonly key: string; readonly fileKey: string } & {
      /** See `ownerOf`. */
      readonly owner: string;
      readonly at: Span;
      readonly uri: string;
      readonly version: number;
    })
  | { readonly does: 'hash-password'; readonly at: Span; readonly uri: string; readonly version: number }
  | { readonly does: 'make-private'; readonly path: string; readonly uri: string }
  | {
      readonly does: 'issue-certificate' | 'secure-job';
      readonly preset: GeneratorPreset & { readonly uri: string };
    };

/** A document as the server has it. */
interface CallSource {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly kind: KindId;
  readonly nouns: () => Nouns;
}

/** The call that does the act of `fix`; undefined where it has none, or the act cannot be done here. */
export function actCall({ act }: Fix, { uri, version, text, kind, nouns }: CallSource): ActCall | undefined {
  if (act === undefined) return undefined;
  if (act.does === 'make-private') return { does: act.does, path: act.path, uri };
  if ('preset' in act) return { does: act.does, preset: { ...act.preset, uri } };
  const at = { start: act.at.start, end: act.at.end };
  if (act.does === 'hash-password') return { does: act.does, at, uri, version };
  const { secrets, clients } = nouns();
  const secret = secrets.find(({ start, end }) => start === at.start && end === at.end);
  if (secret?.fileKey === undefined) return undefined;
  const { key, fileKey } = secret;
  const owner = ownerOf(secret, clients);
  const move = moveSecret({ text, kind, secret, owner, taken: new Set() });
  return move && { does: act.does, kind, key, fileKey, owner, at, uri, version };
}

/** A call as it came over the protocol; undefined for what is none, since anybody may run a command with anything. */
export function readActCall(value: unknown): ActCall | undefined {
  if (!isRecord(value)) return undefined;
  if (value.does === 'issue-certificate' || value.does === 'secure-job') return generatorCall(value.does, value.preset);
  if (typeof value.uri !== 'string') return undefined;
  const { does, uri, version, path, key, fileKey, owner } = value;
  if (does === 'make-private') return typeof path === 'string' ? { does, path, uri } : undefined;
  const at = readSpan(value.at);
  if (at === undefined || typeof version !== 'number') return undefined;
  if (does === 'hash-password') return { does, at, uri, version };
  const kind = KINDS.find((known) => known === value.kind);
  if (does !== 'move-secret' || kind === undefined) return undefined;
  if (typeof key !== 'string' || typeof fileKey !== 'string' || typeof owner !== 'string') return undefined;
  return { does, kind, key, fileKey, owner, at, uri, version };
}

function generatorCall(does: 'issue-certificate' | 'secure-job', value: unknown): ActCall | undefined {
  const { uri, ...preset } = readPreset(value);
  return uri === undefined ? undefined : { does, preset: { ...preset, uri } };
}

/** The acts that a client says it can do. */
export function readActs(value: unknown): ReadonlySet<ActName> {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Set(ACTS.filter((act) => given.includes(act)));
}

function readSpan(value: unknown): Span | undefined {
  if (!isRecord(value)) return undefined;
  const { start, end } = value;
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
