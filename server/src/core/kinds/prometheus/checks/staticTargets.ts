import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { spanOf } from '../../../schema/report';
import { scalarText } from '../../../schema/validate';
import { isSet, listAt, mapAt, type ScalarValue, type StructValue, structsAt, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import type { TextChange } from '../../../text/edit';
import { additionTo } from '../../fixes';
import type { Place } from '../../walk';
import type { PrometheusCheck } from '../context';
import { isLabelName } from './relabelNames';

export const infos = defineChecks({
  noHost: {
    code: 'target-is-no-host',
    severity: 'error',
    source: 'prometheus',
    rules: [43, 165],
    tag: 'LOAD',
    summary: 'A static target has a slash: a scheme or a path, where only host and port belong.',
    program: '%q is not a valid hostname',
  },
  noAddress: {
    code: 'target-without-address',
    severity: 'warning',
    source: 'prometheus',
    rules: [46],
    tag: 'PROMTOOL',
    summary: 'A static target is empty.',
    program: 'no address',
  },
  labelName: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [50],
    tag: 'LOAD',
    summary: 'Up to Prometheus 2.55, the name of a target label has only letters, digits and `_`.',
    program: '%q is not a valid label name',
  },
});

/** The job or Alertmanager that a group of targets belongs to, if its targets are used as they are written. */
export function ownerOf(place: Place): StructValue | undefined {
  const owner = place.parent?.value;
  if (owner === undefined || place.key !== 'static_configs') return undefined;
  // Relabeling may change or drop everything that is wrong with a target.
  return isSet(owner, 'relabel_configs') || owner.meant.has('relabel_configs') ? undefined : owner;
}

const targets: PrometheusCheck = (group, place, { report }) => {
  const owner = ownerOf(place);
  if (owner === undefined) return;
  const isJob = owner.shape.names.includes('scrape_config');
  for (const item of listAt(group, 'targets')) {
    if (item === undefined) continue;
    const text = item.kind === 'scalar' ? String(item.value) : '';
    if (item.kind === 'scalar' && text.includes('/')) {
      const { advice, fixes } = repair(item, text, owner);
      const message = `A target is a host with its port, without a scheme or a path. ${advice}`;
      const program = `${JSON.stringify(withoutUser(text))} is not a valid hostname`;
      report(infos.noHost, spanOf(item.node), message, { fixes, program });
    } else if (text === '' && isJob) {
      report(infos.noAddress, spanOf(item.node), 'This target is empty. Write its host and port, or remove the item.');
    }
  }
};

/** What to do with the scheme and the path of `text`; the fix takes both away. */
function repair(item: ScalarValue, text: string, owner: StructValue): { advice: string; fixes: Fix[] } {
  const [, written = '', host = '', path = ''] = /^(?:(https?):\/\/)?([^/]+)(\/.*)?$/i.exec(text) ?? [];
  if (host === '' || text.includes('@')) return { advice: 'Write `host:port`.', fixes: [] };
  const isHttps = written.toLowerCase() === 'https';
  const owned = textAt(owner, 'scheme') ?? 'http';
  const pathKey = owner.shape.names.includes('alertmanager') ? 'path_prefix' : 'metrics_path';
  const defaultPath = pathKey === 'metrics_path' ? (textAt(owner, pathKey) ?? '/metrics') : '/';
  const keepsPath = path === '' || path === '/' || path === defaultPath;
  const needs = [
    ...(isHttps && owned !== 'https' ? ['`scheme: https`'] : []),
    ...(keepsPath ? [] : [`\`${pathKey}: ${path}\``]),
  ];
  const where = pathKey === 'metrics_path' ? 'the job' : 'the Alertmanager';
  const advice =
    needs.length === 0 ? `Write \`${host}\`.` : `Write \`${host}\`, and set ${needs.join(' and ')} on ${where}.`;
  const { start, end } = item.node;
  const scheme = isHttps && owned !== 'https' ? schemeChange(owner) : undefined;
  const changes = [{ start, end, newText: scalarText(item.node, host) }, ...(scheme ?? [])];
  const left = scheme === undefined ? needs : needs.slice(1);
  const then = left.length === 0 ? '' : ` (then set ${left.join(' and ')})`;
  const title = `Change to \`${host}\`${scheme === undefined ? '' : ' and `scheme: https`'}${then}`;
  // The scheme is that of all targets of the job.
  const isAlone = scheme === undefined || isOnlyTarget(owner);
  const isSame = scheme !== undefined || written === '' || isHttps === (owned === 'https');
  return { advice, fixes: [{ title, preferred: left.length === 0 && isAlone && isSame, changes }] };
}

/** What makes `https` the scheme of `owner`. */
function schemeChange(owner: StructValue): TextChange[] | undefined {
  const value = owner.entries.get('scheme')?.value;
  if (value?.kind === 'scalar') return [{ start: value.node.start, end: value.node.end, newText: 'https' }];
  const addition = owner.entries.has('scheme') ? undefined : additionTo(owner, ['scheme: https']);
  return addition === undefined ? undefined : [addition];
}

function isOnlyTarget(owner: StructValue): boolean {
  const groups = structsAt(owner, 'static_configs');
  return groups.flatMap((group) => listAt(group, 'targets')).length === 1;
}

function withoutUser(text: string): string {
  return text.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@');
}

const UTF8_SINCE = release('3.0');

/** From 3.0 on every name goes, whatever the job validates (spec rule 50). */
const labelNames: PrometheusCheck = (group, _place, { version, report }) => {
  if (version >= UTF8_SINCE) return;
  for (const [name, { keyNode }] of mapAt(group, 'labels')?.entries ?? []) {
    if (name === '' || isLabelName(name, 'legacy')) continue;
    const text = 'A label name has only letters, digits and `_`, and no digit first. Rename the label.';
    report(infos.labelName, keyNode, text, { program: `${JSON.stringify(name)} is not a valid label name` });
  }
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  static_config: [targets, labelNames],
};
