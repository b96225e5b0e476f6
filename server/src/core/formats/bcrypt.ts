import type { FormatProblem } from './duration';

/**
 * The costs that hashes are made with: below, one can be guessed too quickly; above, each scrape waits for it
 * (security-rules.md, weak-bcrypt-cost). What is usual is in generators.md.
 */
export const BCRYPT_COSTS = { least: 10, usual: 12, most: 14 } as const;

/**
 * Why `text` is refused as the hash of a web-config user (web-config rule 7: golang.org/x/crypto bcrypt.Cost);
 * undefined where it loads. The text itself is never part of the answer.
 */
export function bcryptProblem(text: string): FormatProblem | undefined {
  const reason = 'This is no bcrypt hash, so the exporter refuses to start. Hash the password with bcrypt.';
  const bytes = new TextEncoder().encode(text);
  if (bytes.length < 59) {
    return { reason, program: 'crypto/bcrypt: hashedSecret too short to be a bcrypted password' };
  }
  if (text[0] !== '$') {
    return { reason, program: "crypto/bcrypt: bcrypt hashes must start with '$', but hashedSecret started with '%c'" };
  }
  if ((text[1] ?? '') > '2') {
    return {
      reason,
      program: "crypto/bcrypt: bcrypt algorithm version '%c' requested is newer than current version '2'",
    };
  }
  const cost = text[2] === '$' ? text.slice(3, 5) : text.slice(4, 6);
  // Go quotes these characters, which may be a piece of a password.
  if (!/^[-+]?[0-9]+$/.test(cost)) return { reason, program: 'strconv.Atoi: parsing "…": invalid syntax' };
  if (Number(cost) < 4 || Number(cost) > 31) {
    const program = `crypto/bcrypt: cost ${Number(cost)} is outside allowed inclusive range 4..31`;
    return { reason: 'The cost of this bcrypt hash is outside of 4 to 31. Hash the password again.', program };
  }
  return undefined;
}

/** Whether `text` is a complete hash that a password can match (web-config rule 8). */
export function isCompleteBcrypt(text: string): boolean {
  return /^\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}$/.test(text);
}
