import { defineChecks } from '../findings/check';
import type { Finding } from '../findings/finding';
import { readPem } from '../formats/pem';
import type { Value } from '../schema/value';
import type { Span } from '../text/span';
import type { NeighbourFile } from './kind';
import { toFinding } from './walk';

/** A file that a config names, relative to its folder. */
export interface FileFact extends Span {
  readonly name: string;
  /** What it holds: the annotation `x-file` of the key (`ca`, `certificate`, `key`, `rules`, …). */
  readonly holds: string;
}

export const infos = defineChecks({
  notFound: {
    code: 'file-not-found',
    severity: 'warning',
    source: 'prometheus',
    rules: [75, 77, 192],
    tag: 'PROMTOOL',
    summary: 'A file that is named with a relative path is not there, seen from the folder of the config.',
  },
  noCertificate: {
    code: 'unusable-pem-file',
    severity: 'error',
    source: 'prometheus',
    rules: [75],
    tag: 'APPLY',
    summary: 'A file that should hold a certificate or a key has none in PEM form, or the key is encrypted.',
  },
});

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
      if (value.shape.name === 'azure_sd_config') return [];
      return [...value.entries.values()].flatMap((entry) =>
        entry.value === undefined ? [] : filesIn(entry.value, wanted),
      );
    case 'map':
      return [...value.entries.values()].flatMap((entry) =>
        entry.value === undefined ? [] : filesIn(entry.value, wanted),
      );
    default:
      return [];
  }
}

/** A relative path without anything that another program would fill in. */
function isPlainRelative(name: string): boolean {
  return name !== '' && !/^([/\\~]|[A-Za-z]:)|[*?[{}<>$%@]|\n/.test(name);
}

/**
 * What is wrong with the files that are named, as far as `neighbours` shows them: not there (a warning, since the
 * config may be deployed beside files that only the server has), or no usable PEM.
 */
export function checkFiles(
  files: readonly FileFact[],
  neighbours: ReadonlyMap<string, readonly NeighbourFile[]> | undefined,
  program: string,
): Finding[] {
  return files.flatMap((file) => {
    const found = neighbours?.get(file.name)?.[0];
    if (found === undefined) return [];
    if (found.text === undefined) {
      const text = `\`${file.name}\` is not there, seen from the folder of this file. Mend the path, or create the file.`;
      return [toFinding(infos.notFound, file, text, {}, program)];
    }
    const problem = pemProblem(file.holds, found.text);
    return problem === undefined ? [] : [toFinding(infos.noCertificate, file, problem, {}, program)];
  });
}

function pemProblem(holds: string, text: string): string | undefined {
  const { certificates, privateKey } = readPem(text);
  if ((holds === 'ca' || holds === 'certificate') && certificates === 0) {
    return 'There is no certificate in this file (a block `-----BEGIN CERTIFICATE-----`). Name the PEM file that has it.';
  }
  if (holds !== 'key') return undefined;
  if (privateKey === 'none') {
    return 'There is no private key in this file (a block `-----BEGIN PRIVATE KEY-----`). Name the PEM file that has it.';
  }
  if (privateKey === 'encrypted') {
    return 'This private key has a passphrase, which nobody can enter when the program starts. Remove the passphrase from the key.';
  }
  return undefined;
}
