import type { Value } from '../../schema/value';
import type { Span } from '../../text/span';
import type { CheckedUnit } from '../checkUnit';
import { type FileFact, filesIn } from '../namedFiles';
import type { NameFact, TopLevelFacts } from '../topLevel';
import { keyName, type Unit } from '../units';
import { LOOKED_AT } from './files';
import { type TlsFact, tlsFact } from './tlsFact';

/** What the sections of a web configuration need to know of each other. */
export interface WebConfigFacts extends TopLevelFacts {
  readonly tls: readonly TlsFact[];
  /** The key `basic_auth_users`, where it names at least one user. */
  readonly users: readonly NameFact[];
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
  http2Off: false,
  files: [],
  unsure: false,
};

/** `facts` with those of `unit`, which was checked before. */
export function factsOf(unit: Unit, { value, meant }: CheckedUnit, facts: WebConfigFacts): WebConfigFacts {
  const unsure = facts.unsure || unit.incomplete || unit.kind !== 'section' || meant.size > 0;
  if (unit.kind !== 'section') return { ...facts, unsure };
  const { key } = unit.pair;
  return { ...facts, unsure, ...sectionFacts(keyName(unit.pair), key, value, facts) };
}

function sectionFacts(
  name: string,
  { start, end }: Span,
  value: Value | undefined,
  facts: WebConfigFacts,
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
      return value?.kind === 'map' && value.entries.size > 0 ? { users: [...facts.users, { name, start, end }] } : {};
    case 'http_server_config':
      return {
        http2Off: value?.kind === 'null' || (value?.kind === 'struct' && isHttp2Off(value.entries.get('http2'))),
      };
    default:
      return {};
  }
}

/** A null switches HTTP/2 off too; see web-config rule 4. */
function isHttp2Off(entry: { readonly value?: Value } | undefined): boolean {
  if (entry?.value === undefined) return false;
  return entry.value.kind === 'null' || (entry.value.kind === 'scalar' && entry.value.value === false);
}
