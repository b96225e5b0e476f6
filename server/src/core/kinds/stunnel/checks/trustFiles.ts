import { defineChecks } from '../../../findings/check';
import { pemBlocks } from '../../../formats/pem';
import type { Setting } from '../effective';
import { filesOf, isPlainPath } from '../expand';
import { type Inspection, onValue } from '../report';
import { isVerified, trustOf, VERIFYING } from '../trust';
import { isSettled, type Judged } from './judged';
import { lookAt, reportMissing } from './look';
import { certificatesIn } from './pem';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;
const NOTHING_TRUSTED = 'No trusted certificates found';

export const infos = defineChecks({
  notFound: {
    ...base,
    code: 'file-not-found',
    rules: ['3b'],
    summary: 'The file or folder of trusted certificates or revocation lists is not there.',
  },
  notBeside: {
    ...base,
    rules: ['3b'],
    severity: 'warning',
    code: 'file-not-found',
    summary:
      'The file or folder of trusted certificates or revocation lists is a relative path, and beside the configuration it is not there.',
  },
  nothingTrusted: {
    ...base,
    code: 'unusable-pem-file',
    rules: ['3b'],
    summary: 'Certificates are to be verified, and what `CAfile` and `CApath` name holds none to trust.',
    program: NOTHING_TRUSTED,
  },
  noList: {
    ...base,
    code: 'unusable-pem-file',
    rules: ['3b'],
    summary: 'The file of `CRLfile` holds no revocation list in PEM form.',
    program: 'Failed to initialize TLS context',
  },
});

/** Folders with the public authorities: they hold hundreds of files, and never none. */
const SYSTEM_AUTHORITIES = /^\/(etc\/(ssl|pki)|usr\/(local\/)?share|usr\/lib\/ssl|var\/lib\/ca-certificates)(\/|$)/;

/** Reports files of trusted certificates and of revocation lists that stunnel cannot load. */
export function checkTrustFiles(service: Judged, inspection: Inspection): void {
  checkRevocationList(service, inspection);
  if (!isVerified(trustOf(service))) return;
  if (!service.among(VERIFYING).every((setting) => isSettled(setting, inspection))) return;
  if (service.all('CAengine').length > 0 || service.last('CAstore') !== undefined) return;
  const sources = [service.last('CAfile'), service.last('CApath')].filter(
    (setting): setting is Setting => setting !== undefined && setting.value !== '',
  );
  // One of them with a certificate is enough; a missing one is passed over then.
  const problems = sources.map((setting) => authorityProblem(setting, inspection));
  const [first] = problems;
  if (first === undefined || problems.some((problem) => problem === undefined)) return;
  const { assignment, option } = first.setting;
  const said = { program: NOTHING_TRUSTED };
  if (first.text !== undefined) inspection.report(infos.nothingTrusted, onValue(assignment), first.text, said);
  else reportMissing(assignment, option.name === 'CApath' ? 'folder' : 'file', infos, inspection, said);
}

interface AuthorityProblem {
  readonly setting: Setting;
  /** Absent where it is not there. */
  readonly text?: string;
}

/** Why nothing can be trusted by this setting; undefined where something can, or nobody knows. */
function authorityProblem(setting: Setting, inspection: Inspection): AuthorityProblem | undefined {
  const { value, assignment, option } = setting;
  const isFolder = option.name === 'CApath';
  if (isFolder && SYSTEM_AUTHORITIES.test(value)) return undefined;
  // Asked for at once, so that one reading of files is enough.
  const files = isFolder && isPlainPath(value) ? inspection.files(filesOf(value)) : undefined;
  const found = lookAt(assignment, inspection);
  const problem = (text: string) => ({ setting, text });
  if (found.is === 'missing') return { setting };
  if (found.is === 'file' && isFolder)
    return problem('This is a file: it belongs into `CAfile`. `CApath` is a folder.');
  if (found.is === 'folder' && !isFolder)
    return problem('This is a folder: it belongs into `CApath`. `CAfile` is a file.');
  if (found.is === 'file') {
    const [certificate] = certificatesIn(found.text, inspection);
    return certificate ? undefined : problem('There is no certificate in this file that could be trusted.');
  }
  if (found.is !== 'folder') return undefined;
  // A pattern without a file says nothing of a folder that cannot be read.
  if (files === undefined || files.length === 0) return undefined;
  const holdsSome = files.some(({ text }) => text === undefined || certificatesIn(text, inspection).some(Boolean));
  return holdsSome ? undefined : problem('There is no certificate in this folder that could be trusted.');
}

/** A revocation list is loaded whether or not anything is verified. */
function checkRevocationList(service: Judged, inspection: Inspection): void {
  const setting = service.last('CRLfile');
  if (setting === undefined || setting.value === '') return;
  const at = onValue(setting.assignment);
  const found = lookAt(setting.assignment, inspection);
  if (found.is === 'missing') {
    const program = `Failed to load ${setting.value} revocation lookup file`;
    reportMissing(setting.assignment, 'file', infos, inspection, { program });
  } else if (found.is === 'folder') {
    inspection.report(infos.noList, at, 'This is a folder: it belongs into `CRLpath`. `CRLfile` is a file.');
  } else if (found.is === 'file' && !holdsList(found.text)) {
    inspection.report(
      infos.noList,
      at,
      'There is no revocation list in this file (a block `-----BEGIN X509 CRL-----`).',
    );
  }
}

function holdsList(text: string): boolean {
  const lists = pemBlocks(text).filter(({ label }) => label === 'X509 CRL');
  return lists.length > 0 && lists.every(({ bytes }) => bytes !== undefined);
}
