import { scan } from '../syntax/yaml/scanner';
import type { ScalarStyle } from '../syntax/yaml/tokens';
import type { Span } from '../text/span';

/** A scalar of a YAML text that can hold a `#` which begins no comment of the file, or that has several lines. */
export interface WideScalar extends Span {
  readonly style: ScalarStyle;
}

/** The quoted, block and several-line scalars of `text`, in their order. */
export function wideScalars(text: string): readonly WideScalar[] {
  return scan(text).tokens.flatMap(({ type, style, start, end }) => {
    if (type !== 'scalar') return [];
    const isWide = style !== 'plain' || text.slice(start, end).includes('\n');
    return isWide ? [{ style, start, end }] : [];
  });
}
