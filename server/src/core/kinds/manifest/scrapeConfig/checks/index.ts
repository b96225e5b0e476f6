import type { CheckInfo } from '../../../../findings/check';
import { type Schema, structsBelow } from '../../../../schema/shape';
import { joinChecks, type ObjectChecks, sharedChecks, sharedInfos } from '../../checks';
import { proxyChecks } from '../../checks/proxy';
import { checks as azure, infos as azureInfos } from './azure';
import { checks as discoveries, infos as discoveryInfos } from './discoveries';
import { checks as kubernetes, infos as kubernetesInfos } from './kubernetes';
import { loginChecks, infos as loginInfos } from './logins';
import { infos as nameInfos, checks as names } from './names';
import { infos as serverInfos, checks as servers } from './servers';
import { infos as targetInfos, checks as targets } from './targets';
import { timeChecks, infos as timeInfos } from './times';

/** All checks of a ScrapeConfig, by the definition of `schema` that they look at. */
export function scrapeConfigChecks(schema: Schema): ObjectChecks {
  const structs = structsBelow(schema.root);
  const withProxy = structs.filter(({ fields }) => fields.has('proxyUrl')).map(({ name }) => name);
  const services = structs.filter(({ name }) => name.endsWith('SDConfig')).map(({ name }) => name);
  return joinChecks([
    sharedChecks,
    proxyChecks(withProxy),
    loginChecks(services),
    timeChecks(services),
    kubernetes,
    azure,
    discoveries,
    servers,
    names,
    targets,
  ]);
}

/** Everything that the checks of a ScrapeConfig find. */
export const scrapeConfigInfos: readonly CheckInfo[] = [
  ...sharedInfos,
  ...[azureInfos, discoveryInfos, kubernetesInfos, loginInfos, nameInfos, serverInfos, targetInfos, timeInfos].flatMap(
    (infos) => Object.values<CheckInfo>(infos),
  ),
];
