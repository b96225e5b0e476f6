/** The replacement of one stretch of a text: UTF-16 offsets into the text before the change. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** `text` with `change` made. */
export function applyChange(text: string, change: TextChange): string {
  return text.slice(0, change.start) + change.newText + text.slice(change.end);
}

/**
 * `text` with all `changes` made at once; they are offsets into the text before any of them.
 * Of two that overlap, the one that starts later is left out: half an edit would be worse than none.
 */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const ordered = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let done = 0;
  for (const change of ordered) {
    if (change.start < done) continue;
    result += text.slice(done, change.start) + change.newText;
    done = change.end;
  }
  return result + text.slice(done);
}
