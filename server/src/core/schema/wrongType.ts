import type { Fix } from '../findings/finding';
import type { ScalarNode, YamlNode } from '../syntax/yaml/nodes';
import type { Decoding } from './decoding';
import { spanOf, structural } from './report';
import type { Shape } from './shape';

const ARTICLES: Readonly<Record<Shape['kind'], string>> = {
  struct: 'a mapping (`key: value` lines)',
  map: 'a mapping (`key: value` lines)',
  list: 'a list',
  scalar: 'a single value',
  any: 'any value',
};

/** Reports that `node` is not of the sort that `shape` takes: a mapping, a list, a single value. */
export function wrongType(node: YamlNode, shape: Shape, context: Decoding): undefined {
  if (reportGluedDash(node, shape, context)) return undefined;
  const got = node.type === 'scalar' ? 'a single value' : node.type === 'sequence' ? 'a list' : 'a mapping';
  const listFix = shape.kind === 'list' && shape.item.kind === 'scalar' && node.type === 'scalar' ? asList(node) : [];
  const hint = shape.schema['x-type-hint'];
  const ownLine = ' Put it into `[ ]`, or on a line of its own behind `- `.';
  const advice = typeof hint === 'string' ? ` ${hint}` : shape.kind === 'list' && node.type === 'scalar' ? ownLine : '';
  context.report(
    structural('wrong-type', spanOf(node), `${ARTICLES[shape.kind]} is expected here, not ${got}.${advice}`, listFix),
  );
  return undefined;
}

/** `-job_name: a` where a list is expected: the blank behind the dash was forgotten. */
function reportGluedDash(node: YamlNode, shape: Shape, context: Decoding): boolean {
  const key = node.type === 'mapping' ? node.pairs[0]?.key : node;
  if (shape.kind !== 'list' || key?.type !== 'scalar' || key.style !== 'plain' || !/^-[A-Za-z_"']/.test(key.value))
    return false;
  const at = key.start + 1;
  const fixes = [{ title: 'Insert a blank', preferred: true, changes: [{ start: at, end: at, newText: ' ' }] }];
  context.report(
    structural('wrong-type', key, 'a blank is missing behind the `-`: without it, this is no item of a list.', fixes),
  );
  return true;
}

function asList(node: ScalarNode): Fix[] {
  if (node.style === 'literal' || node.style === 'folded' || node.tag !== undefined) return [];
  const changes = [
    { start: node.start, end: node.start, newText: '[' },
    { start: node.end, end: node.end, newText: ']' },
  ];
  const fits = !/[,[\]{}?]/.test(node.value) || node.style !== 'plain';
  return fits ? [{ title: 'Make it a list', changes, preferred: true }] : [];
}
