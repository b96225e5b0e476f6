import { labelKeyError, labelValueError } from './kubernetesName';

/** Why Kubernetes' fields.ParseSelector refuses `text`, in its words; undefined where it parses. */
export function fieldSelectorError(text: string): string | undefined {
  for (const term of splitTerms(text).sort()) {
    if (term === '') continue;
    const operator = /!=|==|=/.exec(term);
    if (operator === null) return `invalid selector: '${text}'; can't understand '${term}'`;
    const error = fieldValueError(term.slice(operator.index + operator[0].length));
    if (error !== undefined) return error;
  }
  return undefined;
}

/** The terms between commas; a comma behind a backslash belongs to its term. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let term = '';
  let escaped = false;
  for (const character of text) {
    if (character === ',' && !escaped) {
      terms.push(term);
      term = '';
    } else term += character;
    escaped = character === '\\' && !escaped;
  }
  return [...terms, term];
}

function fieldValueError(value: string): string | undefined {
  let escaped = false;
  for (const character of value) {
    if (escaped) {
      if (!'\\,='.includes(character)) return `invalid field selector: invalid escape sequence: \\${character}`;
      escaped = false;
    } else if (character === '\\') escaped = true;
    else if (character === ',' || character === '=') {
      return `invalid field selector: unescaped character in value: ${character.charCodeAt(0)}`;
    }
  }
  return escaped ? 'invalid field selector: invalid escape sequence: \\' : undefined;
}

type TokenType = 'identifier' | 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<' | '!' | '(' | ')' | ',' | 'end';

interface Token {
  readonly type: TokenType;
  readonly text: string;
}

/** `!==` is `!=` and `=`: the longest symbol wins. */
const TOKENS = /[ \t\r\n]*(==|!=|[=!(),<>]|[^ \t\r\n=!(),<>]+)/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  for (let match = TOKENS.exec(text); match !== null; match = TOKENS.exec(text)) {
    const [, word = ''] = match;
    const isSymbol = /^[=!(),<>]/.test(word) || word === 'in' || word === 'notin';
    tokens.push({ type: isSymbol ? (word as TokenType) : 'identifier', text: word });
  }
  return tokens;
}

interface Parser {
  readonly tokens: readonly Token[];
  next: number;
}

const END: Token = { type: 'end', text: '' };

/** Where a name or a value may stand, `in` and `notin` are words like others. */
function asValue(token: Token): Token {
  return token.type === 'in' || token.type === 'notin' ? { ...token, type: 'identifier' } : token;
}

function peek({ tokens, next }: Parser): Token {
  return asValue(tokens[next] ?? END);
}

function takeOperator(parser: Parser): Token {
  const token = parser.tokens[parser.next] ?? END;
  parser.next++;
  return token;
}

function take(parser: Parser): Token {
  return asValue(takeOperator(parser));
}

/** Why Kubernetes' labels.Parse refuses `text`, in its words; undefined where it parses. */
export function labelSelectorError(text: string): string | undefined {
  const parser: Parser = { tokens: tokensOf(text), next: 0 };
  const first = peek(parser);
  if (first.type === 'end') return undefined;
  if (!beginsRequirement(first)) return `found '${first.text}', expected: !, identifier, or 'end of string'`;
  for (;;) {
    const error = requirementError(parser);
    if (error !== undefined) return `unable to parse requirement: ${error}`;
    const separator = take(parser);
    if (separator.type === 'end') return undefined;
    if (separator.type !== ',') return `found '${separator.text}', expected: ',' or 'end of string'`;
    const next = peek(parser);
    if (!beginsRequirement(next)) return `found '${next.text}', expected: identifier after ','`;
  }
}

function beginsRequirement({ type }: Token): boolean {
  return type === 'identifier' || type === '!';
}

function requirementError(parser: Parser): string | undefined {
  const isNegated = peek(parser).type === '!';
  if (isNegated) parser.next++;
  const key = take(parser);
  if (key.type !== 'identifier') return `found '${key.text}', expected: identifier`;
  const keyError = labelKeyError(key.text);
  const { type } = peek(parser);
  if (keyError !== undefined || isNegated || type === 'end' || type === ',') return keyError;
  const operator = takeOperator(parser);
  if (!['in', 'notin', '=', '==', '!=', '>', '<'].includes(operator.type)) {
    return `found '${operator.text}', expected: in, notin, =, ==, !=, gt, lt`;
  }
  const isSet = operator.type === 'in' || operator.type === 'notin';
  const values = isSet ? parseSet(parser) : parseExact(parser);
  if ('error' in values) return values.error;
  return valuesError(key.text, operator.type, values.values);
}

type Values = { readonly values: readonly string[] } | { readonly error: string };

function parseExact(parser: Parser): Values {
  const { type } = peek(parser);
  if (type === 'end' || type === ',') return { values: [''] };
  const value = take(parser);
  if (value.type === 'identifier') return { values: [value.text] };
  return { error: `found '${value.text}', expected: identifier` };
}

function parseSet(parser: Parser): Values {
  const open = take(parser);
  if (open.type !== '(') return { error: `found '${open.text}' expected: '('` };
  const first = peek(parser);
  if (first.type === ')') {
    parser.next++;
    return { values: [''] };
  }
  if (first.type !== 'identifier' && first.type !== ',') {
    return { error: `found '${first.text}', expected: ',', ')' or identifier` };
  }
  const values = parseList(parser);
  // The list ends in front of the parenthesis.
  parser.next++;
  return values;
}

/** The values up to the closing parenthesis; between two commas, and beside one, is an empty value. */
function parseList(parser: Parser): Values {
  const values = new Set<string>();
  for (;;) {
    const token = take(parser);
    const after = peek(parser);
    if (token.type === 'identifier') {
      values.add(token.text);
      if (after.type === ')') return { values: [...values] };
      if (after.type !== ',') return { error: `found '${after.text}', expected: ',' or ')'` };
    } else if (token.type === ',') {
      if (values.size === 0 || after.type === ')' || after.type === ',') values.add('');
      if (after.type === ',') parser.next++;
      if (peek(parser).type === ')') return { values: [...values] };
    } else return { error: `found '${token.text}', expected: ',', or identifier` };
  }
}

function valuesError(key: string, operator: TokenType, values: readonly string[]): string | undefined {
  const isNumeric = operator === '<' || operator === '>';
  const sorted = [...values].sort();
  const numbers = sorted.flatMap((value, index) =>
    isNumeric && !isInt64(value)
      ? [
          `values[${index}]: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
        ]
      : [],
  );
  const labels = sorted.flatMap((value, index) => {
    const error = labelValueError(value);
    return error === undefined ? [] : [`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${error}`];
  });
  const errors = [...numbers, ...labels];
  return errors.length > 1 ? `[${errors.join(', ')}]` : errors[0];
}

function isInt64(text: string): boolean {
  if (!/^[-+]?[0-9]+$/.test(text)) return false;
  const value = BigInt(text.replace('+', ''));
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}
