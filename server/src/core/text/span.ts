/** A stretch of text: UTF-16 offsets, `end` exclusive, `start <= end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `span` moved by `offset` UTF-16 units. */
export function shift(span: Span, offset: number): Span {
  return { start: span.start + offset, end: span.end + offset };
}

/** Whether two spans are the same. */
export function samePlace(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether two spans share a character, or one begins where the other ends. */
export function meets(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** Whether `offset` lies in `span` or directly behind it, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
