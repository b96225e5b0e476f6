import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compare } from 'bcryptjs';
import { passwordProblem } from '../../core/generators/password';
import { browserFileName } from '../../core/generators/setUp/credentials';
import { type NeededLeaf, neededLeaves } from '../../core/generators/setUp/neededLeaves';
import { webPasswordFile } from '../../core/generators/setUp/prometheus/prometheusWeb';
import { jobFileNames } from '../../core/generators/setUp/prometheus/scrapeJob';
import type { SetUp } from '../../core/generators/setUp/setUp';
import { realPlace } from '../writing/insideRoot';
import { Refusal, refusalOf } from '../writing/refusal';
import { isFileThere } from '../writing/setPaths';

/** What an earlier run has left of a leaf, as PEM. Nothing is known yet of whether it fits. */
export interface ExistingLeaf {
  readonly certificate?: string;
  /** One that another authority has signed since, beside its request. */
  readonly signed?: string;
  readonly key?: string;
}

/** A password in clear text with that one of the hashes in the set that is its own, where there is one. */
export interface ExistingLogin {
  readonly password: string;
  readonly hash?: string;
}

/** What an earlier run has left in the folder of a set. */
export interface ExistingCredentials {
  /** The authority; its key may have a passphrase, or be kept elsewhere. */
  readonly authority?: { readonly certificate: string; readonly key?: string };
  /** By the path of the certificate (`NeededLeaf.certificate`); those of which nothing is there are left out. */
  readonly leaves: ReadonlyMap<string, ExistingLeaf>;
  readonly browser?: {
    /** The first, and those that came after it when the certificate was renewed. */
    readonly files: readonly Uint8Array[];
    readonly passphrase?: string;
  };
  readonly login?: ExistingLogin;
  readonly webLogin?: ExistingLogin;
}

/** A folder without a set. */
export const NOTHING_THERE: ExistingCredentials = { leaves: new Map() };

/** Paths in a set that belong to its authority and to the browser. */
export const PKI = {
  certificate: 'pki/ca.crt',
  key: 'pki/ca.key',
  passphrase: 'pki/browser.passphrase',
} as const;

const HASH = /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/g;

/**
 * The credentials that an earlier run for `setUp` has left in `folder`, which need not be there.
 * @throws {Refusal} where a file cannot be read, or a link is in its place
 */
export async function readExisting(folder: string, setUp: SetUp): Promise<ExistingCredentials> {
  const files = reader(folder);
  const secret = setUp.prometheus.kubernetes === undefined ? undefined : files.text('kubernetes/secret.yml');
  const names = jobFileNames(setUp);
  const login = await existingLogin(
    setUp.prometheus.kubernetes === undefined
      ? files.text(`prometheus/${names.password}`)
      : inSecret(secret, 'password'),
    setUp.targets.flatMap(({ name }) => [
      files.text(`hosts/${name}/web-config.yml`),
      files.text(`hosts/${name}/${setUp.exporter.program}.htpasswd`),
    ]),
  );
  const webLogin = await existingLogin(files.text(`prometheus/${webPasswordFile(setUp)}`), [
    files.text('prometheus/web-config.yml'),
  ]);
  const authority = existingAuthority(files, `prometheus/${names.authority}`, secret);
  const browser = { files: browserFiles(files), ...given('passphrase', files.text(PKI.passphrase)) };
  return {
    ...given('authority', authority),
    leaves: new Map(neededLeaves(setUp).flatMap((leaf) => pairOf(leaf, existingLeaf(files, leaf, setUp, secret)))),
    browser,
    ...given('login', login),
    ...given('webLogin', webLogin),
  };
}

/** Reads files of a set; undefined for those that are not there. */
interface Reader {
  readonly bytes: (path: string) => Buffer | undefined;
  readonly text: (path: string) => string | undefined;
}

function reader(folder: string): Reader {
  const bytes = (path: string) => {
    try {
      const place = realPlace(resolve(folder));
      return isFileThere(place, path) ? readFileSync(join(place, path)) : undefined;
    } catch (error) {
      throw refusalOf(error, `${path} cannot be read`);
    }
  };
  return { bytes, text: (path) => bytes(path)?.toString('utf8') };
}

function browserFiles(files: Reader): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (;;) {
    const bytes = files.bytes(`prometheus/${browserFileName(found.length)}`);
    if (bytes === undefined) return found;
    found.push(Uint8Array.from(bytes));
  }
}

function existingAuthority(files: Reader, copy: string, secret: string | undefined) {
  const certificate = files.text(PKI.certificate) ?? files.text(copy) ?? inSecret(secret, 'ca.crt');
  return certificate === undefined ? undefined : { certificate, ...given('key', files.text(PKI.key)) };
}

function existingLeaf(files: Reader, leaf: NeededLeaf, setUp: SetUp, secret: string | undefined): ExistingLeaf {
  const isInSecret = leaf.for === 'client' && secret !== undefined;
  const isRequested = setUp.certificates === 'request' && leaf.signed !== leaf.certificate;
  return {
    ...given('certificate', isInSecret ? inSecret(secret, 'client.crt') : files.text(leaf.certificate)),
    ...given('signed', isRequested ? files.text(leaf.signed) : undefined),
    ...given('key', isInSecret ? inSecret(secret, 'client.key') : files.text(leaf.key)),
  };
}

function pairOf({ certificate }: NeededLeaf, found: ExistingLeaf): readonly (readonly [string, ExistingLeaf])[] {
  return Object.keys(found).length === 0 ? [] : [[certificate, found]];
}

/** A value of the Secret that an earlier run has written: `  client.key: LS0t…`. */
function inSecret(manifest: string | undefined, key: string): string | undefined {
  const pattern = new RegExp(`^ +${key.replace('.', '\\.')}: ["']?([A-Za-z0-9+/]+=*)["']?$`, 'm');
  const encoded = pattern.exec(manifest ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** The password in a file, with the hash of it in one of `texts`: which one it is, only bcrypt can tell. */
async function existingLogin(
  password: string | undefined,
  texts: readonly (string | undefined)[],
): Promise<ExistingLogin | undefined> {
  if (password === undefined) return undefined;
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new Refusal(`The password of an earlier run cannot be used. ${problem}`);
  const hashes = new Set(texts.flatMap((text = '') => [...text.matchAll(HASH)].map(([hash]) => hash)));
  for (const hash of hashes) if (await compare(password, hash)) return { password, hash };
  return { password };
}

/** An object with this key, or without it where there is no value. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [Key in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [Key in K]?: V };
}
