/** A file that a generator makes. */
export interface GeneratedFile {
  /** Where it goes, below the target folder; folders are parted by `/`. */
  readonly path: string;
  /** Text, or bytes where the format is binary (PKCS#12). */
  readonly content: string | Uint8Array;
  /** Its rights from the moment it exists: 0o600 for secrets, else 0o644, or 0o755 for what is run. */
  readonly mode: 0o600 | 0o644 | 0o755;
  /** Whether only its owner may know it: a key, a password. No preview and no message shows what is in it. */
  readonly isSecret: boolean;
}

/** A file that everybody may read. */
export function plainFile(path: string, content: string): GeneratedFile {
  return { path, content, mode: 0o644, isSecret: false };
}

/** A script that is run by hand. */
export function script(path: string, content: string): GeneratedFile {
  return { path, content, mode: 0o755, isSecret: false };
}

/** A file that holds a secret. */
export function secretFile(path: string, content: string | Uint8Array): GeneratedFile {
  return { path, content, mode: 0o600, isSecret: true };
}
