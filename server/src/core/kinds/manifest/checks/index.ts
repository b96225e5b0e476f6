import type { CheckInfo } from '../../../findings/check';
import type { ObjectCheck } from './context';
import { checks as credentials, infos as credentialsInfos } from './credentials';
import { infos as identityInfos } from './identity';
import { infos as listInfos } from './lists';
import { infos as proxyInfos } from './proxy';
import { checks as relabel, infos as relabelInfos } from './relabel';
import { infos as relabelLabelInfos, checks as relabelLabels } from './relabelLabels';
import { checks as tlsConfig, infos as tlsConfigInfos } from './tlsConfig';
import { infos as versionInfos } from './versions';

/** A table of checks by the definition that they look at. */
export type ObjectChecks = Readonly<Record<string, readonly ObjectCheck[]>>;

/** The checks of the definitions that the objects of the operator share. */
export const sharedChecks: ObjectChecks = joinChecks([credentials, relabel, relabelLabels, tlsConfig]);

/** Everything that the shared checks find. */
export const sharedInfos: readonly CheckInfo[] = [
  credentialsInfos,
  identityInfos,
  listInfos,
  proxyInfos,
  relabelInfos,
  relabelLabelInfos,
  tlsConfigInfos,
  versionInfos,
].flatMap((infos) => Object.values<CheckInfo>(infos));

/** One table of all `tables`. */
export function joinChecks(tables: readonly ObjectChecks[]): ObjectChecks {
  const joined: Record<string, readonly ObjectCheck[]> = {};
  for (const [name, checks] of tables.flatMap((table) => Object.entries(table))) {
    joined[name] = [...(joined[name] ?? []), ...checks];
  }
  return joined;
}
