/** A problem of the command line; its message tells what is wrong and what to do. */
export class UsageError extends Error {}

/** Whether Node could not read a command line by its options; the message says why. */
export function isParseError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
