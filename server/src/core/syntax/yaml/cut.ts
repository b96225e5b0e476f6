import { isBlankOrEnd, isBreak, SPACE } from './cursor';

/**
 * What a part is: `head` comments and `---` in front of everything, `section` a top-level key, `item` an entry of a
 * list that is the value of a top-level key or the document itself, `document` one of several documents, `rest` what
 * a reader of one document ignores, `whole` a text that cannot be cut.
 */
export type PartKind = 'head' | 'section' | 'item' | 'document' | 'rest' | 'whole';

/** Cut into `sections` of the first document (Prometheus reads no other), or into `documents` (manifests). */
export type CutMode = 'sections' | 'documents';

/** What the cutter knows in front of a line: the phase (`opened` behind a first `---`), and the column of the list items that are cut. */
export interface CutState {
  readonly phase: 'start' | 'opened' | 'mapping' | 'sequence' | 'rest';
  /** A column, or `NO_ITEMS`, or `UNDECIDED` behind a key whose value has not begun. */
  readonly items: number;
}

/** No list is cut here. */
export const NO_ITEMS = -1;
/** A list may begin with the next line. */
export const UNDECIDED = -2;
/** The state at the start of a text. */
export const START: CutState = { phase: 'start', items: UNDECIDED };
const REST: CutState = { phase: 'rest', items: NO_ITEMS };

/** A line with which a part begins, and the state in front of it. */
export interface Boundary {
  readonly kind: PartKind;
  readonly start: number;
  readonly entry: CutState;
}

/**
 * Walks over the lines of `text` from `start`, which is the start of a line, and yields where parts begin. It looks
 * only at the beginning of lines, so a quoted value or a bracket over several lines may be cut through: such a part is
 * unterminated, and its document is read as a whole.
 */
export function* cutLines(text: string, start: number, entry: CutState, mode: CutMode): Generator<Boundary> {
  let state = entry;
  for (let line = start; line < text.length; line = nextLine(text, line)) {
    if (state.phase === 'rest') {
      yield { kind: 'rest', start: line, entry: state };
      return;
    }
    const found = mode === 'documents' ? documentLine(text, line, state) : sectionLine(text, line, state);
    if (found === undefined) continue;
    if (found.kind !== undefined) yield { kind: found.kind, start: line, entry: state };
    if (found.kind === 'whole' || found.kind === 'rest') return;
    state = found.next;
  }
}

interface Line {
  readonly kind?: PartKind;
  readonly next: CutState;
}

/** A `...` ends a document and begins none, so it stays with what it ends. */
function documentLine(text: string, line: number, state: CutState): Line | undefined {
  const isFirst = state.phase === 'start';
  const begins = text.charCodeAt(line) === 0x2d && isDocumentIndicator(text, line);
  if (!isFirst && !begins) return undefined;
  return { kind: 'document', next: { phase: 'mapping', items: NO_ITEMS } };
}

function sectionLine(text: string, line: number, state: CutState): Line | undefined {
  const first = text.charCodeAt(line);
  if (first === SPACE) return state.items === NO_ITEMS ? undefined : indentedLine(text, line, state);
  if (first === 0x23 || isBlankOrEnd(first)) return undefined;
  if (isDocumentIndicator(text, line)) return indicatorLine(text, line, state);
  if (first === 0x2d && isBlankOrEnd(text.charCodeAt(line + 1))) return itemLine(0, state);
  if (isBeginning(state) && isNullLine(text, line)) return { kind: 'whole', next: REST };
  if (state.phase !== 'sequence' && startsKey(text, line)) {
    return { kind: 'section', next: { phase: 'mapping', items: valueIsBelow(text, line) ? UNDECIDED : NO_ITEMS } };
  }
  if (isBeginning(state)) return { kind: 'whole', next: REST };
  // A directive ends the document for libyaml, wherever it stands; one that it does not know is refused.
  if (first === 0x25 && /^%(?:YAML|TAG)[ \t]/.test(text.slice(line, line + 6))) return { kind: 'rest', next: REST };
  if (mayContinue(first)) return undefined;
  return { kind: 'whole', next: REST };
}

/** Whether a line that begins so may go on with a quoted value or a bracket from above: a part stays one then. */
function mayContinue(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x5d || code === 0x7d || code === 0x2c;
}

/** Whether the line says nothing but null: a document that is valid and empty. */
function isNullLine(text: string, line: number): boolean {
  return /^(?:null|Null|NULL|~)[ \t]*(?:#.*)?$/.test(text.slice(line, lineEnd(text, line)));
}

/** `---` may stand in front of the first document; behind anything else, the rest is not read. */
function indicatorLine(text: string, line: number, state: CutState): Line {
  if (state.phase !== 'start') return { kind: 'rest', next: REST };
  const begins = text.charCodeAt(line) === 0x2d && restIsBlank(text, line + 3);
  return begins ? { next: { ...state, phase: 'opened' } } : { kind: 'whole', next: REST };
}

/** Whether nothing of the document has been seen yet. */
function isBeginning({ phase }: CutState): boolean {
  return phase === 'start' || phase === 'opened';
}

function indentedLine(text: string, line: number, state: CutState): Line | undefined {
  let at = line;
  while (text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  if (isBreak(code) || Number.isNaN(code) || code === 0x23) return undefined;
  const isItem = code === 0x2d && isBlankOrEnd(text.charCodeAt(at + 1));
  if (isItem) return itemLine(at - line, state);
  if (state.items !== UNDECIDED) return undefined;
  return isBeginning(state) ? { kind: 'whole', next: REST } : { next: { phase: state.phase, items: NO_ITEMS } };
}

function itemLine(column: number, state: CutState): Line | undefined {
  if (state.items !== UNDECIDED && state.items !== column) return undefined;
  return { kind: 'item', next: { phase: isBeginning(state) ? 'sequence' : state.phase, items: column } };
}

function isDocumentIndicator(text: string, line: number): boolean {
  const code = text.charCodeAt(line);
  if (code !== 0x2d && code !== 0x2e) return false;
  const same = text.charCodeAt(line + 1) === code && text.charCodeAt(line + 2) === code;
  return same && isBlankOrEnd(text.charCodeAt(line + 3));
}

/** Whether a key begins the line: a letter, a digit or `_`, or a quoted text with its colon. */
function startsKey(text: string, line: number): boolean {
  const code = text.charCodeAt(line);
  const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
  if (isLetter || (code >= 0x30 && code <= 0x39)) return true;
  if (code !== 0x22 && code !== 0x27) return false;
  return /^(?:"[^"\\\r\n]*"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|$)/.test(text.slice(line, lineEnd(text, line)));
}

/** Whether the line is a key and nothing else, so that its value stands on the lines below. */
function valueIsBelow(text: string, line: number): boolean {
  const end = lineEnd(text, line);
  return /^[^#]*?:[ \t]*(?:[ \t]#.*)?$/.test(text.slice(line, Math.min(end, line + 200)));
}

function restIsBlank(text: string, from: number): boolean {
  return /^[ \t]*(?:#.*)?$/.test(text.slice(from, lineEnd(text, from)));
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

function nextLine(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  return lf < 0 ? text.length : lf + 1;
}
