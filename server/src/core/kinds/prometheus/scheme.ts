import type { Said } from '../../model/nouns';
import type { Span } from '../../text/span';
import { placeOf } from '../saidAt';

/** Whether a client talks in clear text. */
export type Scheme = Said<'http' | 'https'>;

/** The scheme `said` as text; any other than these two is unknown, since Prometheus takes what it is given. */
export function schemeOf({ value, start, end }: Said<string>): Scheme {
  const scheme = value?.toLowerCase();
  return { value: scheme === 'http' || scheme === 'https' ? scheme : undefined, start, end };
}

/** What counts where nothing is said, at the place where it would be missed. */
export function defaultScheme(value: 'http' | 'https', at: Span): Scheme {
  return { value, isDefault: true, ...placeOf(at) };
}

/** The schemes of docker's sockets and of the bare TCP port of its daemon: plain HTTP goes over them. */
const IN_CLEAR = new Set(['http', 'unix', 'tcp', 'npipe']);

/** The scheme of the URLs `targets`: unknown where they differ, or where one has none; undefined without any. */
export function schemeOfUrls(targets: readonly Said<string>[]): Scheme | undefined {
  const [first] = targets;
  if (first === undefined) return undefined;
  const schemes = new Set(
    targets.map(({ value }) => /^([a-z][a-z0-9+.-]*):\/\//i.exec(value ?? '')?.[1]?.toLowerCase()),
  );
  const [only] = schemes;
  const isSure = schemes.size === 1 && only !== undefined;
  const value = !isSure ? undefined : only === 'https' ? 'https' : IN_CLEAR.has(only) ? 'http' : undefined;
  return { value, ...placeOf(first) };
}
