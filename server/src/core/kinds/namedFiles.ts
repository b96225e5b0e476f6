import type { CheckInfo } from '../findings/check';
import type { Finding } from '../findings/finding';
import { readPem } from '../formats/pem';
import type { FileRef } from '../model/nouns';
import type { MapValue, StructValue, Value } from '../schema/value';
import type { Span } from '../text/span';
import type { Surroundings } from './kind';
import { toFinding } from './walk';

/** A file that a config names, relative to its folder. */
export interface FileFact extends Span {
  readonly name: string;
  /** What it holds: the annotation `x-file` of the key (`ca`, `certificate`, `key`, `rules`, …). */
  readonly holds: string;
}

/** What can be said about files that are named, in the words of the program that opens them. */
export interface FileChecks {
  readonly notFound: CheckInfo;
  /** How grave it is that none of the files is there, which mostly means that the config is used elsewhere. */
  readonly noneFound: CheckInfo;
  readonly noCertificate: CheckInfo;
  readonly noKey: CheckInfo;
  readonly noAuthority: CheckInfo;
}

/** The files that `value` names and that lie beside the config: relative paths, resolved from the folder of the config. */
export function filesIn(value: Value, wanted: ReadonlySet<string>): FileFact[] {
  switch (value.kind) {
    case 'scalar': {
      const { schema } = value.shape;
      const holds = typeof schema['x-file'] === 'string' ? schema['x-file'] : '';
      const name = String(value.value);
      const isOurs = wanted.has(holds) && schema['x-file-base'] !== 'process' && isPlainRelative(name);
      return isOurs ? [{ name, holds, start: value.node.start, end: value.node.end }] : [];
    }
    case 'list':
      return value.items.flatMap((item) => (item === undefined ? [] : filesIn(item, wanted)));
    case 'struct':
      // Azure's files are relative to where the process runs, which nobody knows here (spec section 1).
      return value.shape.name === 'azure_sd_config' ? [] : entryFiles(value, wanted);
    case 'map':
      return entryFiles(value, wanted);
    default:
      return [];
  }
}

function entryFiles({ entries }: StructValue | MapValue, wanted: ReadonlySet<string>): FileFact[] {
  return [...entries.values()].flatMap(({ value }) => (value === undefined ? [] : filesIn(value, wanted)));
}

/** A relative path without anything that another program would fill in. */
function isPlainRelative(name: string): boolean {
  return name !== '' && !/^([/\\~]|[A-Za-z]:)|[*?[{}<>$%@]|\n/.test(name);
}

/**
 * What is wrong with the files that are named, as far as `neighbours` shows them: not there (less grave where none of
 * them is, since the config may be used beside files that only the server has), or no usable PEM.
 */
export function checkFiles(
  files: readonly FileFact[],
  neighbours: Surroundings['neighbours'],
  checks: FileChecks,
  program: string,
): Finding[] {
  // Where none of them is there, the config lies elsewhere than where it is used.
  const isElsewhere = files.every(({ name }) => neighbours?.get(name)?.[0]?.text === undefined);
  return files.flatMap((file) => {
    const found = neighbours?.get(file.name)?.[0];
    if (found === undefined) return [];
    const problem =
      found.text === undefined
        ? missing(file, isElsewhere ? checks.noneFound : checks.notFound)
        : pemProblem(file.holds, found.text, checks);
    if (problem === undefined) return [];
    return [toFinding(problem.info, file, problem.text, {}, program)];
  });
}

interface FileProblem {
  readonly info: CheckInfo;
  readonly text: string;
}

function missing(file: FileFact, info: CheckInfo): FileProblem {
  const text = `\`${file.name}\` is not there, seen from the folder of this file. Mend the path, or create the file.`;
  return { info, text };
}

function pemProblem(holds: string, content: string, checks: FileChecks): FileProblem | undefined {
  const { certificates, privateKey } = readPem(content);
  if ((holds === 'ca' || holds === 'certificate') && certificates === 0) {
    const info = holds === 'ca' ? checks.noAuthority : checks.noCertificate;
    const block = '`-----BEGIN CERTIFICATE-----`';
    return { info, text: `There is no certificate in this file (a block ${block}). Name the PEM file that has it.` };
  }
  if (holds !== 'key' || privateKey === 'plain') return undefined;
  const text =
    privateKey === 'none'
      ? 'There is no private key in this file (a block `-----BEGIN PRIVATE KEY-----`). Name the PEM file that has it.'
      : 'This private key has a passphrase, which nobody can enter when the program starts. Remove it from the key.';
  return { info: checks.noKey, text };
}

/** The names of `files`, each once: what the host is asked for. */
export function fileNames(files: readonly { readonly name: string }[]): readonly string[] {
  return [...new Set(files.map(({ name }) => name))];
}

/** The paths of those of `files` that lie beside the config, each once: what the host is asked for. */
export function namedBeside(files: readonly FileRef[]): readonly string[] {
  const paths = files.flatMap(({ path, base }) => (base === 'config' && path !== undefined ? [path] : []));
  return [...new Set(paths)].filter(isPlainRelative);
}
