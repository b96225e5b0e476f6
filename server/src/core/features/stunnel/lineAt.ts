import type { Scope, StunnelDocument } from '../../kinds/stunnel/document';
import type { Assignment } from '../../kinds/stunnel/statement';
import type { Span } from '../../text/span';

/** The line around `offset`, without its line end. */
export function lineSpan(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return { start, end: text[end - 1] === '\r' && end - 1 >= Math.max(start, offset) ? end - 1 : end };
}

/** The scope that a line at `offset` belongs to: that of the last header above it, or the global part. */
export function scopeAt({ global, services }: StunnelDocument, offset: number): Scope {
  return services.findLast(({ header }) => header.end < offset) ?? global;
}

/** The assignment at `offset`, if there is one. */
export function assignmentAt({ statements }: StunnelDocument, offset: number): Assignment | undefined {
  return statements.find(
    (line): line is Assignment => line.kind === 'assignment' && line.start <= offset && offset <= line.end,
  );
}
