/** How weak a cipher suite is: `none` leaves out encryption or authentication, or was made weak on purpose. */
export type Weakness = 'none' | 'weak';

/** A cipher list of OpenSSL as far as this asks: what of it is weak, and what would be left without that. */
export interface CipherList {
  readonly weak: readonly string[];
  readonly worst: Weakness | undefined;
  /** The members that are not weak, in their order; also those that only take others away (`!aNULL`). */
  readonly kept: readonly string[];
  /** Whether one of `kept` brings in a suite. */
  readonly isEnough: boolean;
}

/** Reads `text`, a list such as `ECDHE+AESGCM:!aNULL`. */
export function readCipherList(text: string): CipherList {
  const members = text.split(/[:,; ]+/).filter((member) => member !== '');
  const excluded = new Set(members.filter((one) => one.startsWith('!')).map((one) => one.slice(1).toUpperCase()));
  const isWeak = (member: string) => weaknessOf(member) !== undefined && !isTakenAway(member, excluded);
  const weak = members.filter(isWeak);
  const out = new Set(weak);
  const kept = members.filter((member) => !out.has(member));
  return {
    weak,
    worst: weak.length === 0 ? undefined : weak.some((member) => weaknessOf(member) === 'none') ? 'none' : 'weak',
    kept,
    isEnough: kept.some((member) => !/^[!+@-]/.test(member)),
  };
}

/** Groups without encryption, without authentication, or weak by law of the nineties. */
const NO_PROTECTION = /^(e?NULL|aNULL|ADH|AECDH|aDH|ALL|EXP(ORT)?(40|56)?|COMPLEMENTOF(ALL|DEFAULT))$/i;
/** Groups of ciphers that are broken or too short. */
const BROKEN = /^(LOW|DES|3DES|RC2|RC4|MD5|SEED|IDEA)$/i;
/** What makes a name that of a single suite. */
const SUITE = /(AES(128|256)|CAMELLIA(128|256)|ARIA(128|256)|DES-CBC3?|RC[24]|SEED|IDEA|NULL|CHACHA20)(-|$)/;

/** How weak a member of a cipher list is; undefined for one that is not, or only takes others away. */
function weaknessOf(member: string): Weakness | undefined {
  if (/^[!+@-]/.test(member)) return undefined;
  if (member.includes('-') && SUITE.test(member)) return suiteWeakness(member);
  const parts = member.split('+');
  if (parts.some((part) => NO_PROTECTION.test(part))) return 'none';
  return parts.some((part) => BROKEN.test(part)) ? 'weak' : undefined;
}

/** A suite by its OpenSSL name: its key exchange stands in front, its mode behind. */
function suiteWeakness(name: string): Weakness | undefined {
  if (/NULL|^(ADH|AECDH|EXP)-/.test(name)) return 'none';
  if (/RC[24]|DES|SEED|IDEA|-MD5$/.test(name)) return 'weak';
  const isAuthenticatedMode = /GCM|CCM|POLY1305/.test(name);
  const hasForwardSecrecy = /^(ECDHE|DHE|EDH)-/.test(name);
  return isAuthenticatedMode && hasForwardSecrecy ? undefined : 'weak';
}

/** Whether one of the names that are `excluded` (`!NAME`) takes away all that `member` brings in. */
function isTakenAway(member: string, excluded: ReadonlySet<string>): boolean {
  const name = member.toUpperCase();
  if (excluded.has(name)) return true;
  if (name === 'ALL') return excluded.has('ANULL');
  if (name === 'NULL' || name === 'ENULL') return excluded.has('NULL') || excluded.has('ENULL');
  return name.split('+').some((part) => excluded.has(part));
}

/** Whether `suite`, by the name that Go has for it, lacks forward secrecy or has a mode or cipher that is broken. */
export function isWeakSuite(suite: string): boolean {
  if (/^TLS_(AES|CHACHA20)_/.test(suite)) return false;
  return /_(CBC|3DES|RC4|DES|NULL|EXPORT)(_|$)/.test(suite) || /^TLS_(RSA|DH|ECDH|KRB5|PSK)_/.test(suite);
}
