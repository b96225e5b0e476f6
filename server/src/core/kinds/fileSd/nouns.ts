import { type Client, NO_NOUNS, type Nouns, type Said } from '../../model/nouns';
import type { Span } from '../../text/span';

/** The client that a target group is: some scrape config elsewhere has its scheme, its TLS and its passwords. */
export function groupNouns(targets: readonly Said<string>[], at: Span, block: Span): Nouns {
  if (targets.length === 0) return NO_NOUNS;
  const client: Client = {
    role: 'scrape',
    name: '',
    at,
    block,
    scheme: { value: undefined, ...at },
    targets,
    discovers: false,
    isProbe: false,
    credentials: [],
    limits: [],
  };
  return { ...NO_NOUNS, clients: [client] };
}
