import type { CheckInfo } from '../../findings/check';
import type { Surroundings } from '../kind';
import { checkEndpoints, infos as endpointInfos } from './checks/endpoints';
import { checkGlobal, infos as globalInfos } from './checks/global';
import { checkIncludes, infos as includeInfos } from './checks/includes';
import { type Judged, judgedServices } from './checks/judged';
import { checkLines, infos as lineInfos } from './checks/lines';
import { checkModules, infos as moduleInfos } from './checks/modules';
import { checkNames, infos as nameInfos } from './checks/names';
import { checkOptionNames, infos as optionNameInfos } from './checks/optionNames';
import { checkOwnCertificate, infos as ownCertificateInfos } from './checks/ownCertificate';
import { checkPskFiles, checkPskIdentity, infos as pskInfos } from './checks/psk';
import {
  checkProtocol,
  checkRedirect,
  checkTickets,
  checkVersionRange,
  infos as serviceInfos,
} from './checks/services';
import { checkSni, infos as sniInfos } from './checks/sni';
import { infos as strengthInfos } from './checks/strength';
import { checkTrust, infos as trustInfos } from './checks/trust';
import { checkTrustFiles, infos as trustFileInfos } from './checks/trustFiles';
import { checkCommandSides, checkValues, infos as valueInfos } from './checks/values';
import type { StunnelDocument } from './document';
import { expand } from './expand';
import { type Collected, type Inspection, inspect } from './report';

/** What decides whether stunnel starts with a file, in the order in which it is looked at. */
const FILE_CHECKS: readonly ((inspection: Inspection) => void)[] = [
  checkLines,
  checkOptionNames,
  checkValues,
  checkIncludes,
  checkGlobal,
  checkModules,
  checkNames,
  checkPskFiles,
];
const SERVICE_CHECKS: readonly ((service: Judged, inspection: Inspection) => void)[] = [
  checkCommandSides,
  checkTrust,
  checkEndpoints,
  checkProtocol,
  checkRedirect,
  checkVersionRange,
  checkTickets,
  checkPskIdentity,
  checkOwnCertificate,
  checkTrustFiles,
];

/** Everything that is found because stunnel refuses it. */
export const stunnelInfos: readonly CheckInfo[] = [
  lineInfos,
  optionNameInfos,
  valueInfos,
  includeInfos,
  globalInfos,
  moduleInfos,
  nameInfos,
  pskInfos,
  trustInfos,
  endpointInfos,
  serviceInfos,
  sniInfos,
  ownCertificateInfos,
  strengthInfos,
  trustFileInfos,
].flatMap((infos) => Object.values(infos));

/** What of a run others build upon: the document with its included files, and what they may ask and report. */
export interface Checked {
  readonly inspection: Inspection;
  readonly services: readonly Judged[];
  readonly collected: () => Collected;
}

/** Checks everything that makes stunnel refuse `document`, each service on its own (stunnel-rules.md 3). */
export function checkStunnel(document: StunnelDocument, surroundings: Surroundings): Checked {
  const isFragment = isFragmentPath(surroundings.path ?? '');
  const base = { target: surroundings.targets.stunnel, isFragment, surroundings };
  const outer = inspect({ ...base, document });
  const expanded = expand(document, outer.inspection.files);
  const { inspection, collected } = inspect({ ...base, document: expanded }, outer.collected().needs);
  for (const check of FILE_CHECKS) check(inspection);
  const services = judgedServices(inspection);
  for (const service of services) for (const check of SERVICE_CHECKS) check(service, inspection);
  checkSni(services, inspection);
  return { inspection, services, collected };
}

/** Whether the file lies where another one includes it from, so that it is a part of that one: `conf.d/web.conf`. */
export function isFragmentPath(path: string): boolean {
  return /\.d\/[^/]*$/.test(path);
}
