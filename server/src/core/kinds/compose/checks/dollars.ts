import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import type { ScalarNode } from '../../../syntax/yaml/nodes';
import { spanInside } from '../../scalarSource';
import { entriesOf, itemsOrOne, nodeAt, type PlainNode } from '../../yamlReading';
import { loneDollars } from '../interpolation';
import { found, type ServiceCheck } from './check';

/** `$` in what Compose interpolates (stunnel-rules.md 6b; tried out on compose-go 1 and 2 and `docker stack config`). */
export const infos = defineChecks({
  invalid: {
    code: 'invalid-interpolation',
    severity: 'error',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'LOAD',
    summary: '`${` that begins no variable',
    program: 'invalid interpolation format for %s. You may need to escape any $ with another $',
  },
  lone: {
    code: 'unescaped-dollar',
    severity: 'warning',
    source: 'stunnel',
    rules: ['6b'],
    tag: 'SILENT',
    summary: '`$` of a regular expression that is not doubled: `docker stack deploy` and docker-compose 1 refuse it',
  },
});

const COMMAND_LINE = ['command', 'entrypoint'];

/** The `$` in the command line of a service, and the `${` without an end in what else it says. */
export const checkDollars: ServiceCheck = ({ service, source }) =>
  entriesOf(service.body).flatMap(({ key, value }) => {
    if (key.startsWith('x-')) return [];
    const isCommandLine = COMMAND_LINE.includes(key);
    const scalars = scalarsIn(value, 0).filter((node) => isCommandLine || hasOpenBrace(node.value));
    return scalars.flatMap((node) => dollarFindings(node, `services.${service.name}.${key}`, source));
  });

/** The `${` without an end in the services that are not `ours`: Compose refuses the whole file for them. */
export function checkOtherServices(root: PlainNode, ours: ReadonlySet<string>, source: string): Finding[] {
  return entriesOf(nodeAt(root, 'services')).flatMap(({ key: name, value: body }) => {
    if (ours.has(name) || name.startsWith('x-')) return [];
    return entriesOf(body).flatMap(({ key, value }) =>
      key.startsWith('x-') ? [] : openBraces(value, `services.${name}.${key}`, source),
    );
  });
}

function openBraces(value: PlainNode, path: string, source: string): Finding[] {
  return scalarsIn(value, 0)
    .filter((node) => hasOpenBrace(node.value))
    .flatMap((node) => dollarFindings(node, path, source));
}

/** The texts in the value of a key; deeper ones than any key of Compose has are left out. */
function scalarsIn(node: PlainNode, depth: number): readonly ScalarNode[] {
  if (node.type === 'scalar') return [node];
  if (depth > 4) return [];
  const nodes = node.type === 'mapping' ? entriesOf(node).map(({ value }) => value) : itemsOrOne(node);
  return nodes.flatMap((inner) => scalarsIn(inner, depth + 1));
}

/** Whether a line has a `${` that no Compose takes; a default over several lines is not looked at. */
function hasOpenBrace(text: string): boolean {
  return !text.includes('\n') && loneDollars(text).some(({ type }) => type === 'brace');
}

/** One finding for each text: the first `$` that is wrong, with a fix for all of its kind. */
function dollarFindings(node: ScalarNode, path: string, source: string): Finding[] {
  const dollars = loneDollars(node.value);
  const [first] = dollars.filter(({ type }) => type === 'brace').concat(dollars);
  if (first === undefined) return [];
  const alike = dollars.filter(({ type }) => type === first.type);
  const changes = alike.map(({ at }) => {
    const { start, end } = spanInside(node, source, at, 1);
    return { start, end, newText: '$$' };
  });
  const isPlaced = changes.every(({ start, end }) => end - start === 1);
  const fixes = isPlaced ? [{ title: 'Write `$$`', preferred: true, changes }] : [];
  const at = spanInside(node, source, first.at, first.type === 'brace' ? 2 : 1);
  if (first.type === 'brace') {
    const text =
      'Compose reads `${` as the beginning of a variable, and what follows is none. Write `$$` for a `$` that the program is to see.';
    const says = `invalid interpolation format for ${path}. You may need to escape any $ with another $`;
    return [found(infos.invalid, at, text, fixes, { program: 'Compose', says })];
  }
  const text =
    'Compose reads `$` as the beginning of a variable. Compose 2 leaves this one as it is; `docker stack deploy` and docker-compose 1 refuse the file ("invalid interpolation format"). Write `$$`.';
  return [found(infos.lone, at, text, fixes)];
}
