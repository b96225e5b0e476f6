import { textAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { enclosing, type Place } from '../../walk';
import type { NameScheme, PrometheusCheckContext } from '../context';

/** Which names a relabeling rule may write: as they stand, and with references such as `${1}` in them. */
export interface NameRules {
  readonly plain: NameScheme;
  readonly template: NameScheme;
  /** Prometheus 3.7.0 and 3.7.1 refuse every `$` under `legacy` (since-behaviour 24). */
  readonly refusesReferences: boolean;
}

const UTF8_SINCE = release('3.0');
const UTF8_TEMPLATES_SINCE = release('3.2');
const SCOPED_SINCE = release('3.7');
const REFERENCES_FIXED = release('3.7.2');

/** The rules for the relabeling rule at `place`. */
export function nameRulesAt(place: Place, { version, context }: PrometheusCheckContext): NameRules {
  // 2.55 knows `utf8`, behind a flag: where the file asks for it, the server has it.
  if (version < UTF8_SINCE) return nameRules(version, context.nameValidation === 'utf8' ? 'utf8' : 'legacy');
  const job = enclosing(place, 'scrape_config');
  const own = job === undefined ? undefined : textAt(job, 'metric_name_validation_scheme');
  return nameRules(version, (own || context.nameValidation) === 'legacy' ? 'legacy' : 'utf8');
}

/** The rules of `version` where `scheme` is asked for (since-behaviour 17 to 24, spec rules 85 and 87). */
export function nameRules(version: Version, scheme: NameScheme): NameRules {
  if (version < UTF8_SINCE) return { plain: scheme, template: 'legacy', refusesReferences: false };
  if (version < SCOPED_SINCE) {
    const template = version < UTF8_TEMPLATES_SINCE ? 'legacy' : 'utf8';
    return { plain: 'utf8', template, refusesReferences: false };
  }
  return { plain: scheme, template: scheme, refusesReferences: scheme === 'legacy' && version < REFERENCES_FIXED };
}

/** Whether `name` is a label name under `scheme`; under `utf8`, everything is but the empty text. */
export function isLabelName(name: string, scheme: NameScheme): boolean {
  return scheme === 'legacy' ? /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) : name !== '';
}

/** Whether `name` can become a label name once its references are filled in. */
export function isNameTemplate(name: string, { template, refusesReferences }: NameRules): boolean {
  if (template === 'utf8') return name !== '';
  if (refusesReferences) return isLabelName(name, 'legacy');
  // Go's `^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$`, without its ways to match a text twice.
  return /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/.test(name);
}

/** `name` with an underscore for each character that `legacy` does not know; undefined where that is no help. */
export function legacyName(name: string): string | undefined {
  if (name.includes('$')) return undefined;
  const mended = name.replaceAll(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=[0-9])/, '_');
  return isLabelName(mended, 'legacy') ? mended : undefined;
}
