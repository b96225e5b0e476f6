const KNOWN: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file',
  ELOOP: 'too many links',
};

/** What the system says of a failed read, in its short form. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return KNOWN[code] ?? (code === '' ? 'it cannot be read' : code);
}
