import type { Credentials, Leaf } from '../../../../server/src/core/generators/setUp/credentials';
import { type NeededLeaf, neededLeaves } from '../../../../server/src/core/generators/setUp/neededLeaves';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';

/** What must be in no file that is not secret. */
export const SECRETS = { key: 'KEY-OF-A-LEAF', password: 'PASSWORD-IN-CLEAR-TEXT' } as const;

const HASH = '$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234';

/** Credentials with stand-ins for what cryptography would make: texts are all that a README looks at. */
export function credentialsOf(setUp: SetUp): Credentials {
  const leaves = neededLeaves(setUp);
  const isRequested = setUp.certificates === 'request';
  const leaf = ({ names }: NeededLeaf): Leaf => ({
    key: SECRETS.key,
    ...(isRequested ? { request: `REQUEST ${names[0]}` } : { certificate: `CERTIFICATE ${names[0]}\n` }),
  });
  const find = (use: NeededLeaf['for']) => leaves.find((one) => one.for === use);
  const [client, prometheus, browser] = [find('client'), find('prometheus'), find('browser')];
  const login = (user: string) => ({ user, password: SECRETS.password, hash: HASH });
  return {
    ...(leaves.length > 0 && !isRequested && { authority: 'CERTIFICATE of the authority\n' }),
    servers: Object.fromEntries(leaves.filter((one) => one.for === 'server').map((one) => [one.target, leaf(one)])),
    ...(client !== undefined && { client: leaf(client) }),
    ...(prometheus !== undefined && { prometheus: leaf(prometheus) }),
    ...(browser !== undefined && !isRequested && { browser: { name: 'browser.p12', pkcs12: Uint8Array.of(1, 2, 3) } }),
    ...(setUp.asks.password && { login: login(setUp.prometheus.user) }),
    ...(setUp.prometheus.web === 'password' && { webLogin: login('admin') }),
  };
}
