import type { Span } from '../text/span';
import type { Said, Secret } from './nouns';

/** A whole value that something else fills in before the program reads it (security-rules.md, head). */
const VARIABLE = /^(\$\{[^}]*\}|\$[A-Za-z_]\w*|%[a-zA-Z]|\$__\w+\{[^}]*\})$/;
/** Words that people write where a secret will be. */
const PLACEHOLDER =
  /^(<[^>]*>|@[^@\s]*@|\[[^\]]*\]|x{3,}|\*{3,}|\.{3,}|…|(change[-_ ]?me|replace[-_ ]?me|todo|tbd|redacted|placeholder)|(your|my|the|some|insert|enter|put)[-_ ][\w -]*(password|passwd|pass|secret|token|key|credentials?|here)[\w -]*)$/i;
const BCRYPT = /^\$2[abxy]?\$\d\d\$/;

/** What stands where a secret belongs. */
export function secretForm(text: string): Secret['form'] {
  const value = text.trim();
  if (value === '') return 'empty';
  if (VARIABLE.test(value)) return 'variable';
  if (PLACEHOLDER.test(value)) return 'placeholder';
  if (/\{\{.*\}\}|\{%.*%\}/s.test(value)) return 'variable';
  return BCRYPT.test(value) ? 'hash' : 'clear';
}

/** The secret `text` under `key` at `at`. */
export function secretOf(key: string, text: string, { start, end }: Span, fileKey?: string): Secret {
  return { key, text, form: secretForm(text), start, end, ...(fileKey !== undefined && { fileKey }) };
}

/**
 * `text` as something that a file says at `at`: unknown where a template or a variable stands in it, since nobody can
 * tell what it will be. `expands` is false for programs that take `$NAME` as it is.
 */
export function said(text: string, { start, end }: Span, expands = true): Said<string> {
  const isTemplate = /\{\{|\{%|<%|@[A-Z_]{2,}@|^<[^>]*>$/.test(text);
  const isUnknown = isTemplate || (expands && /\$(\{|[A-Za-z_])|(^|[^%])%[a-zA-Z]/.test(text));
  return { value: isUnknown ? undefined : text, start, end };
}
