import type { Client } from '../../model/nouns';
import { type StructValue, structAt } from '../../schema/value';
import { placeOf, saidTextAt } from '../saidAt';
import { keySpan } from '../walk';
import { clientTls } from './clientTls';
import { clientSecret } from './credentials';
import { defaultScheme, schemeOfUrls } from './scheme';

/** The client that fetches tokens for `owner`, which is called `name`; it has TLS and a secret of its own. */
export function oauth2Clients(owner: StructValue, name: string): readonly Client[] {
  const block = structAt(owner, 'oauth2');
  if (block === undefined) return [];
  const at = placeOf(keySpan(owner, 'oauth2'));
  const url = saidTextAt(block, 'token_url');
  const targets = url === undefined ? [] : [url];
  const tls = clientTls(block);
  return [
    {
      role: 'oauth2',
      name,
      at,
      block: placeOf(block.node),
      // Without a URL nobody is called.
      scheme: schemeOfUrls(targets) ?? { ...defaultScheme('https', at), value: undefined },
      targets,
      discovers: false,
      isProbe: false,
      ...(tls && { tls }),
      credentials: [clientSecret(block, at)],
      limits: [],
    },
  ];
}
