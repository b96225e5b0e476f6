import { scalarOf, textOf } from '../object';
import type { ObjectKind } from '../objectKind';
import { embeddedFile } from './embeddedFile';
import { nodeAt, pairsOf } from './texts';

/** The object `ConfigMap`: the files of ours that its keys hold. */
export function configMapObject(): ObjectKind {
  return {
    group: '',
    kind: 'ConfigMap',
    checks: [],
    read: ({ node }) => {
      const data = pairsOf(nodeAt(node, 'data'));
      const embedded = data.flatMap(({ key, value }) => {
        const [name, scalar] = [textOf(key), scalarOf(value)];
        const file = name === undefined || scalar === undefined ? undefined : embeddedFile(name, scalar);
        return file === undefined ? [] : [file];
      });
      const all = [...data, ...pairsOf(nodeAt(node, 'binaryData'))];
      return { findings: [], embedded, more: { keys: all.flatMap(({ key }) => textOf(key) ?? []) } };
    },
  };
}
