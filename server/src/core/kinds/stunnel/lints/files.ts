import { defineChecks } from '../../../findings/check';
import { pemBlocks } from '../../../formats/pem';
import type { NeighbourFile } from '../../kind';
import type { Setting } from '../effective';
import { filesOf, isPlainPath } from '../expand';
import { onValue } from '../report';
import { isGiven } from '../trust';
import { counting, isUnknown, type Lint, type LintInput, listed, type Remark, remark } from './lint';

const common = { severity: 'warning', source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  mode: {
    ...common,
    code: 'key-file-mode',
    severity: 'error',
    category: 'security',
    summary: 'A private key, or a file of shared keys, that others than its owner can read.',
  },
  missing: { ...common, code: 'path-missing', summary: 'A folder that is not there, which stunnel does not notice.' },
  noProgram: {
    ...common,
    code: 'exec-not-found',
    summary: 'The program of `exec` is not there: every connection fails.',
  },
  stray: {
    ...common,
    rules: ['2', '5'],
    code: 'include-stray-files',
    summary: 'A folder that is included holds files which are no configuration, and stunnel reads them, too.',
  },
});

/** What is wrong with files that the host can read, besides what makes stunnel refuse them. */
export const files: Lint = (input) => [...modes(input), ...missing(input), ...stray(input)];

/** The file of a setting as the host found it; undefined where nobody can tell. */
export function fileOf({ files: ask }: LintInput, { value }: Setting): NeighbourFile | undefined {
  return isPlainPath(value) && !isUnknown(value) ? ask(value)?.[0] : undefined;
}

function modes(input: LintInput): readonly Remark[] {
  const { services } = input;
  // Without `key` the key lies in the file of `cert`.
  const combined = counting(
    services.filter((service) => !isGiven(service, 'key')),
    'cert',
  );
  const holders = [...counting(services, 'key'), ...counting(services, 'PSKsecrets'), ...combined];
  return holders.flatMap((setting) => {
    const file = fileOf(input, setting);
    const { mode } = file ?? {};
    if (file?.text === undefined || mode === undefined || (mode & 0o077) === 0) return [];
    const { text: content } = file;
    const isWithoutKey = () => !input.once(`key in ${content}`, () => hasKey(content));
    if (setting.option.name === 'cert' && isWithoutKey()) return [];
    const what =
      setting.option.name === 'PSKsecrets'
        ? 'Whoever reads this file can pretend to be one of its identities'
        : 'Whoever reads this private key can pretend to be this service';
    const text = `${what}, and others than its owner may (mode ${octal(mode)}). Run \`chmod 600\` on it.`;
    const title = `Make \`${setting.value}\` readable for its owner only`;
    const act = { does: 'make-private', path: setting.value } as const;
    return [
      remark(infos.mode, onValue(setting.assignment), text, { fixes: [{ title, changes: [], preferred: true, act }] }),
    ];
  });
}

function hasKey(text: string): boolean {
  return pemBlocks(text).some(({ label }) => label.endsWith('PRIVATE KEY'));
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** Folders and programs that are not there, where other files show that this is the machine that they should be on. */
function missing(input: LintInput): readonly Remark[] {
  const { services, document } = input;
  if (document.global.assignments.some(({ name }) => name.text.toLowerCase() === 'chroot')) return [];
  // All are asked for at once: what is known of one comes together with the others.
  const found = ['cert', 'key', 'CAfile', 'CRLfile', 'PSKsecrets', 'CApath', 'CRLpath', 'exec']
    .flatMap((name) => counting(services, name))
    .filter(isAbsolute)
    .map((setting) => ({ setting, file: fileOf(input, setting) }));
  if (!found.some(({ setting, file }) => tellsTheMachine(setting) && isThere(file))) return [];
  const gone = (name: string) =>
    found.filter(({ setting, file }) => setting.option.name === name && file !== undefined && !isThere(file));
  return [
    ...['CApath', 'CRLpath'].flatMap(gone).map(({ setting: { option, assignment } }) => {
      const text = `This folder is not there, and stunnel passes over it without a word. Mend the path, or delete \`${option.name}\`.`;
      return remark(infos.missing, onValue(assignment), text);
    }),
    ...gone('exec').map(({ setting: { assignment } }) => {
      const text = 'There is no such program: stunnel starts, and every connection fails. Mend the path.';
      return remark(infos.noProgram, onValue(assignment), text);
    }),
  ];
}

/** Whether the file of a setting is only there where the configuration is used: every machine has a shell and public CAs. */
function tellsTheMachine({ option, value }: Setting): boolean {
  return option.name !== 'exec' && !/^\/(etc\/(ssl|pki)|usr)\//.test(value);
}

function isAbsolute({ value }: Setting): boolean {
  return value.startsWith('/');
}

function isThere(file: NeighbourFile | undefined): boolean {
  return file !== undefined && (file.text !== undefined || file.is !== undefined);
}

/** Names of files that editors, packages and people leave behind. */
const LEFT_BEHIND =
  /(^|\/)(\.[^/]*|[^/]*~|#[^/]*#|README[^/]*|[^/]*\.(bak|old|orig|save|sw[a-p]|rej|dpkg-\w+|rpm(new|save|orig)|disabled|off))$/i;

function stray(input: LintInput): readonly Remark[] {
  return listed(input.services, 'include').flatMap((setting) => {
    const { value, assignment } = setting;
    if (!isPlainPath(value) || isUnknown(value)) return [];
    const found = (input.files(filesOf(value)) ?? []).filter(
      ({ path, text = '' }) => LEFT_BEHIND.test(path) && text.trim() !== '',
    );
    if (found.length === 0) return [];
    const names = found.slice(0, 5).map(({ path }) => `\`${path.slice(path.lastIndexOf('/') + 1)}\``);
    const more = found.length > names.length ? ', …' : '';
    const text = `stunnel reads every file of this folder, also ${names.join(', ')}${more}. Keep only configuration in it.`;
    return [remark(infos.stray, onValue(assignment), text)];
  });
}
