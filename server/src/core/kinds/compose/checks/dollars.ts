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

/** The `$` in the command line of a service. */
export const checkDollars: ServiceCheck = ({ service, source }) =>
  ['command', 'entrypoint'].flatMap((key) =>
    scalarsIn(nodeAt(service.body, key)).flatMap((node) =>
      dollarFindings(node, `services.${service.name}.${key}`, source),
    ),
  );

function scalarsIn(node: PlainNode | undefined): readonly ScalarNode[] {
  const nodes = node?.type === 'mapping' ? entriesOf(node).map(({ value }) => value) : itemsOrOne(node);
  return nodes.filter((item) => item.type === 'scalar');
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
