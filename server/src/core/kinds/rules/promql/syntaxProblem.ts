import type { PromqlProblem } from './problem';
import type { PromqlToken } from './tokens';

/** What stands at `offset`, where the expression stops being PromQL. */
export function syntaxProblem(tokens: readonly PromqlToken[], offset: number): PromqlProblem {
  const index = tokens.findIndex(({ end, type }) => end > offset || type === 'end');
  const token = tokens[index];
  const before = tokens[index - 1];
  if (token === undefined) return { start: offset, end: offset, reason: 'This is no PromQL.' };
  const program = wordsFor(token, before);
  // Where the end is too early, the last thing is marked: behind it is nothing to see.
  const at = token.type === 'end' && before !== undefined ? before : token;
  const explanation = explained(token, before, tokens[index + 1], tokens.slice(0, index));
  return { start: at.start, end: at.end, ...(program !== undefined && { program }), ...explanation };
}

/** How the parser's message begins; undefined where that differs between versions. */
function wordsFor(token: PromqlToken, before: PromqlToken | undefined): string | undefined {
  if (/^(?:@|start|end|offset|bool|\]|:)$/i.test(token.text) || before?.text === '[') return undefined;
  const isTrailing = before?.text === ',' && !before.inBraces && token.text === ')';
  return isTrailing ? 'trailing commas not allowed in function call args' : `unexpected ${described(token)}`;
}

/** A token in the words of the parser (Item.desc of promql/parser/lex.go). */
function described({ type, text }: PromqlToken): string {
  switch (type) {
    case 'end':
      return 'end of input';
    case 'keyword':
      return `<${text}>`;
    case 'aggregator':
      return `<aggr:${text}>`;
    case 'operator':
      return `<op:${text}>`;
    case 'punctuation':
      return JSON.stringify(text);
    case 'identifier':
    case 'metric identifier':
      return `${type} ${JSON.stringify(text)}`;
    default:
      return `${type} ${text.length > 10 ? `${JSON.stringify(text.slice(0, 10))}...` : JSON.stringify(text)}`;
  }
}

interface Explanation {
  readonly reason: string;
  readonly meant?: string;
}

function explained(
  token: PromqlToken,
  before: PromqlToken | undefined,
  next: PromqlToken | undefined,
  read: readonly PromqlToken[],
): Explanation {
  const shown = `\`${token.text}\``;
  if (token.inBraces) return inBraces(token, before);
  if (token.type === 'end') return { reason: 'The expression ends too early: something is missing behind this.' };
  if (token.text === '=')
    return { reason: 'Values are compared with `==`; a single `=` stands in `{ }` only.', meant: '==' };
  const isLabel = read.findLast(({ text }) => text === '(' || text === ')');
  const keyword = isLabel?.text === '(' ? read[read.indexOf(isLabel) - 1] : undefined;
  if (keyword?.type === 'keyword' && token.type === 'metric identifier') {
    return { reason: `${shown} is no label: labels have no \`:\`.` };
  }
  if (/^(?:by|without)$/i.test(token.text)) {
    return { reason: `${shown} belongs to an aggregation: \`sum ${token.text} (…) (…)\`, or behind its parentheses.` };
  }
  if (token.text === ')' && before?.text === ',')
    return { reason: 'A function takes no comma behind its last argument. Remove it.' };
  if (token.text === ')' || token.text === ']') return { reason: `Something is missing in front of ${shown}.` };
  if (before !== undefined && endsOperand(before) && startsOperand(token)) {
    return { reason: `An operator or a comma is missing in front of ${shown}.` };
  }
  if (before?.type === 'aggregator')
    return { reason: `\`${before.text}\` is an aggregation: its operand stands in parentheses.` };
  if (before !== undefined && /^(?:by|without|on|ignoring)$/i.test(before.text) && token.text !== '(') {
    return {
      reason: `The labels behind \`${before.text}\` stand in parentheses.`,
      ...(token.type === 'identifier' && next?.text !== ',' && { meant: `(${token.text})` }),
    };
  }
  if (token.type === 'operator') return { reason: `Something is missing in front of ${shown}.` };
  return { reason: `${shown} cannot stand here.` };
}

function inBraces(token: PromqlToken, before: PromqlToken | undefined): Explanation {
  const isOperator = before?.type === 'operator' || before?.text === '=';
  if (token.type === 'identifier' && isOperator) {
    return { reason: 'The value of a matcher stands in quotes.', meant: JSON.stringify(token.text) };
  }
  if (before?.text === '=' && token.text === '=') {
    return { reason: 'Labels are compared with a single `=`.', meant: '' };
  }
  if (before?.type === 'string') return { reason: 'A comma is missing in front of this matcher.' };
  return {
    reason: `\`${token.text}\` cannot stand here: matchers are written \`label="value"\`, with commas between them.`,
  };
}

function endsOperand({ type, text }: PromqlToken): boolean {
  return ['identifier', 'metric identifier', 'string', 'number', 'duration'].includes(type) || /^[)\]}]$/.test(text);
}

function startsOperand({ type, text }: PromqlToken): boolean {
  return (
    ['identifier', 'metric identifier', 'string', 'number', 'duration', 'aggregator'].includes(type) ||
    /^[({]$/.test(text)
  );
}
