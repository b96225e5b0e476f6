import type { CheckInfo } from '../../../../findings/check';
import { isSet } from '../../../../schema/value';
import { joinChecks, type ObjectChecks, sharedChecks } from '../../checks';
import type { ObjectCheck } from '../../checks/context';
import { proxyChecks } from '../../checks/proxy';
import { checks as exclusive, infos as exclusiveInfos } from './exclusive';
import { infos as fileInfos, checks as files } from './files';
import { checks as frame, infos as frameInfos } from './frame';
import { infos as valueInfos, checks as values } from './values';

/** Those of the shared definitions, and what these objects have of their own. */
export const blockChecks: ObjectChecks = joinChecks([
  exceptFor('SafeTLSConfig', (value) => value.shape.name === 'TLSConfig'),
  exceptFor('SafeAuthorization', (value) => isSet(value, 'credentialsFile')),
  Object.fromEntries(
    Object.entries(sharedChecks).filter(([name]) => name !== 'SafeTLSConfig' && name !== 'SafeAuthorization'),
  ),
  proxyChecks(['Endpoint', 'PodEndpoint', 'Prober', 'RemoteWrite', 'RemoteRead', 'AlertmanagerEndpoints', 'OAuth2']),
  exclusive,
  frame,
  files,
  values,
]);

/** Everything that the checks of these objects find beyond the shared ones. */
export const blockInfos: readonly CheckInfo[] = [exclusiveInfos, frameInfos, fileInfos, valueInfos].flatMap((infos) =>
  Object.values<CheckInfo>(infos),
);

/** The shared checks of `name`, except for the mappings that can have files too and are judged by their own. */
function exceptFor(name: string, isOther: (value: Parameters<ObjectCheck>[0]) => boolean): ObjectChecks {
  const checks = (sharedChecks[name] ?? []).map(
    (check): ObjectCheck =>
      (value, place, context) => {
        if (!isOther(value)) check(value, place, context);
      },
  );
  return { [name]: checks };
}
