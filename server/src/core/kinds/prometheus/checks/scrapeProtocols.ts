import { defineChecks } from '../../../findings/check';
import { listAt, type StructValue } from '../../../schema/value';
import type { Version } from '../../../schema/version';
import type { PrometheusCheck, PrometheusCheckContext } from '../context';
import { keysOf } from './keys';

export const infos = defineChecks({
  duplicateProtocol: {
    code: 'duplicate-scrape-protocol',
    severity: 'error',
    source: 'prometheus',
    rules: [32, 41],
    tag: 'LOAD',
    summary: 'A protocol stands twice in `scrape_protocols`.',
    program: 'duplicated protocol in scrape_protocols, got %v',
  },
});

/** Reports protocols of `value` that stand twice; `suffix` ends the program's words. */
export function reportDuplicateProtocols(
  value: StructValue,
  suffix: string,
  version: Version,
  report: PrometheusCheckContext['report'],
): void {
  if (keysOf(value, ['scrape_protocols'], version).length === 0) return;
  const items = listAt(value, 'scrape_protocols').filter((item) => item?.kind === 'scalar');
  const names = items.map((item) => String(item.value));
  const program = `duplicated protocol in scrape_protocols, got [${names.join(' ')}] ${suffix}`;
  const first = new Map<string, (typeof items)[number]>();
  for (const item of items) {
    const name = String(item.value).toLowerCase();
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, item);
    } else if (item.shape.enum.includes(String(item.value))) {
      // A misspelled twin is reported as misspelled.
      const { start, end } = before.node;
      const related = [{ start, end, message: 'The protocol stands here first' }];
      report(infos.duplicateProtocol, item.node, 'This protocol stands twice in the list. Remove one of the two.', {
        related,
        program,
      });
    }
  }
}

const inGlobal: PrometheusCheck = (global, _place, { version, report }) =>
  reportDuplicateProtocols(global, 'for global config', version, report);

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { global: [inGlobal] };
