import schemaDocument from '../../../../../schemas/rules.schema.json';
import type { Finding } from '../../findings/finding';
import { decode } from '../../schema/decode';
import { noRepetition } from '../../schema/repetition';
import { buildSchema, type SchemaNode } from '../../schema/shape';
import { type StructValue, structsAt } from '../../schema/value';
import type { Version } from '../../schema/version';
import type { YamlNode } from '../../syntax/yaml/nodes';
import { type CheckRun, visit } from '../walk';
import { checkRulesAcross } from './across';
import { PROGRAM, rulesChecker } from './checker';
import type { RulesContext } from './context';
import { NO_FACTS, withGroup } from './facts';

/** Finds what Prometheus `version` would refuse in the rules under a node; `incomplete` where its syntax is broken. */
export type RuleNodeCheck = (node: YamlNode, version: Version, incomplete?: boolean) => readonly Finding[];

/**
 * Builds a check for a mapping with `groups` that lies in another file: the `spec` of a PrometheusRule, an entry of
 * `additionalPrometheusRulesMap` of a Helm chart. Its expressions, names and templates are judged; its keys and types
 * are the business of whoever reads it first, so they are not.
 */
export function ruleNodeCheck(): RuleNodeCheck {
  const { root } = buildSchema(schemaDocument as SchemaNode);
  return (node, version, incomplete = false) => {
    const report = () => undefined;
    const decoding = { version, program: PROGRAM, report, around: [], repetition: noRepetition() };
    const value = decode(node, root, { ...decoding, reading: 'yaml3' });
    if (value?.kind !== 'struct') return [];
    const run: CheckRun<RulesContext> = { checker: rulesChecker(version), findings: [], incomplete };
    visit(value, { key: '' }, run);
    return [...run.findings, ...checkRulesAcross([{ start: 0, facts: factsIn(value) }], PROGRAM)];
  };
}

function factsIn(value: StructValue) {
  return structsAt(value, 'groups').reduce(withGroup, NO_FACTS);
}
