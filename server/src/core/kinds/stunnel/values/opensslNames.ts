import { nearest } from '../../../schema/suggest';
import { CIPHER_KEYWORDS, COMMON_CURVES, isCipherName, KNOWN_GROUPS, TLS13_SUITES } from '../vocabulary';
import { bareValue, type ValueProblem, wrapping } from './problem';

/** A cipher list: OpenSSL passes over what it does not know, and refuses a list that adds nothing. */
export function ciphersProblem(value: string): ValueProblem | undefined {
  const words = value.split(/[:,; ]+/).filter((word) => word !== '');
  if (words.some(isNoRule)) {
    const text =
      'OpenSSL cannot read this list: words are names with `!`, `-` or `+` in front, `@STRENGTH` or `@SECLEVEL=0` to `5`.';
    const bare = bareValue(value);
    const meant = bare !== value && ciphersProblem(bare) === undefined ? bare : undefined;
    return { text: text + wrapping(value), meant, program: 'invalid command' };
  }
  if (words.some(addsCipher)) return undefined;
  const program = 'no cipher match';
  if (words.length === 0)
    return { text: 'The list is empty: leave the line out for the default, which is good.', program };
  if (words.some((word) => TLS13_SUITES.includes(word))) {
    return {
      text: 'These are suites of TLS 1.3, which belong into `ciphersuites`. `ciphers` is for TLS 1.2.',
      program,
    };
  }
  const text = 'OpenSSL knows none of these ciphers. Leave the line out for the default, which is good.';
  return { text: text + wrapping(value), program };
}

/** Whether the word of a cipher list is one that OpenSSL cannot take apart; what it does not know it only passes over. */
function isNoRule(word: string): boolean {
  const rest = word.replace(/^[!+-]/, '');
  if (rest.startsWith('@')) return !/^@(STRENGTH|SECLEVEL=[0-5])/.test(rest);
  if (!/^[\w.=-]/.test(rest)) return true;
  const names = rest.split('+');
  return names.at(-1) === '' && names.slice(0, -1).every((name) => CIPHER_KEYWORDS.has(name));
}

/** Whether the word of a cipher list could add a cipher. */
function addsCipher(word: string): boolean {
  if (/^[!+-]/.test(word)) return false;
  const [names = '', command] = word.split('@', 2);
  if (names === '') return command !== undefined && !/^(SECLEVEL=|STRENGTH$)/.test(command);
  return names.split('+').every((name) => CIPHER_KEYWORDS.has(name) || isCipherName(name));
}

/** A list of TLS 1.3 suites: unknown ones are passed over, but one has to be known. Empty is taken. */
export function suitesProblem(value: string): ValueProblem | undefined {
  const words = value
    .split(':')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => KNOWN_SUITES.has(word))) return undefined;
  const bare = bareValue(value);
  const [first = ''] = words;
  const isBare = bare !== value && suitesProblem(bare) === undefined;
  const near = words.length === 1 ? nearest(first, TLS13_SUITES) : undefined;
  const meant = isBare ? bare : near;
  const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  const text = `OpenSSL knows none of these suites of TLS 1.3; those of TLS 1.2 belong into \`ciphers\`.${hint}${wrapping(value)}`;
  return { text, meant, program: 'no cipher match' };
}

/** Those of OpenSSL 3.0 and the ones without encryption that came later. */
const KNOWN_SUITES: ReadonlySet<string> = new Set([...TLS13_SUITES, 'TLS_SHA256_SHA256', 'TLS_SHA384_SHA384']);

/** A list of groups, each of which has to be known. What only newer versions of OpenSSL have is not judged. */
export function curvesProblem(value: string): ValueProblem | undefined {
  const program = "Invalid groups list in 'curves'";
  const words = value.split(':').map((word) => word.trim());
  // From 3.5 on OpenSSL has hybrid groups, `DEFAULT`, and marks of its own.
  if (words.some((word) => /MLKEM|Kyber|tls13$|^DEFAULT$|^SM2$|[?*/-]$|^[?*/-]/i.test(word))) return undefined;
  if (words.some((word) => word === '')) {
    const rest = words.filter((word) => word !== '');
    const text =
      rest.length === 0 ? 'The list of curves is empty.' : 'Between two `:`, or at the end, stands no curve.';
    return { text: `${text} Leave the line out for the default.`, meant: rest.join(':') || undefined, program };
  }
  const unknown = words.find((word) => !KNOWN_GROUPS.has(word));
  if (unknown !== undefined) {
    const bare = bareValue(value).replaceAll(/[,\s]+/g, ':');
    const near = nearest(unknown, COMMON_CURVES);
    const replaced = words.map((word) => (word === unknown && near !== undefined ? near : word)).join(':');
    const meant = [bare, replaced].find((text) => text !== value && curvesProblem(text) === undefined);
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    return { text: `OpenSSL has no group of one of these names.${hint}${wrapping(value)}`, meant, program };
  }
  if (new Set(words).size === words.length) return undefined;
  return { text: 'A curve stands twice in the list.', meant: [...new Set(words)].join(':'), program };
}
