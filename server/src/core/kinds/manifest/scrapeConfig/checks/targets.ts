import { defineChecks } from '../../../../findings/check';
import { spanOf } from '../../../../schema/report';
import { listAt, type StructValue, structsAt, textAt } from '../../../../schema/value';
import type { Place } from '../../../walk';
import type { ObjectCheck } from '../../checks/context';

export const infos = defineChecks({
  noHost: {
    code: 'target-is-no-host',
    severity: 'warning',
    source: 'scrape-config',
    rules: [32],
    tag: 'SILENT',
    summary: 'A static target has a slash, and no relabeling makes an address of it: every scrape of it fails.',
    program: '%q is not a valid hostname',
  },
});

/** The operator adds relabelings of its own, and with those Prometheus does not look when it loads (rule 32). */
const targets: ObjectCheck = (group, place, { report }) => {
  if (isRelabeled(place)) return;
  for (const item of listAt(group, 'targets')) {
    const text = item?.kind === 'scalar' ? String(item.value) : '';
    if (item === undefined || !text.includes('/')) continue;
    const shown = JSON.stringify(text.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@').slice(0, 60));
    const message =
      'A target is a host with its port, without a scheme or a path, so this one is never scraped. Write `host:port`, ' +
      `and set \`scheme\` and \`metricsPath\` of the spec. Prometheus says: ${shown} is not a valid hostname.`;
    report(infos.noHost, spanOf(item.node), message);
  }
};

/** Whether a rule may give the targets another address, as for probes, or drop them; a scrape class may as well. */
function isRelabeled(place: Place): boolean {
  const spec = place.parent?.value;
  if (spec === undefined || spec.meant.size > 0 || spec.entries.has('scrapeClass')) return true;
  if (spec.entries.has('relabelings') && spec.entries.get('relabelings')?.value === undefined) return true;
  return structsAt(spec, 'relabelings').some(mayMoveTarget);
}

function mayMoveTarget(rule: StructValue): boolean {
  const action = (textAt(rule, 'action') ?? 'replace').toLowerCase();
  if (action === 'keep' || action === 'drop' || action === 'labelmap') return true;
  const target = textAt(rule, 'targetLabel') ?? '';
  return target === '__address__' || target.includes('$') || rule.meant.size > 0;
}

export const checks: Readonly<Record<string, readonly ObjectCheck[]>> = { StaticConfig: [targets] };
