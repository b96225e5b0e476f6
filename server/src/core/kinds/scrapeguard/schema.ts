import schemaDocument from '../../../../../schemas/scrapeguard.schema.json';
import type { Catalogue } from '../../policy/catalogue';
import { buildSchema, type Json, type Schema, type SchemaNode } from '../../schema/shape';

/** The schema of the configuration of ScrapeGuard, with the ids of the rules of `catalogue` as the keys of `rules`. */
export function configSchema({ rules }: Catalogue): Schema {
  const document: SchemaNode = schemaDocument;
  const properties = document.properties as Readonly<Record<string, SchemaNode>>;
  const ids: Record<string, Json> = {};
  for (const { id, summary, why } of rules.values()) {
    ids[id] = { $ref: '#/$defs/rule_setting', description: `${summary}. ${why}` };
  }
  return buildSchema({ ...document, properties: { ...properties, rules: { ...properties.rules, properties: ids } } });
}
