import type { CheckInfo } from '../../../findings/check';
import type { Finding, Fix } from '../../../findings/finding';
import type { Span } from '../../../text/span';
import { toFinding } from '../../walk';
import type { Entry, PlainNode } from '../../yamlReading';
import type { ComposeService } from '../service';

/** What a check of a compose file looks at. */
export interface CheckedService {
  readonly service: ComposeService;
  readonly root: PlainNode;
  readonly source: string;
}

/** Looks at one service. */
export type ServiceCheck = (checked: CheckedService) => readonly Finding[];

/** What a program prints, where the table only has its form. */
export interface Words {
  readonly program: string;
  readonly says: string;
}

/** The finding of `info` at `at`; `text` says what is wrong and what to do. */
export function found(info: CheckInfo, at: Span, text: string, fixes: readonly Fix[] = [], words?: Words): Finding {
  const { start, end } = at;
  const more = { fixes, ...(words !== undefined && { program: words.says }) };
  return toFinding(info, { start, end }, text, more, words?.program ?? 'Compose');
}

/** The fix that writes `line` (`key: value`) at the head of the mapping `node`; none where it has no place for it. */
export function addLineFix(node: PlainNode, line: string, title: string): Fix[] {
  const first = node.type === 'mapping' ? node.pairs[0] : undefined;
  if (node.type !== 'mapping' || first === undefined) return [];
  if (!node.flow && node.column === undefined) return [];
  const { start } = first.key;
  const newText = node.flow ? `${line}, ` : `${line}\n${' '.repeat(node.column ?? 0)}`;
  return [{ title, preferred: true, changes: [{ start, end: start, newText }] }];
}

/** The fix that takes the lines of `entry` out of the block mapping that it stands in; none where it shares a line. */
export function removeEntryFix({ key, keyNode, value }: Entry, source: string): Fix[] {
  const start = source.lastIndexOf('\n', keyNode.start - 1) + 1;
  const isOwn = /^[ \t]*$/.test(source.slice(start, keyNode.start)) && value.start >= keyNode.start;
  if (!isOwn) return [];
  const lineEnd = source.indexOf('\n', value.end);
  const end = lineEnd < 0 ? source.length : lineEnd + 1;
  if (!/^[ \t]*(#.*)?$/.test(source.slice(value.end, end).trimEnd())) return [];
  return [{ title: `Remove \`${key}\``, preferred: true, changes: [{ start, end, newText: '' }] }];
}
