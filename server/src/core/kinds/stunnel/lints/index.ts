import type { CheckInfo } from '../../../findings/check';
import type { Step } from '../steps';
import { infos as backendInfos, backends } from './backends';
import { infos as certificateInfos, certificates } from './certificates';
import { infos as cipherInfos, ciphers } from './ciphers';
import { clientTrust, infos as clientTrustInfos } from './clientTrust';
import { infos as companionInfos, companions } from './companions';
import { infos as fileInfos, files } from './files';
import type { Lint } from './lint';
import { listening, infos as listeningInfos } from './listening';
import { logging, infos as loggingInfos } from './logging';
import { infos as portInfos, ports } from './ports';
import { infos as privilegeInfos, privileges } from './privileges';
import { protocolVersions, infos as versionInfos } from './protocolVersions';
import { renamed, infos as renamedInfos } from './renamed';
import { repeated, infos as repeatedInfos } from './repeated';
import { infos as secretInfos, secrets } from './secrets';
import { securityLevel, infos as securityLevelInfos } from './securityLevel';
import { serverTrust, infos as serverTrustInfos } from './serverTrust';
import { infos as serviceNameInfos, serviceNames } from './serviceNames';
import { infos as subjectInfos, subjects } from './subjects';
import { infos as timeoutInfos, timeouts } from './timeouts';
import { infos as tlsFlagInfos, tlsFlags } from './tlsFlags';
import { infos as verifyLevelInfos, verifyLevels } from './verifyLevel';
import { withoutEffect, infos as withoutEffectInfos } from './withoutEffect';

/** What is found in a stunnel.conf although stunnel takes it. */
export const lintInfos: readonly CheckInfo[] = [
  clientTrustInfos,
  serverTrustInfos,
  verifyLevelInfos,
  renamedInfos,
  versionInfos,
  securityLevelInfos,
  cipherInfos,
  tlsFlagInfos,
  listeningInfos,
  portInfos,
  privilegeInfos,
  secretInfos,
  fileInfos,
  certificateInfos,
  timeoutInfos,
  repeatedInfos,
  serviceNameInfos,
  loggingInfos,
  subjectInfos,
  backendInfos,
  companionInfos,
  withoutEffectInfos,
].flatMap((infos): readonly CheckInfo[] => Object.values(infos));

/** Of two lints that see the same place, the one that stands first here speaks. */
const LINTS: readonly Lint[] = [
  clientTrust,
  serverTrust,
  verifyLevels,
  renamed,
  protocolVersions,
  securityLevel,
  ciphers,
  tlsFlags,
  listening,
  ports,
  privileges,
  secrets,
  files,
  certificates,
  timeouts,
  repeated,
  serviceNames,
  logging,
  subjects,
  backends,
  companions,
  withoutEffect,
];

/** Those that have to know the global part, which stands elsewhere for a file that others include. */
const NEEDS_WHOLE: ReadonlySet<Lint> = new Set([
  clientTrust,
  serverTrust,
  listening,
  privileges,
  companions,
  withoutEffect,
]);

/** Those that compare services with each other, look at the clock, or at the file as a whole. */
const LOOKS_AROUND: ReadonlySet<Lint> = new Set([
  serverTrust,
  tlsFlags,
  privileges,
  secrets,
  files,
  certificates,
  serviceNames,
]);

/** The lints as steps: they report what stunnel passes over without a word. */
export const LINT_STEPS: readonly Step[] = LINTS.map((lint) => ({
  isLocal: !LOOKS_AROUND.has(lint),
  look: ({ inspection, services }) => {
    if (inspection.isFragment && NEEDS_WHOLE.has(lint)) return;
    for (const { info, at, text, more } of lint({ ...inspection, services })) inspection.report(info, at, text, more);
  },
}));
