import type { Scope, StunnelDocument } from '../../kinds/stunnel/document';
import { OPTIONS, type OptionInfo, optionNamed } from '../../kinds/stunnel/options';
import type { Assignment } from '../../kinds/stunnel/statement';
import { release, type Version } from '../../schema/version';
import type { Span } from '../../text/span';
import type { Completion, CompletionItem } from '../completion';
import { optionDocumentation, valueTypeName } from './documentation';
import { lineSpan, scopeAt } from './lineAt';
import { valuesFor } from './values';

/** What can be written at `offset`: names of options, or what the option of the line takes. */
export function stunnelCompletion(document: StunnelDocument, offset: number, target: Version): Completion | undefined {
  const { text } = document;
  const line = lineSpan(text, offset);
  const content = text.slice(line.start, line.end);
  const blanks = /^\uFEFF?[ \t]*/.exec(content)?.[0].length ?? 0;
  const start = line.start + blanks;
  if (offset < start || /[;#[]/.test(text[start] ?? '')) return undefined;
  const scope = scopeAt(document, offset);
  const equals = content.indexOf('=');
  if (equals < 0 || offset <= line.start + equals) {
    const nameEnd = equals < 0 ? line.end : line.start + equals;
    return names({ scope, document, target, replaces: wordIn(text, { start, end: nameEnd }), hasEquals: equals >= 0 });
  }
  const option = optionNamed(content.slice(blanks, equals).trim());
  if (option === undefined) return undefined;
  const value = wordIn(text, { start: line.start + equals + 1, end: line.end });
  // In front of the value, where its blanks are, something else would be begun.
  if (offset < value.start) return undefined;
  return valuesFor(option, { text, value, offset, document, scope, target });
}

/** `span` without the blanks at its ends, but not without the blank behind a `=` after which nothing stands. */
function wordIn(text: string, { start, end }: Span): Span {
  const content = text.slice(start, end);
  const from = /^\s*/.exec(content)?.[0].length ?? 0;
  if (from === content.length) return { start: end, end };
  return { start: start + from, end: start + content.trimEnd().length };
}

interface NamesAt {
  readonly document: StunnelDocument;
  readonly scope: Scope;
  readonly target: Version;
  readonly replaces: Span;
  readonly hasEquals: boolean;
}

function names({ document, scope, target, replaces, hasEquals }: NamesAt): Completion {
  const isElsewhere = (line: Assignment) => line.end < replaces.start || line.start > replaces.end;
  const given = new Set(
    scope.assignments.filter(isElsewhere).map(({ name }) => optionNamed(name.text)?.name ?? name.text),
  );
  const isWindows = document.statements.some(
    (line) => line.kind === 'assignment' && /^([A-Za-z]:[\\/]|\\\\)/.test(line.value.text),
  );
  const offered = OPTIONS.filter(
    (option) =>
      (scope.header === undefined || option.scope === 'service') &&
      (option.isList || !given.has(option.name)) &&
      option.deprecated === undefined &&
      target >= release(option.since) &&
      option.platform !== (isWindows ? 'unix' : 'windows'),
  );
  const items = [...offered].sort((a, b) => rank(a) - rank(b)).map((option) => nameItem(option, target, hasEquals));
  return { replaces, items };
}

/** What nearly every service has stands first. */
const FIRST = ['client', 'accept', 'connect', 'cert', 'key', 'verifyChain', 'CAfile', 'checkHost', 'setuid', 'setgid'];

function rank({ name }: OptionInfo): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

function nameItem(option: OptionInfo, target: Version, hasEquals: boolean): CompletionItem {
  return {
    label: option.name,
    kind: 'key',
    detail: valueTypeName(option.value),
    documentation: optionDocumentation(option, target),
    snippet: hasEquals ? option.name : `${option.name} = $0`,
  };
}
