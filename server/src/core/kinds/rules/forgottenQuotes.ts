import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import { replaceFix } from '../../schema/report';
import { openDocument } from '../../syntax/yaml/parts';
import type { Span } from '../../text/span';
import { toFinding } from '../walk';

export const infos = defineChecks({
  unquoted: {
    code: 'template-without-quotes',
    severity: 'error',
    category: 'syntax',
    source: 'prometheus',
    rules: [191],
    tag: 'LOAD',
    summary: 'A value begins with the template of an alert (`{{ $labels.x }}`) and has no quotes, so it is no YAML.',
  },
});

/** The variables of alerts. A chart of Helm may have a `$value` of its own, but then it has other actions as well. */
const OF_ALERTS = /\{\{\s*\$(?:labels\.|value\b|externalLabels\.|externalURL\b)/y;
const AT_VALUE = /:[ \t]+\{\{\s*\$(?:labels\.|value\b|externalLabels\.|externalURL\b)/;

/**
 * The values of `text` that begin with a template of an alert and lack quotes; undefined for a text without any, and for
 * one that another program fills in, which has templates of other kinds.
 */
export function forgottenQuotes(text: string, program: string): readonly Finding[] | undefined {
  if (!AT_VALUE.test(text)) return undefined;
  const places = openDocument(text, 'sections').parts.flatMap(({ part, start }) =>
    part.tree.problems.filter(({ code }) => code === 'template').map((problem) => problem.start + start),
  );
  const values = places.map((place) => valueAt(text, place));
  if (values.length === 0 || values.some((value) => value === undefined)) return undefined;
  return values.flatMap((value) => (value === undefined ? [] : [finding(text, value, program)]));
}

/** The value that begins at `place` and fills its line; undefined where it is not the template of an alert. */
function valueAt(text: string, place: number): Span | undefined {
  OF_ALERTS.lastIndex = place;
  const line = text.lastIndexOf('\n', place - 1) + 1;
  if (!OF_ALERTS.test(text) || !/^\s*(?:- )?[\w.-]+:[ \t]+$/.test(text.slice(line, place))) return undefined;
  const rest = /^.*?(?=[ \t]*(?:[ \t]#.*)?$)/m.exec(text.slice(place))?.[0] ?? '';
  return { start: place, end: place + rest.length };
}

function finding(text: string, value: Span, program: string): Finding {
  const written = text.slice(value.start, value.end);
  const quoted = /["\\]/.test(written) ? `'${written.replaceAll("'", "''")}'` : `"${written}"`;
  const message = `A value that begins with \`{{\` needs quotes: without them, YAML reads a mapping, and ${program} refuses the file.`;
  const fixes = [replaceFix('Put it into quotes', value, quoted)];
  return toFinding(infos.unquoted, value, message, { fixes }, program);
}
