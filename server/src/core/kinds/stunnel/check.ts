import type { CheckInfo } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Span } from '../../text/span';
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
import { effectiveServices } from './effective';
import { expand } from './expand';
import { type Kept, type PlacedPart, partsOf, replay } from './keep';
import { LINT_STEPS } from './lints';
import { type Collected, type Collecting, type Inspection, inspect } from './report';
import type { Run, Step } from './steps';

/** Looks at the file as a whole. */
const whole = (look: (inspection: Inspection) => void): Step => ({
  look: ({ inspection }) => look(inspection),
  isLocal: false,
});
/** Looks at the lines of the global part and of the services, each for itself. */
const lines = (look: (inspection: Inspection) => void): Step => ({
  look: ({ inspection }) => look(inspection),
  isLocal: true,
});

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

/** What decides whether stunnel starts with a file, in the order in which it is looked at. */
const CHECK_STEPS: readonly Step[] = [
  whole(checkLines),
  whole(checkOptionNames),
  lines(checkValues),
  whole(checkIncludes),
  whole(checkGlobal),
  whole(checkModules),
  lines(checkNames),
  lines(checkPskFiles),
  {
    look: ({ judged, inspection }) => {
      for (const service of judged()) for (const check of SERVICE_CHECKS) check(service, inspection);
    },
    isLocal: true,
  },
  {
    look: ({ services, judged, inspection }) => {
      if (services.some((service) => service.last('sni') !== undefined)) checkSni(judged(), inspection);
    },
    isLocal: false,
  },
];
/** The most lines that are looked at for traps: they are compared with each other. */
const MAX_LINTED = 10_000;
const STEPS: readonly Step[] = [...CHECK_STEPS, ...LINT_STEPS];

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

/** What was found in a document. */
export interface Checked extends Collected {
  /** The document with its included files. */
  readonly document: StunnelDocument;
  /** For the next check of the same document; absent where nothing can be kept. */
  readonly kept: Kept | undefined;
}

/**
 * Finds everything that makes stunnel refuse `document`, each service on its own (stunnel-rules.md 3), and what it
 * passes over without a word. `before` is what an earlier check of the document kept.
 */
export function checkStunnel(document: StunnelDocument, surroundings: Surroundings, before?: Kept): Checked {
  const isFragment = isFragmentPath(surroundings.path ?? '');
  const base = { target: surroundings.targets.stunnel, isFragment, surroundings };
  const outer = inspect({ ...base, document });
  const expanded = expand(document, outer.inspection.files);
  const collecting = inspect({ ...base, document: expanded }, outer.collected().needs);
  const { inspection, collected } = collecting;
  const services = effectiveServices(expanded);
  const judged = () => inspection.once('judged services', () => judgedServices(services, inspection));
  const run = { inspection, services, judged };
  const parts = partsOf(run, STEPS, before);
  take(CHECK_STEPS.keys(), run, collecting, parts?.placed);
  const lenient = lenientOn(collecting);
  if (expanded.statements.length > MAX_LINTED) return { ...collected(), document: expanded, kept: parts?.kept };
  const lintRun = { ...run, inspection: lenient.inspection };
  take(
    LINT_STEPS.map((_, index) => CHECK_STEPS.length + index),
    lintRun,
    lenient,
    parts?.placed,
  );
  return { ...collected(), document: expanded, kept: parts?.kept };
}

/** Takes steps one after the other; the local ones from `parts` where there are some. */
function take(
  steps: Iterable<number>,
  run: Run,
  { add, inspection }: Pick<Collecting, 'add' | 'inspection'>,
  parts: readonly PlacedPart[] | undefined,
): void {
  for (const index of steps) {
    const step = STEPS[index];
    if (parts === undefined || step?.isLocal === false) step?.look(run);
    else for (const part of parts) replay(part, index, inspection.document, { add, ask: inspection.files });
  }
}

/** Passes over what is found where stunnel refuses something, which is mended first. */
function lenientOn({ inspection, add, collected }: Collecting): Pick<Collecting, 'add' | 'inspection'> {
  const placeOf = ({ start, end }: Span) => `${start} ${end}`;
  const refused = new Set(collected().findings.map(placeOf));
  const report: Inspection['report'] = (info, at, text, more) => {
    if (!refused.has(placeOf(at))) inspection.report(info, at, text, more);
  };
  const addUnlessRefused = (finding: Finding) => {
    if (!refused.has(placeOf(finding))) add(finding);
  };
  return { inspection: { ...inspection, report }, add: addUnlessRefused };
}

/** Whether the file lies where another one includes it from, so that it is a part of that one: `conf.d/web.conf`. */
export function isFragmentPath(path: string): boolean {
  return /\.d\/[^/]*$/.test(path);
}
