import { column } from './cursor';
import {
  inFlow,
  isValid,
  push,
  refuseRestOfLine,
  removeSimpleKey,
  rollIndent,
  type Scanner,
  topSimpleKey,
} from './scannerState';

/** Fetches the `-` at the cursor. */
export function fetchBlockEntry(s: Scanner): void {
  const { cursor } = s;
  if (!inFlow(s)) {
    if (!s.simpleKeyAllowed) {
      const message = 'A list item cannot begin here. Put `- ` on a line of its own, indented below the key.';
      refuseRestOfLine(s, message, 'block sequence entries are not allowed in this context');
      return;
    }
    removeSimpleKey(s);
    rollIndent(s, column(cursor), s.tokens.length, 'block-sequence-start', cursor.pos);
  }
  removeSimpleKey(s);
  s.simpleKeyAllowed = true;
  push(s, 'block-entry', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

/** Fetches the `?` at the cursor. */
export function fetchKey(s: Scanner): void {
  const { cursor } = s;
  if (!inFlow(s)) {
    if (!s.simpleKeyAllowed) {
      refuseRestOfLine(s, 'A key cannot begin here.', 'mapping keys are not allowed in this context');
      return;
    }
    removeSimpleKey(s);
    rollIndent(s, column(cursor), s.tokens.length, 'block-mapping-start', cursor.pos);
  }
  removeSimpleKey(s);
  s.simpleKeyAllowed = !inFlow(s);
  push(s, 'key', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

/** Fetches the `:` at the cursor, and makes what stands before it a key. */
export function fetchValue(s: Scanner): void {
  const { cursor } = s;
  const key = topSimpleKey(s);
  if (isValid(s, key)) {
    const at = s.tokens[key.token]?.start ?? cursor.pos;
    s.tokens.splice(key.token, 0, { type: 'key', start: at, end: at, value: '', style: 'plain' });
    rollIndent(s, key.column, key.token, 'block-mapping-start', at);
    key.possible = false;
    s.simpleKeyAllowed = false;
  } else {
    if (!inFlow(s)) {
      if (!s.simpleKeyAllowed) {
        const message =
          'A `:` with a value is not allowed here. Put the value in quotes if the `: ` belongs to it, ' +
          'or mend the indentation if this line is a key of its own.';
        refuseRestOfLine(s, message, 'mapping values are not allowed in this context');
        return;
      }
      rollIndent(s, column(cursor), s.tokens.length, 'block-mapping-start', cursor.pos);
    }
    s.simpleKeyAllowed = !inFlow(s);
  }
  push(s, 'value', cursor.pos, cursor.pos + 1);
  cursor.pos++;
}
