import { isGlob } from '../../formats/glob';
import type { Schema } from '../../schema/shape';
import { isSet, type StructValue, textAt, type Value } from '../../schema/value';
import type { CheckedUnit } from '../checkUnit';
import { filesIn } from '../namedFiles';
import { topLevelFacts } from '../topLevel';
import { keyName, type Unit } from '../units';
import { keySpan, valueSpan } from '../walk';
import { durationAt } from './context';
import { endpointFact } from './endpoints';
import type { InheritedFact, JobFact, PrometheusFacts } from './facts';
import { LOOKED_AT, SECRET_FILES } from './files';
import { ruleFileLink, targetFileLinks } from './linkedFiles';
import { STALE_AFTER } from './staleness';

/** `facts` with those of `unit`, which was checked before. */
export function factsOf(unit: Unit, { value }: CheckedUnit, schema: Schema, facts: PrometheusFacts): PrometheusFacts {
  if (unit.kind === 'root') return topLevelFacts(unit, schema, facts);
  const section = unit.kind === 'section' ? keyName(unit.pair) : unit.section;
  let result = topLevelFacts(unit, schema, facts);
  const items = value?.kind === 'list' ? value.items : [value];
  for (const item of items) {
    if (item === undefined) continue;
    result = itemFacts(section, item, withFiles(result, item));
  }
  return result;
}

function withFiles(facts: PrometheusFacts, item: Value): PrometheusFacts {
  const files = filesIn(item, LOOKED_AT);
  const secretFiles = filesIn(item, SECRET_FILES);
  if (files.length === 0 && secretFiles.length === 0) return facts;
  return { ...facts, files: [...facts.files, ...files], secretFiles: [...facts.secretFiles, ...secretFiles] };
}

function itemFacts(section: string, item: Value, facts: PrometheusFacts): PrometheusFacts {
  if (section === 'scrape_config_files' || section === 'rule_files') return patternFacts(section, item, facts);
  if (item.kind !== 'struct') return facts;
  switch (section) {
    case 'global':
      return { ...facts, inherited: [...facts.inherited, ...inheritedFacts(item)] };
    case 'scrape_configs':
      return { ...facts, jobs: [...facts.jobs, jobFact(item)], links: [...facts.links, ...targetFileLinks(item)] };
    case 'remote_write':
    case 'remote_read':
      return { ...facts, endpoints: [...facts.endpoints, endpointFact(section, item)] };
    default:
      return facts;
  }
}

function patternFacts(
  section: 'rule_files' | 'scrape_config_files',
  item: Value,
  facts: PrometheusFacts,
): PrometheusFacts {
  if (item.kind !== 'scalar') return facts;
  const { start, end } = item.node;
  const fact = { name: String(item.value), start, end };
  if (!isGlob(fact.name)) return { ...facts, malformedGlobs: [...facts.malformedGlobs, { ...fact, section }] };
  if (section === 'rule_files') return { ...facts, links: [...facts.links, ...ruleFileLink(fact.name, fact)] };
  return { ...facts, scrapeConfigFiles: [...facts.scrapeConfigFiles, fact] };
}

/** Values that are judged with the jobs that inherit them: spec rules 38 and 49. */
function inheritedFacts(global: StructValue): InheritedFact[] {
  const facts: InheritedFact[] = [];
  const clash =
    textAt(global, 'metric_name_validation_scheme') === 'legacy' &&
    textAt(global, 'metric_name_escaping_scheme') === 'allow-utf-8';
  if (clash) facts.push({ what: 'naming', ...bare(valueSpan(global, 'metric_name_escaping_scheme')) });
  if ((durationAt(global, 'scrape_interval') ?? 0) >= STALE_AFTER) {
    facts.push({ what: 'interval', ...bare(valueSpan(global, 'scrape_interval')) });
  }
  return facts;
}

function jobFact(job: StructValue): JobFact {
  const span = job.entries.has('job_name') ? valueSpan(job, 'job_name') : keySpan(job, 'job_name');
  return {
    name: textAt(job, 'job_name') ?? '',
    ...bare(span),
    inheritsInterval: !durationAt(job, 'scrape_interval'),
    inheritsNaming: !isSet(job, 'metric_name_validation_scheme') && !isSet(job, 'metric_name_escaping_scheme'),
  };
}

/** A node is a span with much besides; facts keep only the span. */
function bare({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}
