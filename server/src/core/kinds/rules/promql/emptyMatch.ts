import { RE2JS } from 're2js';
import type { Matcher } from './expression';

/** Whether `matcher` also takes series that do not have the label. */
export function matchesEmpty({ operator, value }: Matcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return regexTakesNothing(value);
    case '!~':
      return !regexTakesNothing(value);
  }
}

function regexTakesNothing(pattern: string): boolean {
  try {
    return RE2JS.compile(`^(?s:${pattern})$`).matcher('').matches();
  } catch {
    // It was reported as no expression at all.
    return true;
  }
}
