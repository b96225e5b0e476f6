import { closed, ENDED, peek, type Result, refused, type TemplateParser } from './goTemplateParser';
import type { TemplateProblem, TemplateToken } from './goTemplateTokens';

const GO_FUNCTIONS = new Set(
  'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne'.split(' '),
);
const KEYWORD = /^(?:if|range|with|else|end|define|block|template|break|continue)$/;
const CONSTANTS = new Set(['true', 'false', 'nil']);

/** How deep parentheses may be nested; deeper ones are left alone. */
const MAX_DEPTH = 100;

/** Commands with `|` between them, up to and with a token of type `end`; declarations in front of them. */
export function pipeline(parser: TemplateParser, end: 'close' | 'right', context: string): Result {
  declare(parser, context);
  let count = 0;
  for (;;) {
    const token = peek(parser);
    if (token === undefined) return ENDED;
    if (token.type === end) {
      if (count === 0) return refused(token, 'Something is missing here.', `missing value for ${context}`);
      return closed(parser);
    }
    if (!startsOperand(token)) {
      return refused(token, `${shown(token)} cannot stand here.`);
    }
    const found = command(parser, count);
    if (found !== undefined) return found;
    count++;
  }
}

/** Passes the variables that a pipeline declares (`$x :=`, or `$i, $x :=` of a `range`): they are known from here on. */
function declare(parser: TemplateParser, context: string): void {
  const [first, second, third, fourth] = parser.tokens.slice(parser.pos, parser.pos + 4);
  if (first?.type !== 'variable') return;
  if (isDeclaration(second)) {
    parser.pos += 2;
    parser.variables = [...parser.variables, first.text];
  } else if (second?.type === 'comma' && context === 'range' && third?.type === 'variable' && isDeclaration(fourth)) {
    parser.pos += 4;
    parser.variables = [...parser.variables, first.text, third.text];
  }
}

function isDeclaration(token: TemplateToken | undefined): boolean {
  return token?.type === 'declare' || token?.type === 'assign';
}

function undefinedVariable(token: TemplateToken): TemplateProblem {
  const reason = `The variable \`${token.text}\` is not declared.`;
  return refused(token, reason, `undefined variable ${JSON.stringify(token.text)}`);
}

function startsOperand({ type }: TemplateToken): boolean {
  return ['word', 'variable', 'field', 'dot', 'literal', 'string', 'left'].includes(type);
}

/** Operands up to a `|`, which is passed, or up to what ends the pipeline. */
function command(parser: TemplateParser, stage: number): Result {
  const first = peek(parser);
  for (;;) {
    const token = peek(parser);
    if (token === undefined) return ENDED;
    if (startsOperand(token)) {
      const found = operand(parser);
      if (found !== undefined) return found;
      const next = peek(parser);
      const isGlued = next !== undefined && startsOperand(next) && next.start === parser.tokens[parser.pos - 1]?.end;
      if (!isGlued) continue;
      return refused(next, `A blank is missing in front of ${shown(next)}.`);
    }
    if (token.type === 'pipe') {
      parser.pos++;
      return first && notCallable(first, stage);
    }
    if (token.type === 'close' || token.type === 'right') return first && notCallable(first, stage);
    return refused(token, `${shown(token)} cannot stand here.`);
  }
}

/** Behind a `|` stands something that can be called. */
function notCallable(first: TemplateToken, stage: number): TemplateProblem | undefined {
  const isConstant = first.type === 'word' && CONSTANTS.has(first.text);
  if (stage === 0 || !(isConstant || ['literal', 'string', 'dot'].includes(first.type))) return undefined;
  const reason = `${shown(first)} is no function: only functions stand behind a \`|\`.`;
  return refused(first, reason, `non executable command in pipeline stage ${stage + 1}`);
}

function operand(parser: TemplateParser): Result {
  const token = peek(parser);
  if (token === undefined) return ENDED;
  parser.pos++;
  if (token.type === 'left') {
    if (++parser.depth > MAX_DEPTH) return ENDED;
    const found = pipeline(parser, 'right', 'parenthesized pipeline');
    parser.depth--;
    return found ?? fields(parser, token);
  }
  if (token.type === 'variable' && !parser.variables.includes(token.text)) return undefinedVariable(token);
  if (token.type === 'word' && !CONSTANTS.has(token.text) && !isFunction(token.text, parser)) {
    const reason = `Templates have no function \`${token.text}\`.`;
    const program = KEYWORD.test(token.text) ? undefined : `function ${JSON.stringify(token.text)} not defined`;
    return refused(token, reason, program);
  }
  return fields(parser, token);
}

function isFunction(name: string, { names }: TemplateParser): boolean {
  return GO_FUNCTIONS.has(name) || names.functions.has(name);
}

/** Fields that follow without a blank: `.x` of `$labels.x`. */
function fields(parser: TemplateParser, token: TemplateToken): Result {
  let before = parser.tokens[parser.pos - 1];
  for (let next = peek(parser); next?.type === 'field' && next.start === before?.end; next = peek(parser)) {
    if (['string', 'literal', 'dot'].includes(token.type) || CONSTANTS.has(token.text)) {
      return refused(next, `${shown(token)} has no fields.`);
    }
    parser.pos++;
    before = next;
  }
  return undefined;
}

function shown({ text }: TemplateToken): string {
  return `\`${text}\``;
}
