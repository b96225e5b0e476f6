import type { CheckInfo, Tag } from '../../../findings/check';
import { type StructValue, textAt } from '../../../schema/value';
import type { Span } from '../../../text/span';
import { type CheckContext, enclosing, type More, type Place, type StructCheck } from '../../walk';

/** What the checks of an object need besides the mapping they look at. */
export interface ObjectContext {
  /** The kind of the object: `ScrapeConfig`. */
  readonly objectKind: string;
}

/** Looks at one mapping of an object of the operator. */
export type ObjectCheck = StructCheck<ObjectContext>;

/** What the checks of an object are given. */
export type ObjectCheckContext = CheckContext<ObjectContext>;

/** Objects that the operator makes pods of. */
const RUN_BY_OPERATOR = /^(Prometheus|PrometheusAgent|Alertmanager)$/;

/** What follows where an object of `kind` is refused (scrapeconfig-rules.md, head). */
const CONSEQUENCES: Partial<Record<Tag, (kind: string) => string>> = {
  API: (kind) => `Kubernetes refuses the ${kind}.`,
  OPER: (kind) =>
    RUN_BY_OPERATOR.test(kind)
      ? `The operator changes nothing about the ${kind} until this is mended.`
      : `The operator drops the whole ${kind}.`,
  PROM: () => 'Prometheus refuses the whole configuration that the operator makes, so every job stops reloading.',
};

/** Reports what `info` describes at `at`, and says who refuses what because of it. */
export function refuse(context: ObjectCheckContext, info: CheckInfo, at: Span, text: string, more?: More): void {
  const consequence = CONSEQUENCES[info.tag]?.(context.context.objectKind);
  context.report(info, at, consequence === undefined ? text : `${text} ${consequence}`, more);
}

/** The program's words about the address `text`, where they cannot show a password that stands in it. */
export function wordsAbout(text: string, words: string): { readonly program?: string } {
  return text.includes('@') ? {} : { program: words };
}

/** The methods of an Azure discovery with which the operator looks at nothing else of it (scrapeconfig-rules.md 19). */
const IDENTITIES = ['ManagedIdentity', 'SDK', 'WorkloadIdentity'];

/** Whether `discovery` is one of Azure whose Secrets the operator does not load. */
export function loadsNoSecrets(discovery: StructValue): boolean {
  const isAzure = discovery.shape.name === 'AzureSDConfig';
  return isAzure && IDENTITIES.includes(textAt(discovery, 'authenticationMethod') ?? '');
}

/** Whether the operator passes over what stands below the mapping at `place`, a credential or a part of TLS. */
export function isPassedOver(place: Place): boolean {
  const discovery = enclosing(place, 'AzureSDConfig');
  return discovery !== undefined && loadsNoSecrets(discovery);
}
