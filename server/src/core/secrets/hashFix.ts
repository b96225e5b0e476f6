import type { Fix } from '../findings/finding';
import type { Span } from '../text/span';

/** The fix that puts a bcrypt hash in the place of what stands at `at`; the host makes it, and asks for a password that it cannot read there. */
export function hashFix(title: string, { start, end }: Span): readonly Fix[] {
  return [{ title, changes: [], preferred: true, act: { does: 'hash-password', at: { start, end } } }];
}
