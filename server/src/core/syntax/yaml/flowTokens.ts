import { type Cursor, column, peek, SPACE, skipToLineEnd } from './cursor';
import { findFlowEnd } from './flowEnd';
import { mayFollow, reportJunk } from './followers';
import { followersOf, inFlow, noSimpleKey, push, removeSimpleKey, type Scanner, saveSimpleKey } from './scannerState';
import { problem } from './tokens';

/** Fetches the opening bracket at the cursor; one that is never closed is taken to end with its line. */
export function fetchFlowStart(s: Scanner, type: 'flow-sequence-start' | 'flow-mapping-start'): void {
  const { cursor } = s;
  if (type === 'flow-mapping-start' && atTemplate(cursor)) {
    reportTemplate(s);
    return;
  }
  saveSimpleKey(s);
  if (!inFlow(s)) {
    s.flowLimit = -1;
    if (findFlowEnd(cursor.text, cursor.pos) < 0) {
      s.unterminated = true;
      const start = cursor.pos;
      const mark = { ...cursor };
      skipToLineEnd(cursor);
      s.flowLimit = cursor.pos;
      Object.assign(cursor, mark);
      const [open, close] = type === 'flow-sequence-start' ? ['[', ']'] : ['{', '}'];
      const message = `This \`${open}\` is never closed. Add the \`${close}\`.`;
      s.problems.push(problem('unterminated', start, s.flowLimit, message, `did not find expected ',' or '${close}'`));
    }
  }
  s.openBrackets.push(type === 'flow-sequence-start' ? 'flow-sequence-end' : 'flow-mapping-end');
  s.simpleKeys.push(noSimpleKey());
  s.simpleKeyAllowed = true;
  push(s, type, cursor.pos, cursor.pos + 1);
  cursor.pos++;
}

/** Fetches the closing bracket at the cursor. */
export function fetchFlowEnd(s: Scanner, type: 'flow-sequence-end' | 'flow-mapping-end'): void {
  removeSimpleKey(s);
  if (inFlow(s)) {
    s.openBrackets.pop();
    s.simpleKeys.pop();
  }
  s.simpleKeyAllowed = false;
  push(s, type, s.cursor.pos, s.cursor.pos + 1);
  s.cursor.pos++;
  if (inFlow(s) || mayFollow(s.cursor, followersOf(s), true)) return;
  reportJunk(s.cursor, 'closing bracket', (found) => s.problems.push(found));
}

/** Whether `{{`, `{%` or `{#` stands at the cursor: no YAML that anybody writes, but what templates are made of. */
function atTemplate(cursor: Cursor): boolean {
  const code = peek(cursor, 1);
  return code === 0x7b || code === 0x25 || code === 0x23;
}

function reportTemplate(s: Scanner): void {
  const start = s.cursor.pos;
  skipToLineEnd(s.cursor);
  const message =
    'This file looks like a template (Jinja, Go, Helm): it is not checked, because only what is made from it is read. ' +
    'Check the file that it becomes. If it is none, put the value into quotes.';
  s.problems.push(problem('template', start, s.cursor.pos, message));
}

/** Ends the brackets that are open, where the text does not. */
export function closeBrackets(s: Scanner): void {
  while (inFlow(s)) {
    removeSimpleKey(s);
    const type = s.openBrackets.pop();
    s.simpleKeys.pop();
    if (type !== undefined) push(s, type, s.cursor.pos, s.cursor.pos);
    s.simpleKeyAllowed = s.cursor.pos === s.cursor.lineStart || column(s.cursor) === leadingSpaces(s.cursor);
  }
  s.flowLimit = -1;
}

/** The column of the first character of the cursor's line that is no space. */
function leadingSpaces(cursor: Cursor): number {
  let pos = cursor.lineStart;
  while (cursor.text.charCodeAt(pos) === SPACE) pos++;
  return pos - cursor.lineStart;
}

/** Fetches the comma at the cursor. */
export function fetchFlowEntry(s: Scanner): void {
  removeSimpleKey(s);
  s.simpleKeyAllowed = true;
  push(s, 'flow-entry', s.cursor.pos, s.cursor.pos + 1);
  s.cursor.pos++;
}
