import type { Node } from 'jsonc-parser';
import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import { NO_NOUNS, type Nouns, type Said } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { said } from '../../model/secretForm';
import type { Version } from '../../schema/version';
import type { Span } from '../../text/span';
import type { PartReport } from '../kind';
import { toFinding } from '../walk';
import { parseJson } from './jsonSyntax';
import { groupNouns } from './nouns';
import { checkLabelName, checkTarget, type Report } from './targets';

export const infos = defineChecks({
  unknownKey: {
    code: 'unknown-key',
    severity: 'error',
    source: 'prometheus',
    rules: [95],
    tag: 'APPLY',
    summary: 'A target group in JSON has a key other than `targets` and `labels`.',
    program: 'json: unknown field %q',
  },
  wrongType: {
    code: 'wrong-type',
    severity: 'error',
    source: 'prometheus',
    rules: [95],
    tag: 'APPLY',
    summary: 'A value of a target file in JSON is of another type than Prometheus takes.',
    program: 'json: cannot unmarshal %s into Go value',
  },
  nullGroup: {
    code: 'empty-list-item',
    severity: 'error',
    source: 'prometheus',
    rules: [95],
    tag: 'APPLY',
    summary: 'A target group in JSON is null.',
    program: 'nil target group item found (index %d)',
  },
});

/** Whether Prometheus reads the file as JSON: it goes by the ending of the name. */
export function isJson(path: string | undefined, text: string): boolean {
  if (path !== undefined) return /\.json$/i.test(path);
  return /^\s*\[\s*\{\s*"/.test(text);
}

/** Reads a target file in JSON as Go's encoding/json does: the first thing that is no JSON, or else its groups. */
export function readJson(text: string, version: Version, program: string): Omit<PartReport<unknown>, 'facts'> {
  const findings: Finding[] = [];
  const report: Report = (info, at, message, more = {}) => findings.push(toFinding(info, at, message, more, program));
  const tree = parseJson(text, report);
  const groups = tree === undefined ? [] : groupsIn(tree, report);
  for (const group of groups) checkGroup(group, version, report);
  const nouns = () => joinNouns(groups.map(nounsOf));
  return { findings, nouns };
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** Where to point at for a value: its bracket, where it is a whole block. */
function placeOf(node: Node): Span {
  const { start, end } = spanOf(node);
  return node.children === undefined ? { start, end } : { start, end: start + 1 };
}

function wrongType(node: Node, wanted: string, report: Report): void {
  const program = `json: cannot unmarshal ${node.type} into Go value`;
  report(infos.wrongType, placeOf(node), `${wanted} is expected here, not ${article(node)}.`, { program });
}

function article({ type }: Node): string {
  const words: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'an object',
    string: 'a text',
    null: 'null',
  };
  return words[type] ?? `a ${type}`;
}

function groupsIn(tree: Node, report: Report): readonly Node[] {
  if (tree.type === 'null') return [];
  if (tree.type !== 'array') {
    wrongType(tree, 'A list of target groups (`[{"targets": ["host:port"]}]`)', report);
    return [];
  }
  return (tree.children ?? []).filter((group, index) => {
    if (group.type === 'object') return true;
    if (group.type === 'null') {
      const program = `nil target group item found (index ${index})`;
      report(infos.nullGroup, spanOf(group), 'This target group is null. Fill it, or remove it.', { program });
    } else wrongType(group, 'A target group (`{"targets": ["host:port"]}`)', report);
    return false;
  });
}

/** The keys and values of an object. Go takes keys of any case. */
function entriesOf(node: Node): readonly { readonly key: string; readonly at: Span; readonly value: Node }[] {
  return (node.children ?? []).flatMap(({ children = [] }) => {
    const [name, value] = children;
    if (name === undefined || value === undefined) return [];
    const { start, end } = spanOf(name);
    return [{ key: String(name.value), at: { start: start + 1, end: end - 1 }, value }];
  });
}

function checkGroup(group: Node, version: Version, report: Report): void {
  for (const { key, at, value } of entriesOf(group)) {
    if (key.toLowerCase() === 'targets') checkTargets(value, report);
    else if (key.toLowerCase() === 'labels') checkLabels(value, version, report);
    else reportUnknown(key, at, report);
  }
}

function reportUnknown(key: string, at: Span, report: Report): void {
  const text = `\`${key}\` is no key of a target group, and Prometheus refuses unknown keys. There are \`targets\` and \`labels\`.`;
  report(infos.unknownKey, at, text, { program: `json: unknown field ${JSON.stringify(key)}` });
}

function checkTargets(list: Node, report: Report): void {
  if (list.type !== 'array') {
    if (list.type !== 'null') wrongType(list, 'A list of targets (`["host:port"]`)', report);
    return;
  }
  for (const item of list.children ?? []) {
    if (item.type === 'string' || item.type === 'null') checkTarget(String(item.value ?? ''), spanOf(item), report);
    else wrongType(item, 'A text such as `"host:port"`', report);
  }
}

function checkLabels(labels: Node, version: Version, report: Report): void {
  if (labels.type !== 'object') {
    if (labels.type !== 'null') wrongType(labels, 'An object of labels (`{"env": "prod"}`)', report);
    return;
  }
  for (const { key, at, value } of entriesOf(labels)) {
    checkLabelName(key, at, version, report);
    if (value.type !== 'string' && value.type !== 'null') wrongType(value, 'A text in double quotes', report);
  }
}

function nounsOf(group: Node): Nouns {
  const under = (key: string) => entriesOf(group).find((entry) => entry.key.toLowerCase() === key)?.value;
  const list = under('targets');
  if (list?.type !== 'array') return NO_NOUNS;
  const targets = (list.children ?? []).flatMap((item) => saidText(item) ?? []);
  const labels = under('labels');
  const scheme = labels === undefined ? undefined : entriesOf(labels).find(({ key }) => key === '__scheme__')?.value;
  return groupNouns(targets, placeOf(group), spanOf(group), scheme && saidText(scheme));
}

/** A text in double quotes, without them. */
function saidText({ type, value, offset, length }: Node): Said<string> | undefined {
  return type === 'string' ? said(String(value), { start: offset + 1, end: offset + length - 1 }) : undefined;
}
