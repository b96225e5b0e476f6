import type { Span } from '../text/span';
import type { Finding } from './finding';

/** The one thing that is said of a template, which is left alone; `at` is where its language shows. */
export function templateFinding({ start, end }: Span): Finding {
  return {
    code: 'template',
    severity: 'info',
    category: 'validation',
    start,
    end,
    message:
      'This file looks like a template (Jinja, Go, ERB): it is not checked, because only what is made from it is read. Check the file that it becomes.',
  };
}

/** The finding of `templateFinding` at the first match of `pattern`; undefined for a text without one. */
export function templateIn(text: string, pattern: RegExp): Finding | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : templateFinding({ start: found.index, end: found.index + found[0].length });
}
