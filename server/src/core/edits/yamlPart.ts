import type { ScalarNode } from '../syntax/yaml/nodes';
import type { TextChange } from '../text/edit';
import type { Span } from '../text/span';
import { quotedLike } from './yamlWriting';

/** Text that means itself in the middle of any scalar, in quotes or without. */
const BARE = /^[\w.:/=@%+,-]*[\w/]$/;

/** Whether `at` is only a part of the text of the scalar `node`. */
export function isPart({ style, start, end }: ScalarNode, at: Span): boolean {
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  return at.start > start + quote || at.end < end - quote;
}

/** The change that puts `value` in the place of the part `at` of `node`; none where that would be read otherwise. */
export function partReplacement({ style, tag, anchor }: ScalarNode, at: Span, value: string): TextChange | undefined {
  if (tag !== undefined || anchor !== undefined) return undefined;
  const { start, end } = at;
  if (style === 'single' || style === 'double') return { start, end, newText: quotedLike(style, value).slice(1, -1) };
  return BARE.test(value) ? { start, end, newText: value } : undefined;
}
