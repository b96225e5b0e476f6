import { type Cursor, column, isBlank, isBreak, peek, readBreak, TAB } from './cursor';
import { problem, type ReportProblem } from './tokens';

/** The white space between two pieces of a scalar, folded as YAML folds lines. */
export interface Gap {
  blanks: string;
  firstBreak: string;
  moreBreaks: string;
}

/** The text that stands for `gap` in the value. */
export function fold(gap: Gap): string {
  if (gap.firstBreak === '') return gap.blanks;
  if (gap.firstBreak !== '\n') return gap.firstBreak + gap.moreBreaks;
  return gap.moreBreaks === '' ? ' ' : gap.moreBreaks;
}

/** Passes white space and line breaks; a tab before the column `indent` of a further line is a problem. */
export function skipGap(cursor: Cursor, indent: number, report: ReportProblem): Gap {
  const from = cursor.pos;
  const gap: Gap = { blanks: '', firstBreak: '', moreBreaks: '' };
  for (;;) {
    const code = peek(cursor);
    if (isBlank(code)) {
      if (gap.firstBreak !== '' && code === TAB && column(cursor) < indent) {
        report(tabProblem(cursor, 'found a tab character that violates indentation'));
      }
      cursor.pos++;
    } else if (isBreak(code)) {
      if (gap.firstBreak === '') {
        gap.firstBreak = readBreak(cursor);
      } else gap.moreBreaks += readBreak(cursor);
    } else break;
  }
  if (gap.firstBreak === '') gap.blanks = cursor.text.slice(from, cursor.pos);
  return gap;
}

/** The problem of a tab at the cursor where YAML wants spaces. */
export function tabProblem(cursor: Cursor, program: string) {
  const message = 'A tab is used for indentation: YAML allows only spaces here. Replace the tab by spaces.';
  return problem('tab-indentation', cursor.pos, cursor.pos + 1, message, program);
}
