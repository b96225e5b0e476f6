import type { Schema } from '../../schema/shape';
import { type StructValue, textAt, type Value } from '../../schema/value';
import { keyName, type Unit } from '../units';
import { keySpan, valueSpan } from '../walk';
import { endpointFact } from './endpoints';
import type { NameFact, PrometheusFacts } from './facts';

/** `facts` with those of `unit`, whose decoded value is `value`. */
export function factsOf(unit: Unit, value: Value | undefined, schema: Schema, facts: PrometheusFacts): PrometheusFacts {
  if (unit.kind === 'root') return facts;
  const section = unit.kind === 'section' ? keyName(unit.pair) : unit.section;
  let result = facts;
  if (unit.kind === 'section') {
    const key = { name: section, start: unit.pair.key.start, end: unit.pair.key.end, merged: unit.merged === true };
    result = { ...result, keys: [...result.keys, key] };
  } else if (schema.root.kind === 'struct') {
    const shape = schema.root.fields.get(section)?.shape;
    if (shape !== undefined && shape.kind !== 'list' && shape.kind !== 'any') {
      const { start } = unit.node;
      result = { ...result, strayItems: [...result.strayItems, { name: section, start, end: start + 1 }] };
    }
  }
  const items = value?.kind === 'list' ? value.items : [value];
  for (const item of items) if (item !== undefined) result = itemFacts(section, item, result);
  return result;
}

function itemFacts(section: string, item: Value, facts: PrometheusFacts): PrometheusFacts {
  if (section === 'scrape_config_files' && item.kind === 'scalar') {
    const { start, end } = item.node;
    return { ...facts, scrapeConfigFiles: [...facts.scrapeConfigFiles, { name: String(item.value), start, end }] };
  }
  if (item.kind !== 'struct') return facts;
  if (section === 'scrape_configs') return { ...facts, jobs: [...facts.jobs, ...jobFact(item)] };
  if (section === 'remote_write' || section === 'remote_read') {
    return { ...facts, endpoints: [...facts.endpoints, endpointFact(section, item)] };
  }
  return facts;
}

function jobFact(job: StructValue): NameFact[] {
  const name = textAt(job, 'job_name');
  if (name === undefined || name === '') return [];
  const { start, end } = job.entries.has('job_name') ? valueSpan(job, 'job_name') : keySpan(job, 'job_name');
  return [{ name, start, end }];
}
