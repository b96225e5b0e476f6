import type { MapValue, Value } from '../../schema/value';
import type { Guess } from '../../secrets/wellKnown';
import type { Pair } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import type { CheckedUnit } from '../checkUnit';
import { type FileFact, filesIn } from '../namedFiles';
import type { NameFact, TopLevelFacts } from '../topLevel';
import { keyName, type Unit } from '../units';
import { LOOKED_AT } from './files';
import { type TlsFact, tlsFact } from './tlsFact';

/** The key `basic_auth_users`; `isOnLines` where other keys can be written on the line above it. */
export interface UsersFact extends NameFact {
  readonly isOnLines?: true;
}

/** What the sections of a web configuration need to know of each other. */
export interface WebConfigFacts extends TopLevelFacts {
  readonly tls: readonly TlsFact[];
  /** The key `basic_auth_users`, where it names at least one user. */
  readonly users: readonly UsersFact[];
  /** What stands as the hash of each user. */
  readonly hashes: readonly Guess[];
  readonly http2Off: boolean;
  /** Files that have to be there. */
  readonly files: readonly FileFact[];
  /** Whether something was not understood that may be what seems to be missing. */
  readonly unsure: boolean;
}

/** The facts of a part that says nothing. */
export const NO_FACTS: WebConfigFacts = {
  keys: [],
  strayItems: [],
  tls: [],
  users: [],
  hashes: [],
  http2Off: false,
  files: [],
  unsure: false,
};

/** `facts` with those of `unit`, which was checked before. */
export function factsOf(unit: Unit, { value, meant }: CheckedUnit, facts: WebConfigFacts): WebConfigFacts {
  const unsure = facts.unsure || unit.incomplete || unit.kind !== 'section' || meant.size > 0;
  if (unit.kind !== 'section') return { ...facts, unsure };
  const { key } = unit.pair;
  return {
    ...facts,
    unsure,
    ...sectionFacts(keyName(unit.pair), key, value, facts, !unit.merged && isBlock(unit.pair)),
  };
}

function sectionFacts(
  name: string,
  { start, end }: Span,
  value: Value | undefined,
  facts: WebConfigFacts,
  isOnLines: boolean,
): Partial<WebConfigFacts> {
  switch (name) {
    case 'tls_server_config':
      if (value === undefined) return { unsure: true };
      if (value.kind !== 'struct') return {};
      return {
        tls: [...facts.tls, tlsFact(value, { start, end })],
        files: [...facts.files, ...filesIn(value, LOOKED_AT)],
      };
    case 'basic_auth_users':
      return value?.kind === 'map' && value.entries.size > 0
        ? {
            users: [...facts.users, { name, start, end, ...(isOnLines && { isOnLines }) }],
            hashes: [...facts.hashes, ...hashesIn(value)],
          }
        : {};
    case 'http_server_config':
      return {
        http2Off: value?.kind === 'null' || (value?.kind === 'struct' && isHttp2Off(value.entries.get('http2'))),
      };
    case 'rate_limit':
      return {};
    default:
      // A key that nobody knows: what seems to be missing may stand below it.
      return { unsure: true };
  }
}

/** A mapping over several lines stands in one over several lines. */
function isBlock({ value }: Pair): boolean {
  return value.type === 'mapping' && !value.flow;
}

function hashesIn({ entries }: MapValue): readonly Guess[] {
  return [...entries.values()].flatMap(({ key, value }) =>
    value?.kind === 'scalar' ? [{ user: key, hash: String(value.value) }] : [],
  );
}

/** A null switches HTTP/2 off too; see web-config rule 4. */
function isHttp2Off(entry: { readonly value?: Value } | undefined): boolean {
  if (entry?.value === undefined) return false;
  return entry.value.kind === 'null' || (entry.value.kind === 'scalar' && entry.value.value === false);
}
