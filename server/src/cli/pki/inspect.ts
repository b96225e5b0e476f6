import { inspect } from '../../core/generators/pki/inspect';
import { inspectionText, requestText } from '../../core/generators/pki/inspectionText';
import { readRequest } from '../../core/generators/pki/request';
import { orRefuse } from '../../host/writing/refusal';
import type { CommandIo } from '../commandIo';
import { bytesAt } from '../reading';
import { printable } from '../sourceLine';
import { UsageError } from '../usageError';
import { FLAG, readFlags } from './flags';

const OPTIONS = { json: FLAG.switch } as const;
const FOUND = 1;

/** What is in a file: for people, for programs, and whether something is wrong with it. */
interface Shown {
  readonly text: string;
  readonly data: object;
  readonly isBad: boolean;
}

/** `scrapeguard pki inspect`: what certificates and requests say, and what is wrong with them. */
export async function inspectFiles(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals: paths } = readFlags(args, OPTIONS);
  if (paths.length === 0) throw new UsageError('Name the files that are inspected.');
  const now = Date.now();
  const all = paths.map((path) => ({ path, ...shownFile(path, now) }));
  if (values.json) {
    const data = all.map(({ path, data }) => ({ path, ...data }));
    io.print(`${JSON.stringify(data, undefined, 2)}\n`);
  } else {
    const texts = all.map(({ path, text }) => (paths.length > 1 ? `${path}\n` : '') + text);
    io.print(texts.join('\n').split('\n').map(printable).join('\n'));
  }
  return all.some(({ isBad }) => isBad) ? FOUND : 0;
}

function shownFile(path: string, now: number): Shown {
  const bytes = bytesAt(path);
  if (/^-----BEGIN (NEW )?CERTIFICATE REQUEST-----/m.test(bytes.toString('latin1'))) {
    const request = orRefuse(readRequest(bytes.toString('utf8')), path);
    const { subject, names, purpose, key } = request;
    const data = { request: { subject, names, purpose, key: { type: key.type, bits: key.bits } } };
    return { text: requestText(request), data, isBad: false };
  }
  const inspection = orRefuse(inspect(bytes, now), path);
  return { text: inspectionText(inspection), data: inspection, isBad: inspection.problems.length > 0 };
}
