import type { KeyNames } from '../core/features/secretNames';
import { nearest } from '../core/schema/suggest';

/** How sure it is that a name has a secret behind it: a schema says so, or it only sounds like it. */
export type Secrecy = 'known' | 'guessed' | 'none';

/** Tells how secret what stands behind a name is. */
export type JudgeName = (name: string) => Secrecy;

/** Words in names of what nobody may see, whatever program has them. */
const SOUNDS_SECRET =
  /pass|pwd|secret|token|credential|bearer|authorization|(api|access|private|auth|psk|shared|signing|encryption|consumer|service|routing|integration)[-_]?key|(^|[-_.])(pin|psk|dsn)$|data_source_name|(database|connection)[-_]?(url|uri|string)/i;
/** What is named beside a secret and is none: where it lies, what it is called, how long it lasts. */
const IS_ABOUT_IT =
  /[-_.]?(file|path|dir|directory|folder|ref|name|url|uri|type|ttl|size|length|expiry|seconds|policy|prefix|enabled|required|selector|mount|provider)s?$/i;
/** Names with one of these words in them for another reason. */
const IS_ANOTHER =
  /^(psk)?secrets$|by[-_]?pass|pass[-_]?(through|ive|ed|es|ing|environment|security|packet|header)|compass|tokenizer|existingsecret|imagepullsecret/i;
/** Names that end like something around a secret, and hold one all the same. */
const IS_SECRET_ALL_THE_SAME = /data_source_name|(database|connection)[-_]?(url|uri)|dsn$/i;
/** `proxy_pass` is no password, and `DB_PASS` is one. */
const FORWARDS = /^(proxy|fastcgi|uwsgi|scgi|grpc|memcached|http|https|tcp)_pass$/i;

/** Judges names by the keys `names` of a kind of file, by what a misspelled one was meant to be, and by how they sound. */
export function nameJudge(names: KeyNames): JudgeName {
  const secret = new Set([...names.secret].map((name) => name.toLowerCase()));
  // A kind without a schema knows only its secrets, so that nearness to one of them says nothing.
  const hasSchema = names.known.size > names.secret.size;
  const judged = new Map<string, Secrecy>();
  const judge: JudgeName = (name) => {
    if (names.secret.has(name) || (!hasSchema && secret.has(name.toLowerCase()))) return 'known';
    if (names.known.has(name)) return 'none';
    // Most words are near no secret at all, which is quickly seen: there are few of them.
    const isNear = hasSchema && nearest(name, names.secret) !== undefined;
    const meant = isNear ? nearest(name, names.known) : undefined;
    if (meant !== undefined && names.secret.has(meant)) return 'known';
    return soundsSecret(name) ? 'guessed' : 'none';
  };
  return (name) => {
    const known = judged.get(name) ?? judge(name);
    judged.set(name, known);
    return known;
  };
}

function soundsSecret(name: string): boolean {
  if (!SOUNDS_SECRET.test(name)) return false;
  if (IS_SECRET_ALL_THE_SAME.test(name)) return true;
  return !IS_ANOTHER.test(name) && !FORWARDS.test(name) && !IS_ABOUT_IT.test(name);
}
