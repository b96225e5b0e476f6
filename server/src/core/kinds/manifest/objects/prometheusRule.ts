import rulesDocument from '../../../../../../schemas/rules.schema.json';
import type { Finding } from '../../../findings/finding';
import { decode } from '../../../schema/decode';
import { noRepetition } from '../../../schema/repetition';
import { buildSchema, type Schema, type SchemaNode } from '../../../schema/shape';
import type { Version } from '../../../schema/version';
import type { YamlNode } from '../../../syntax/yaml/nodes';
import { ruleNodeCheck } from '../../rules/checkGroups';
import type { ObjectKind } from '../objectKind';
import { infos, wrongDurations } from './ruleDurations';
import { fieldOf, structOf } from './shapes';

/** The object `PrometheusRule`: its `spec` is a rule file, with a key of Thanos besides. */
export function prometheusRuleObject(): ObjectKind {
  const schema = ruleSchema();
  const check = ruleNodeCheck();
  const root = structOf([fieldOf('spec', schema.root)]);
  return {
    group: 'monitoring.coreos.com',
    kind: 'PrometheusRule',
    checks: Object.values(infos),
    schema: { root, definition: () => undefined, definitions: [] },
    shape: root,
    read: ({ spec, incomplete }, { targets }) => {
      if (spec === undefined) return { findings: [] };
      const unknown = unknownKeys(spec, schema, targets.prometheus);
      return { findings: [...unknown, ...wrongDurations(spec), ...check(spec, targets.prometheus, incomplete)] };
    },
  };
}

function ruleSchema(): Schema {
  const { rule_group: group, ...others } = rulesDocument.$defs;
  const strategy = { type: 'string', description: 'What Thanos does where only a part of the data is there.' };
  const properties = { ...group.properties, partial_response_strategy: strategy };
  return buildSchema({ ...rulesDocument, $defs: { ...others, rule_group: { ...group, properties } } } as SchemaNode);
}

/** The keys that Kubernetes drops without a word; of types, its own and those of Prometheus differ. */
function unknownKeys(spec: YamlNode, { root }: Schema, version: Version): readonly Finding[] {
  const findings: Finding[] = [];
  const report = (finding: Finding) => {
    if (finding.code === 'unknown-key') findings.push(finding);
  };
  decode(spec, root, {
    version,
    program: 'Kubernetes',
    reading: 'json',
    report,
    around: [],
    repetition: noRepetition(),
  });
  return findings;
}
