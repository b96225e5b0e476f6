import type { Finding } from './finding';

/** What is said of a text of more than `limit` characters, which is not read. */
export function tooLongFinding(limit: number): Finding {
  return {
    code: 'file-too-large',
    severity: 'info',
    category: 'validation',
    start: 0,
    end: 0,
    message: `This file is longer than ${limit / 1_000_000} million characters and is not checked. Split it.`,
  };
}
