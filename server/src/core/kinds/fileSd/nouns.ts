import { type Client, NO_NOUNS, type Nouns, type Said } from '../../model/nouns';
import type { Span } from '../../text/span';
import { type Scheme, schemeOf } from '../prometheus/scheme';

/**
 * The client that a target group is: some scrape config elsewhere has its TLS and its passwords, and its scheme too,
 * unless the group has the label `__scheme__`, whose value is `scheme`.
 */
export function groupNouns(targets: readonly Said<string>[], at: Span, block: Span, scheme?: Said<string>): Nouns {
  if (targets.length === 0) return NO_NOUNS;
  const elsewhere: Scheme = { value: undefined, ...at };
  const client: Client = {
    role: 'scrape',
    name: '',
    at,
    block,
    scheme: scheme === undefined ? elsewhere : schemeOf(scheme),
    targets,
    discovers: false,
    isProbe: false,
    credentials: [],
    limits: [],
  };
  return { ...NO_NOUNS, clients: [client] };
}
