import schemaDocument from '../../../../../../schemas/scrape-config.schema.json';
import * as validators from '../../../../generated/scrapeConfig.validators.mjs';
import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { buildSchema, type SchemaNode } from '../../../schema/shape';
import type { Validator } from '../../../schema/validate';
import { structAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import type { Surroundings } from '../../kind';
import { type Checker, type CheckRun, checkNode, contextOf } from '../../walk';
import type { ObjectChecks } from '../checks';
import { type ObjectContext, refuse } from '../checks/context';
import { checkIdentity } from '../checks/identity';
import { checkLists } from '../checks/lists';
import { checkVersions } from '../checks/versions';
import type { ManifestObject } from '../object';
import type { ObjectKind, ObjectReport } from '../objectKind';
import { scrapeConfigChecks, scrapeConfigInfos } from './checks';
import { scrapeConfigNouns } from './nouns';

export const infos = defineChecks({
  oldPrometheus: {
    code: 'newer-version-needed',
    severity: 'error',
    source: 'scrape-config',
    rules: [14],
    tag: 'OPER',
    summary: 'Below Prometheus 2.40, the operator drops every ScrapeConfig, whatever is in it.',
    program: 'OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0',
  },
});

const API_VERSION = 'monitoring.coreos.com/v1alpha1';
const TAKEN_SINCE = release('2.40');
const COMPILED = validators as unknown as Readonly<Record<string, Validator | undefined>>;

/** The object `ScrapeConfig` of the operator. */
export function scrapeConfigObject(): ObjectKind {
  const schema = buildSchema(schemaDocument as SchemaNode);
  const checks = scrapeConfigChecks(schema);
  const read = (object: ManifestObject, surroundings: Surroundings): ObjectReport => {
    const run = runOf(object, surroundings, checks);
    const value = checkNode(object.node, schema.root, undefined, run);
    if (value?.kind !== 'struct') return { findings: run.findings };
    const context = contextOf(run);
    checkIdentity(object, value, API_VERSION, context);
    checkLists(value, context);
    if (context.version >= TAKEN_SINCE) checkVersions(value, context);
    else {
      const text = 'The operator looks for the version of every service discovery, also of those that are not used.';
      refuse(context, infos.oldPrometheus, object.spans.kind ?? object.at, text);
    }
    const spec = structAt(value, 'spec');
    return { findings: run.findings, ...(spec !== undefined && { nouns: scrapeConfigNouns(object, spec) }) };
  };
  return {
    group: 'monitoring.coreos.com',
    kind: 'ScrapeConfig',
    schema,
    shape: schema.root,
    checks: [...scrapeConfigInfos, ...Object.values(infos)],
    read,
  };
}

function runOf(object: ManifestObject, surroundings: Surroundings, checks: ObjectChecks): CheckRun<ObjectContext> {
  const version = surroundings.targets.prometheus;
  const findings: Finding[] = [];
  const checker: Checker<ObjectContext> = {
    program: 'Kubernetes',
    version,
    context: { objectKind: object.kind },
    // An object that is dropped as a whole is only judged by its structure.
    checks: version < TAKEN_SINCE ? {} : checks,
    nullItem: () => undefined,
    reading: 'json',
    validatorOf: (definition) => COMPILED[definition],
  };
  return { checker, findings, incomplete: object.incomplete };
}
