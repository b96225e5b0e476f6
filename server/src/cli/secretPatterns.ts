import { secretsInUrl } from '../core/model/urlSecrets';
import type { Span } from '../core/text/span';
import type { JudgeName } from './secretNames';

/** Finds secrets in one line by its own words; spans are offsets into the line. */
export type LinePattern = (line: string, judge: JudgeName) => readonly Span[];

/** Everything that gives a secret away on its own line, whatever the syntax of the file. */
export const LINE_PATTERNS: readonly LinePattern[] = [
  assignedLine,
  assignments,
  flags,
  headers,
  tokens,
  userInfo,
  queryValues,
  userAndPassword,
  nginxWords,
  webhooks,
];

/** `name = value` as the whole of a line: an option, a variable, an item `- NAME=value`, also where commented out. */
const ASSIGNED_LINE =
  /^[\s#;]*(?:-\s+["']?)?(?:(?:export|set|env|declare|local|readonly)\s+(?:-\w+\s+)?)?([A-Za-z_][\w.-]*)\s*[+:?]?=\s*(?=\S)/;

function assignedLine(line: string, judge: JudgeName): Span[] {
  const match = ASSIGNED_LINE.exec(line);
  if (match === null || judge(match[1] ?? '') === 'none') return [];
  return withoutSwitches(line, { start: match[0].length, end: line.length });
}

/** `NAME=value` among other words: `Environment="NAME=value"`, `--name=value`. */
const ASSIGNMENT = /(?<=^|[\s"'`;,([{=])(["']?)(?:--?)?([A-Za-z_][\w.-]*)=(?=\S)/g;

function assignments(line: string, judge: JudgeName): Span[] {
  return [...line.matchAll(ASSIGNMENT)].flatMap((match) => {
    if (judge(match[2] ?? '') === 'none') return [];
    const start = match.index + match[0].length;
    const quote = match[1] || quoteBefore(line, match.index);
    return withoutSwitches(line, { start, end: wordEnd(line, start, quote) });
  });
}

function quoteBefore(line: string, index: number): string {
  return /["']$/.exec(line.slice(0, index))?.[0] ?? '';
}

/** Where the word at `start` ends: at `quote` where one is open, behind its own quotes, or at a blank. */
function wordEnd(line: string, start: number, quote: string): number {
  const own = line[start] === '"' || line[start] === "'" ? (line[start] ?? '') : '';
  if (own !== '' && own !== quote) return endOf(line, start + 1, own) + 1;
  return quote === '' ? start + (/^[^\s"'`]*/.exec(line.slice(start))?.[0].length ?? 0) : endOf(line, start, quote);
}

function endOf(line: string, start: number, quote: string): number {
  const end = line.indexOf(quote, start);
  return end < 0 ? line.length : end;
}

/** A switch says nothing: `automountServiceAccountToken=false`. */
function withoutSwitches(line: string, { start, end }: Span): Span[] {
  const value = line.slice(start, end).replace(/^["']|["']?[,;]*$/g, '');
  return isSwitch(value) ? [] : [{ start, end: Math.min(end, line.length) }];
}

/** Whether `value` only says yes or no, so that no secret can be in it. */
export function isSwitch(value: string): boolean {
  return /^(true|false|yes|no|on|off|null|~|\{\}|\[\]|)$/i.test(value.trim());
}

/** `--name value`, and the two as items of a list in brackets. */
const FLAG = /(?<=^|[\s"'[,])--?([A-Za-z][\w.-]*)(?:["']\s*,\s*|\s+)(["']?)(?=[^\s"'\\-])/g;
/** `curl -u name:password`. */
const USER_FLAG = /(?<=^|\s)(?:-u|--user|--proxy-user|-U)[\s=]+["']?([^\s"':]+:)(?=\S)/g;

function flags(line: string, judge: JudgeName): Span[] {
  const named = [...line.matchAll(FLAG)].flatMap((match) => {
    if (judge(match[1] ?? '') === 'none') return [];
    const start = match.index + match[0].length;
    const end =
      match[2] === ''
        ? start + (/^[^\s"',\]]*/.exec(line.slice(start))?.[0].length ?? 0)
        : endOf(line, start, match[2] ?? '');
    return withoutSwitches(line, { start, end });
  });
  const users = [...line.matchAll(USER_FLAG)].map((match) => {
    const start = match.index + match[0].length;
    return { start, end: wordEnd(line, start, '') };
  });
  return [...named, ...users];
}

/** A header that is set by name: by a proxy, or by a call of curl. */
const HEADER =
  /(?:\b(?:proxy_set_header|grpc_set_header|add_header|more_set_\w*headers|set_header|requestHeader|request_header|set-header)\s+|(?:-H|--header)[\s=]+|["'])["']?([A-Za-z][\w-]*)["']?\s*[:\s=]\s*/gi;
const SECRET_HEADER = /authorization|token|secret|password|api-?key|access-?key|cookie/i;

function headers(line: string): Span[] {
  return [...line.matchAll(HEADER)].flatMap((match) => {
    const isQuoteOnly = /^["']/.test(match[0]) && !/:\s*$/.test(match[0]);
    if (isQuoteOnly || !SECRET_HEADER.test(match[1] ?? '')) return [];
    const start = match.index + match[0].length;
    return start < line.length ? [{ start, end: line.length }] : [];
  });
}

/** Addresses whose path lets in whoever knows it: what chats give out for messages from elsewhere. */
const WEBHOOK =
  /\bhttps?:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks|[\w.-]+\.webhook\.office\.com\/webhookb2|chat\.googleapis\.com\/v1\/spaces|api\.telegram\.org)\/(?=[^\s"'])/g;

function webhooks(line: string): Span[] {
  return [...line.matchAll(WEBHOOK)].map((match) => {
    const start = match.index + match[0].length;
    return { start, end: start + (/^[^\s"']*/.exec(line.slice(start))?.[0].length ?? 0) };
  });
}

/** What follows the name of a scheme; a word of prose has neither digits nor capitals inside of it. */
const TOKEN =
  /\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER|[Tt]oken)\s+["']?(?=[\w+/.~-]*(?:[\d=]|[a-z][A-Z]))([\w+/.~-]{4,}=*)/g;

function tokens(line: string): Span[] {
  return [...line.matchAll(TOKEN)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[1] ?? '').length, end };
  });
}

/** Up to the last `@`. A broken password may have blanks in it, and slashes where no port can be meant. */
const USERINFO = /:\/\/([^/?#\s"':]*(?::(?:[^/?#"']*|(?!\d+[/?#])[^"'\s]*))?)@/g;

function userInfo(line: string): Span[] {
  return [...line.matchAll(USERINFO)].map((url) => ({
    start: url.index + 3,
    end: url.index + 3 + (url[1] ?? '').length,
  }));
}

function queryValues(line: string): Span[] {
  return [...line.matchAll(/\w+:\/\/[^\s"'<>]+/g)].flatMap((url) =>
    secretsInUrl(url[0]).map(({ start, end }) => ({ start: url.index + start, end: url.index + end })),
  );
}

/** `name:password@host` without a scheme, as database drivers take it; a digest of an image is none. */
const DSN = /(?<![\w/@-])[\w.-]+:([^\s@:/"']+)@(?!sha\d)(?=[\w([])/g;

function userAndPassword(line: string): Span[] {
  return [...line.matchAll(DSN)].map((match) => {
    const end = match.index + match[0].length - 1;
    return { start: end - (match[1] ?? '').length, end };
  });
}

/** `set $token value;` and a password in the place of a realm. */
const NGINX = /^\s*(?:set\s+\$([\w]+)|(auth_basic))\s+(?=\S)/;

function nginxWords(line: string, judge: JudgeName): Span[] {
  const match = NGINX.exec(line);
  if (match === null || (match[2] === undefined && judge(match[1] ?? '') === 'none')) return [];
  return withoutSwitches(line, { start: match[0].length, end: line.length });
}
