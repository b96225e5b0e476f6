import type { CheckInfo } from '../../../findings/check';
import type { ServiceCheck } from './check';
import { checkDollars, infos as dollarInfos } from './dollars';
import { checkFlags, infos as flagInfos } from './flags';
import { checkHostAccess, infos as hostAccessInfos } from './hostAccess';
import { checkPorts, infos as portInfos } from './ports';
import { checkRootfs, infos as rootfsInfos } from './rootfs';
import { infos as versionInfos } from './version';

/** What looks at one service. */
export const serviceChecks: readonly ServiceCheck[] = [
  checkRootfs,
  checkHostAccess,
  checkPorts,
  checkDollars,
  checkFlags,
];

/** The entries of all checks of compose files. */
export const composeInfos: readonly CheckInfo[] = [
  rootfsInfos,
  hostAccessInfos,
  portInfos,
  dollarInfos,
  flagInfos,
  versionInfos,
].flatMap((infos) => Object.values<CheckInfo>(infos));
