import type { Span } from '../text/span';
import type { Said, Secret } from './nouns';

/**
 * A whole value that something else fills in before the program reads it (security-rules.md, head): a variable of a
 * shell or of systemd, a reference into a vault, a value that is encrypted until it is deployed.
 */
const VARIABLES: readonly RegExp[] = [
  /^\$\{[^}]*\}$/,
  /^\$\([^)]*\)$/,
  /^\$[A-Z_][A-Z0-9_]*$/,
  // In lower case, a word after `$` may as well be a password; one that says what it stands for is none.
  /^\$[a-z_]*(pass|pw|secret|token|key|user|cred)[a-z_]*$/,
  /^\$__\w+\{[^}]*\}$/,
  /^%[a-zA-Z]$/,
  /^%[A-Z_][A-Z0-9_]*%$/,
  /^%\{[^}]*\}$/,
  /^\(\([\w.\-/ ]+\)\)$/,
  /^#\{[^}]*\}#?$/,
  /^ENC\[[^\]]*\]$/,
  /^\$ANSIBLE_VAULT;/,
  /^(ref\+|secretref\+)?(vault|awssecrets|awsssm|gcpsecrets|azurekeyvault|op|sops|secretsmanager|ssm):(\/\/)?[\w.\-/#@]+$/,
];
const TEMPLATE = /\{\{.*\}\}|\{%.*%\}|<%.*%>/s;

/** Marks around a word, and rows of one character, that stand where a secret will be. */
const MARKED = /^(<.+>|@@?[^@\s]+@@?|\[[^\]]+\]|\{[^{}":,]+\}|__[A-Z][A-Z0-9_]*__|#[A-Z_]{2,}#)$/s;
const ROW = /^(x{3,}|\*{3,}|\.{3,}|…|-{3,}|_{3,}|\?{2,})$/i;
/** What people call a secret, and what they write around it. */
const NAME = '(password|passwd|passwort|pass|pw|secret|token|api[-_ ]?key|key|credentials?|hash|value|me|this|it)';
const WORDS: readonly RegExp[] = [
  new RegExp(
    `^(please[-_ ]?)?(change|replace|set|fill|fix)[-_ ]?(in[-_ ]?)?(the[-_ ]?|your[-_ ]?)?${NAME}([-_ ].*)?$`,
    'i',
  ),
  /^(please[-_ ])?(change|replace|fill)d?[-_ ](me|this|it|in|by|with)([-_ ].*)?$/i,
  /^(todo|fixme|tbd|redacted|placeholder|masked|removed|hidden|censored|dummy)([-_: ].*)?$/i,
  new RegExp(
    `^(your|my|the|some|insert|enter|put|add|dummy|example|sample)[-_ ]([\\w -]*[-_ ])?${NAME}([-_ ][\\w -]*)?$`,
    'i',
  ),
  new RegExp(`^your[\\w]*${NAME}$`, 'i'),
  new RegExp(`^${NAME}[-_ ](goes[-_ ])?here$`, 'i'),
  new RegExp(`^${NAME}[-_ ](placeholder|example)$`, 'i'),
];
const BCRYPT = /^\$2[abxy]?\$\d\d\$(.*)$/s;

/** What stands where a secret belongs. */
export function secretForm(text: string): Secret['form'] {
  const value = text.trim();
  if (value === '') return 'empty';
  if (value.length > MOST_LOOKED_AT) return BCRYPT.test(value) ? 'hash' : 'clear';
  if (TEMPLATE.test(value) || VARIABLES.some((form) => form.test(value))) return 'variable';
  const hash = BCRYPT.exec(value)?.[1];
  // Behind the cost, a hash has 53 characters of its own alphabet; three dots are what documentation has there.
  if (hash !== undefined) return isPlaceholder(hash) || /[^./A-Za-z0-9]|\.{3}$/.test(hash) ? 'placeholder' : 'hash';
  return isPlaceholder(value) ? 'placeholder' : 'clear';
}

/** Nothing longer is a placeholder; a private key is. */
const MOST_LOOKED_AT = 2000;

function isPlaceholder(value: string): boolean {
  return MARKED.test(value) || ROW.test(value) || WORDS.some((form) => form.test(value));
}

/** The secret `text` under `key` at `at`. */
export function secretOf(key: string, text: string, { start, end }: Span, fileKey?: string): Secret {
  return { key, text, form: secretForm(text), start, end, ...(fileKey !== undefined && { fileKey }) };
}

/** What something else fills in, anywhere in a value: templates, marks such as `@HOST@` and `<host>`. */
const FILLED_IN = /\{\{|\{%|<%|@[A-Z][A-Z0-9_]+@|__[A-Z][A-Z0-9_]*__|<[A-Za-z][\w .-]*>/;
/** Variables of a shell, a compose file, or a unit; `%2F` and `%E4` are escapes of a URL. */
const VARIABLE = /\$[{(A-Za-z_]|(^|[^%])%(?![0-9A-Fa-f]{2})[a-zA-Z]/;

/**
 * `text` as something that a file says at `at`: unknown where a template or a variable stands in it, since nobody can
 * tell what it will be. `expands` is false for programs that take `$NAME` as it is.
 */
export function said(text: string, { start, end }: Span, expands = true): Said<string> {
  const isUnknown = FILLED_IN.test(text) || (expands && VARIABLE.test(text));
  return { value: isUnknown ? undefined : text, start, end };
}
