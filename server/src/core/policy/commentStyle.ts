import { isJson } from '../kinds/fileSd/json';
import type { KindId } from '../kinds/kindId';

/** How files of a kind have comments. */
export interface CommentStyle {
  /** What begins one; the first is what is written where the file has none yet. */
  readonly marks: readonly string[];
  /** Whether one may stand behind something else on its line. */
  readonly trailing: boolean;
  /** Whether a `\` at the end of a line joins the next one to it. */
  readonly joins: boolean;
  /** Whether the text is YAML, with scalars of many lines. */
  readonly yaml: boolean;
}

const YAML: CommentStyle = { marks: ['#'], trailing: true, joins: false, yaml: true };

const STYLES: Readonly<Partial<Record<KindId, CommentStyle>>> = {
  // What stands behind a value is a part of it.
  stunnel: { marks: [';', '#'], trailing: false, joins: false, yaml: false },
  systemd: { marks: ['#', ';'], trailing: false, joins: true, yaml: false },
  firewall: { marks: ['#'], trailing: true, joins: true, yaml: false },
  nginx: { marks: ['#'], trailing: true, joins: false, yaml: false },
};

/** The comments of `text`, a file of `kind`; undefined where it can have none. */
export function commentStyle(kind: KindId, text: string): CommentStyle | undefined {
  if (kind === 'file-sd' && isJson(undefined, text)) return undefined;
  return STYLES[kind] ?? YAML;
}

/** Whether the line from `start` to `end` is nothing but a comment. */
export function isCommentLine(text: string, start: number, end: number, { marks }: CommentStyle): boolean {
  const content = text.slice(start, end).trimStart();
  return marks.some((mark) => content.startsWith(mark));
}
