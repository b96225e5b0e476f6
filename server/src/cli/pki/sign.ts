import { basename, dirname, extname } from 'node:path';
import { plainFile } from '../../core/generators/generatedFile';
import { certificateName } from '../../core/generators/pki/names';
import { type RequestContent, readRequest, signRequest } from '../../core/generators/pki/request';
import { newSerial, sign as signBytes } from '../../host/credentials/keys';
import { orRefuse, Refusal } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { textAt } from '../reading';
import { printable } from '../sourceLine';
import { UsageError } from '../usageError';
import { readAuthority } from './authorityFiles';
import { AUTHORITY_FLAGS, daysOf, FLAG, fileNameOf, folderOf, namesOf, oneFile, purposeOf, readFlags } from './flags';
import { described, refuseTaken, write } from './writing';

const OPTIONS = {
  ...AUTHORITY_FLAGS,
  name: FLAG.names,
  for: FLAG.text,
  yes: FLAG.switch,
  out: FLAG.text,
  file: FLAG.text,
} as const;

/** `scrapeguard pki sign`: the certificate for a request, with names that somebody has confirmed. */
export async function sign(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = readFlags(args, OPTIONS);
  const path = oneFile(positionals, 'the request that is signed');
  const days = daysOf(values.days);
  const said = purposeOf(values.for);
  const folder = folderOf('out', values.out, dirname(path));
  const name = `${fileNameOf(values.file, basename(path, extname(path)))}.crt`;
  const given = values.name === undefined ? undefined : namesOf(values.name);
  if (given !== undefined && values.yes) {
    throw new UsageError(
      '`--name` says which names count, and `--yes` takes those of the request. Remove one of the two.',
    );
  }
  refuseTaken(folder, [name]);
  const request = textAt(path);
  const asked = orRefuse(readRequest(request), path);
  const purpose = said ?? asked.purpose;
  if (purpose === undefined) {
    throw new UsageError(
      'The request does not say what it is for: add `--for server`, `--for client` or `--for both`.',
    );
  }
  const names = given ?? (await confirmedNames(io, asked, purpose, values.yes));
  const authority = await readAuthority(io, values);
  const made = orRefuse(
    await signRequest({
      authority,
      sign: signBytes,
      request,
      names,
      purpose,
      ...days,
      serial: newSerial(),
      now: Date.now(),
    }),
    path,
  );
  write(io, folder, [plainFile(name, made.certificate)], { [name]: described(names, made.notAfter) });
  return 0;
}

/** The names of a request, after somebody has looked at them. */
async function confirmedNames(
  io: CommandIo,
  { names, subject }: RequestContent,
  purpose: string,
  isConfirmed: boolean,
): Promise<readonly string[]> {
  const usable = names.flatMap(({ kind, text }) =>
    (kind === 'dns' || kind === 'ip') && certificateName(text) !== undefined ? [text] : [],
  );
  if (usable.length === 0) {
    throw new Refusal('The request asks for no names that a certificate can have. Say them with `--name`.');
  }
  if (isConfirmed) return usable;
  if (!io.isTerminal) {
    throw new UsageError(
      'There is no terminal to confirm the names. Say them with `--name`, or accept all with `--yes`.',
    );
  }
  const left = names.length - usable.length;
  const lines = [
    `${subject === '' ? 'The request' : `The request of ${subject}`} asks for a certificate (${purpose}) for:`,
    ...usable.map((name) => `  ${name}`),
    ...(left === 0 ? [] : [`${left} of other kinds ${left === 1 ? 'is' : 'are'} left out.`]),
  ];
  io.tell(lines.map((line) => `${printable(line)}\n`).join(''));
  if (!(await io.confirm('Do all of them belong to whoever made it?'))) {
    throw new Refusal('Nothing was signed. Say the names that count with `--name`.');
  }
  return usable;
}
