import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import { type Inspection, isVariable, onValue } from '../report';
import type { Assignment } from '../statement';

const base = { severity: 'error', source: 'stunnel', rules: ['1a', '3b'], tag: 'LOAD' } as const;

export const infos = defineChecks({
  engine: {
    ...base,
    code: 'unknown-openssl-module',
    summary: 'The machine’s OpenSSL has no engine of this id.',
    program: 'Failed to open the engine',
  },
  provider: {
    ...base,
    code: 'unknown-openssl-module',
    summary: 'The machine’s OpenSSL has no provider of this name.',
    program: 'Failed to load provider',
  },
  fips: {
    ...base,
    code: 'unknown-openssl-module',
    summary: '`fips = yes`, and the machine’s OpenSSL has no FIPS provider.',
    program: 'Failed to initialize TLS',
  },
});

/** Engines that are known well enough to be somewhere, if not here. */
const KNOWN_ENGINES: ReadonlySet<string> = new Set(
  'auto dynamic rdrand afalg capi padlock devcrypto loader_attic pkcs11 tpm tpm2 tpm2tss gost qat qatengine cloudhsm ibmca chil nshield yubihsm e_akv'.split(
    ' ',
  ),
);
/** Providers that are built in, or known well enough. */
const KNOWN_PROVIDERS: ReadonlySet<string> = new Set(
  'default base null legacy fips pkcs11 tpm2 oqsprovider gostprov qatprovider'.split(' '),
);
/** Where systems keep the modules of OpenSSL 3. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** Reports modules of OpenSSL that this machine does not have, where it is one that could have them. */
export function checkModules(inspection: Inspection): void {
  for (const line of inspection.document.global.assignments) {
    if (!isVariable(line.value)) checkModule(line, inspection);
  }
}

function checkModule(line: Assignment, inspection: Inspection): void {
  const value = line.value.text;
  const at = onValue(line);
  const { report, target } = inspection;
  switch (line.name.text.toLowerCase()) {
    case 'engine':
      if (KNOWN_ENGINES.has(value) || isThere('engines-3', value, inspection) !== false) return;
      report(infos.engine, at, 'OpenSSL has no engine of this id on this machine. Install it, or mend the name.');
      return;
    case 'provider':
      if (
        target < release('5.75') ||
        KNOWN_PROVIDERS.has(value) ||
        isThere('ossl-modules', value, inspection) !== false
      )
        return;
      report(infos.provider, at, 'OpenSSL has no provider of this name on this machine. Install it, or mend the name.');
      return;
    case 'fips':
      if (value.toLowerCase() !== 'yes' || isThere('ossl-modules', 'fips', inspection) !== false) return;
      report(infos.fips, at, 'OpenSSL has no FIPS provider on this machine. Install it, or remove the line.');
  }
}

/** Whether the module is in one of the folders; undefined where there is none of the folders, or nobody can look. */
function isThere(folder: string, name: string, { files }: Inspection): boolean | undefined {
  if (!/^[\w.-]+$/.test(name)) return name === '' ? false : undefined;
  const found = LIBRARIES.flatMap((library) => files(`${library}/${folder}/${name}.so`)?.[0] ?? []);
  if (found.some(({ text, is }) => text !== undefined || is !== undefined)) return true;
  return found.some(({ inKnownFolder }) => inKnownFolder === true) ? false : undefined;
}
