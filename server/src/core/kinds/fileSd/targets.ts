import type { CheckInfo } from '../../findings/check';
import { defineChecks } from '../../findings/check';
import { release, type Version } from '../../schema/version';
import type { Span } from '../../text/span';
import type { More } from '../walk';

export const infos = defineChecks({
  noAddress: {
    code: 'target-without-address',
    severity: 'warning',
    source: 'prometheus',
    rules: [46, 95],
    tag: 'PROMTOOL',
    summary: 'A target is empty.',
    program: 'no address',
  },
  noHost: {
    code: 'target-is-no-host',
    severity: 'warning',
    source: 'prometheus',
    rules: [43, 95],
    tag: 'PROMTOOL',
    summary: 'A target is the address of a metrics page, where only host and port belong.',
    program: '%q is not a valid hostname',
  },
  labelName: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [50, 95],
    tag: 'APPLY',
    summary: 'The name of a label of a target group is no label name.',
    program: '%q is not a valid label name',
  },
});

/** Reports what `info` describes at a place; the checks of YAML and JSON have the same. */
export type Report = (info: CheckInfo, at: Span, text: string, more?: More) => void;

/**
 * Judges a target as far as its file tells: URLs are what a prober is asked for, and what relabeling makes of them,
 * only the scrape config knows. But nobody probes the metrics page of a target.
 */
export function checkTarget(target: string, at: Span, report: Report): void {
  if (target === '') {
    report(infos.noAddress, at, 'This target is empty. Write its host and port, or remove the item.');
    return;
  }
  const [, scheme, host] = /^(?:(https?):\/\/)?([^/@]+)\/metrics\/?$/i.exec(target) ?? [];
  if (host === undefined) return;
  const where = scheme?.toLowerCase() === 'https' ? ' and `scheme: https` on the scrape config' : '';
  const text = `A target is a host with its port; the path belongs to the scrape config (\`metrics_path\`). Write \`${host}\`${where}.`;
  report(infos.noHost, at, text, { program: `${JSON.stringify(target)} is not a valid hostname` });
}

const UTF8_SINCE = release('3.0');

/** Judges the name of a label: ASCII up to 2.x, anything but nothing from 3.0 on. */
export function checkLabelName(name: string, at: Span, version: Version, report: Report): void {
  if (name === '') return;
  if (version >= UTF8_SINCE || /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) return;
  const text = 'A label name has only letters, digits and `_`, and no digit first. Rename the label.';
  report(infos.labelName, at, text, { program: `${JSON.stringify(name)} is not a valid label name` });
}
