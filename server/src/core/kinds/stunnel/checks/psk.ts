import { defineChecks } from '../../../findings/check';
import { type Inspection, isVariable, onValue } from '../report';
import type { Assignment } from '../statement';
import type { Judged } from './judged';
import { lookAt, reportMissing } from './look';

const base = { severity: 'error', source: 'stunnel', rules: ['3b'], tag: 'LOAD' } as const;
const NOT_READ = 'Failed to read PSK secrets';

export const infos = defineChecks({
  notFound: { ...base, code: 'file-not-found', summary: 'The file of `PSKsecrets` is not there.', program: NOT_READ },
  notBeside: {
    ...base,
    severity: 'warning',
    code: 'file-not-found',
    summary: 'The file of `PSKsecrets` is a relative path, and beside the configuration it is not there.',
  },
  unusable: {
    ...base,
    code: 'unusable-psk-file',
    summary:
      'The file of `PSKsecrets` is empty, or a line of it is not `IDENTITY:KEY` with a key of at least 16 bytes.',
    program: NOT_READ,
  },
  unknownIdentity: {
    ...base,
    code: 'unknown-psk-identity',
    summary: 'A client chooses an identity that the file of `PSKsecrets` does not have.',
    program: 'No key found for the specified PSK identity',
  },
});

/** Lengths in bytes: what stunnel wants at least, and what OpenSSL 3 can hold. */
const MIN_KEY = 16;
const MAX_KEY = 512;
const MAX_IDENTITY = 255;

/** Reports files of shared keys that cannot be read. They are opened while the configuration is parsed. */
export function checkPskFiles(inspection: Inspection): void {
  const { document, report } = inspection;
  for (const { assignments } of [document.global, ...document.services]) {
    for (const line of assignments) {
      if (line.option?.name !== 'PSKsecrets' || line.value.text === '') continue;
      const found = lookAt(line, inspection);
      const at = onValue(line);
      if (found.is === 'missing') reportMissing(line, 'file', infos, inspection);
      else if (found.is === 'folder') report(infos.unusable, at, 'This is a folder; `PSKsecrets` is a file.');
      else if (found.is === 'file') reportContent(found.text, line, inspection);
    }
  }
}

/** Reports a client whose identity is not in its file. */
export function checkPskIdentity(service: Judged, inspection: Inspection): void {
  const identity = service.last('PSKidentity');
  const secrets = service.last('PSKsecrets');
  if (service.side !== 'client' || identity === undefined || secrets === undefined) return;
  if (isVariable(identity.assignment.value)) return;
  const found = lookAt(secrets.assignment, inspection);
  if (found.is !== 'file' || contentProblem(found.text) !== undefined) return;
  const identities = linesOf(found.text).map((line) => line.slice(0, line.indexOf(':')));
  if (identities.includes(identity.value)) return;
  const text = 'The file of `PSKsecrets` has no key for this identity.';
  inspection.report(infos.unknownIdentity, onValue(identity.assignment), text);
}

function reportContent(text: string, line: Assignment, { report }: Inspection): void {
  const problem = contentProblem(text);
  if (problem === undefined) return;
  const { number, what, program } = problem;
  const where = number === undefined ? 'This file' : `Line ${number} of this file`;
  report(infos.unusable, onValue(line), `${where} ${what}`, program === undefined ? {} : { program });
}

interface ContentProblem {
  readonly number?: number;
  readonly what: string;
  readonly program?: string;
}

/** What is wrong with the first bad line. Nothing of it is shown: it holds a key. */
function contentProblem(text: string): ContentProblem | undefined {
  const lines = text.replaceAll('\r', '').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const number = index + 1;
    const colon = line.indexOf(':');
    const fault = (words: string, what: string) => ({ number, what, program: `PSKsecrets line ${number}: ${words}` });
    if (colon < 0) {
      return fault(
        'Not in identity:key format',
        'is not `IDENTITY:KEY`. There are no comments and no blank lines in it.',
      );
    }
    if (byteLength(line.slice(0, colon)) > MAX_IDENTITY) {
      return fault(`Identity longer than ${MAX_IDENTITY + 1} characters`, 'has an identity that is too long.');
    }
    const length = keyLength(line.slice(colon + 1));
    if (length < MIN_KEY) {
      return fault(
        'Key shorter than 16 bytes',
        `has a key of less than ${MIN_KEY} bytes (32 hex digits, or 16 characters).`,
      );
    }
    if (length > MAX_KEY) return fault(`Key longer than ${MAX_KEY} bytes`, `has a key of more than ${MAX_KEY} bytes.`);
  }
  return linesOf(text).length > 0 ? undefined : { what: 'holds no key.' };
}

/** The length of a key in bytes: hex where all of it is, else the text. */
function keyLength(key: string): number {
  const isHex = /^([\da-fA-F]{2}|:)*$/.test(key);
  return isHex ? key.replaceAll(':', '').length / 2 : byteLength(key);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function linesOf(text: string): readonly string[] {
  return text
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => line !== '');
}
