import { type Argument, readFlags } from '../../../../model/flags';
import type { Flag, Said } from '../../../../model/nouns';
import { type Program, programOfCommand, programOfImage } from '../../../../model/programs';
import type { YamlNode } from '../../../../syntax/yaml/nodes';
import type { Span } from '../../../../text/span';
import { scalarOf, textOf } from '../../object';
import { argumentOf, bare, itemsOf, nodeAt, saidAt, saidByKubernetes } from '../texts';

/** A container of a pod that runs one of the programs this is about. */
export interface Container {
  readonly node: YamlNode;
  readonly program: Program;
  readonly name: string;
  /** Where a finding about what it lacks stands: the value of its name, else its image. */
  readonly at: Span;
  readonly image?: Said<string>;
  readonly flags: readonly Flag[];
}

/** The containers in the pod `spec` that run our programs; a web server counts where it stands beside one of them. */
export function containersOf(spec: YamlNode | undefined): readonly Container[] {
  const nodes = [...itemsOf(nodeAt(spec, 'containers')), ...itemsOf(nodeAt(spec, 'initContainers')).filter(isSidecar)];
  const found = nodes.map(containerOf).filter((container) => container !== undefined);
  return found.some(({ program }) => program.role !== 'proxy') ? found : [];
}

/** An init container that goes on running. */
function isSidecar(node: YamlNode): boolean {
  return textOf(nodeAt(node, 'restartPolicy')) === 'Always';
}

function containerOf(node: YamlNode): Container | undefined {
  const image = saidAt(nodeAt(node, 'image'));
  const words = commandLine(node);
  const command = itemsOf(nodeAt(node, 'command')).length > 0 ? words[0]?.text : undefined;
  const program =
    (command === undefined ? undefined : programOfCommand(command)) ??
    (image?.value === undefined ? undefined : programOfImage(image.value));
  const name = scalarOf(nodeAt(node, 'name'));
  const at = name ?? image;
  if (program === undefined || at === undefined) return undefined;
  return {
    node,
    program,
    name: name?.value ?? program.name,
    at: bare(at),
    ...(image !== undefined && { image }),
    flags: readFlags(words, saidByKubernetes),
  };
}

/** The words of `command` and `args`; those of a script where a shell is started with one. */
function commandLine(node: YamlNode): readonly Argument[] {
  const words = ['command', 'args'].flatMap((key) =>
    itemsOf(nodeAt(node, key)).flatMap((item) => {
      const scalar = scalarOf(item);
      return scalar === undefined ? [] : [argumentOf(scalar)];
    }),
  );
  const script = /(^|\/)(ba|da|a)?sh$/.test(words[0]?.text ?? '')
    ? words.findIndex(({ text }) => /^-\w*c$/.test(text))
    : -1;
  const shell = script < 0 ? undefined : words[script + 1];
  return shell === undefined ? words : scriptWords(shell);
}

/** The words of the command in `script` that names one of our programs, without its quotes. */
function scriptWords({ text, start, end }: Argument): readonly Argument[] {
  const isVerbatim = end - start === text.length;
  const words = [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map((match): Argument => {
    const word = match[0].replaceAll(/["']/g, '');
    const at = start + match.index;
    return isVerbatim ? { text: word, start: at, end: at + match[0].length } : { text: word, start, end };
  });
  const program = words.findIndex((word) => programOfCommand(word.text) !== undefined);
  const from = program < 0 ? [] : words.slice(program);
  const stop = from.findIndex((word) => /^(;|&&?|\|\|?|>>?|2>.*)$/.test(word.text));
  return stop < 0 ? from : from.slice(0, stop);
}
