import type { Span } from '../core/text/span';
import type { JudgeName } from './secretNames';

/** A line of a text, without its break and the blanks at its end. */
export interface SourceText {
  readonly content: string;
  /** How far it is indented; negative for an empty one. */
  readonly column: number;
}

/** Finds secrets in the lines of a text, one after the other, and remembers what it needs; spans inside the line. */
export type LineScanner = (line: SourceText) => readonly Span[];

/** Private keys, from their first line to their last. */
export function privateKeys(): LineScanner {
  let isInside = false;
  return ({ content }) => {
    const from = isInside ? content.search(/\S/) : content.search(/-----BEGIN [A-Z ]*PRIVATE KEY-----/);
    if (from < 0) return [];
    isInside = !/-----END [A-Z ]*PRIVATE KEY-----/.test(content) && !/\\n/.test(content);
    return [{ start: from, end: content.length }];
  };
}

const SECRET_KIND = /^\s*(?:-\s+)?kind\s*:\s*["']?Secret["']?\s*(?:#.*)?$|["']kind["']\s*:\s*["']Secret["']/m;
const DATA = /(?:^|[\s{,])(["']?)(?:stringData|data)\1\s*:\s*/;

/** Everything under `data` and `stringData` of the Secrets of Kubernetes in `text`, whose lines come one by one. */
export function secretManifests(text: string): LineScanner {
  const documents = text.split(/^---.*$/m).map((document) => SECRET_KIND.test(document));
  let document = 0;
  /** The column of the key that holds the secrets, and of the keys below it. */
  let holder: number | undefined;
  let keys: number | undefined;
  return ({ content, column }) => {
    if (content.startsWith('---')) {
      document++;
      holder = undefined;
    }
    if (!documents[document] || column < 0) return [];
    if (holder !== undefined && column > holder) {
      keys ??= column;
      const key = column <= keys ? /^\s*["']?[\w.-]+["']?\s*:\s*/.exec(content) : null;
      return [{ start: key?.[0].length ?? column, end: content.length }];
    }
    const data = DATA.exec(content);
    holder = data === null ? undefined : content.search(/[^\s-]/);
    keys = undefined;
    return data === null ? [] : [{ start: data.index + data[0].length, end: content.length }];
  };
}

/** The value on the line below a flag that takes a secret: `- --password` above `- value`. */
export function flagValues(judge: JudgeName): LineScanner {
  let isNext = false;
  return ({ content, column }) => {
    if (column < 0) return [];
    const value = isNext ? (/^[\s-]*["']?/.exec(content)?.[0].length ?? 0) : content.length;
    const flag = /(?:^|[\s"'[])--?([A-Za-z][\w.-]*)["']?\s*,?\s*\\?$/.exec(content);
    isNext = flag !== null && judge(flag[1] ?? '') !== 'none';
    return [{ start: value, end: content.length }];
  };
}
