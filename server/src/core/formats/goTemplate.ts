import { closed, ENDED, peek, type Result, refused, type TemplateNames, type TemplateParser } from './goTemplateParser';
import { pipeline } from './goTemplatePipeline';
import { type TemplateProblem, type TemplateToken, templateTokens } from './goTemplateTokens';

/**
 * The first thing for which Go's text/template does not parse `text`: actions that are not closed or not balanced,
 * functions and variables that nobody knows. Undefined where it parses, and where it is too odd to tell.
 */
export function goTemplateProblem(text: string, names: TemplateNames): TemplateProblem | undefined {
  const { tokens, problem } = templateTokens(text);
  const parser: TemplateParser = { tokens, names, variables: ['$', ...names.variables], open: [], pos: 0, depth: 0 };
  while (parser.pos < tokens.length) {
    const found = statement(parser);
    // What cannot be read ends the tokens: whatever is missing behind them is its doing.
    if (found === ENDED) return problem;
    if (found !== undefined) return found;
  }
  if (problem !== undefined) return problem;
  const last = parser.open.at(-1);
  if (last === undefined) return undefined;
  const { at } = last;
  const reason = `This \`${last.block}\` has no \`{{ end }}\`. Add it.`;
  return { start: at.start, end: at.end, reason, program: 'unexpected EOF' };
}

/** One action, from `{{` to `}}`. */
function statement(parser: TemplateParser): Result {
  parser.pos++;
  const token = peek(parser);
  if (token === undefined) return ENDED;
  if (token.type !== 'word') return pipeline(parser, 'close', 'command');
  switch (token.text) {
    case 'if':
    case 'range':
    case 'with':
      parser.pos++;
      return begin(parser, token.text, token, false);
    case 'block':
    case 'define':
    case 'template':
      parser.pos++;
      return named(parser, token.text, token);
    case 'else':
      return otherwise(parser, token);
    case 'end':
      return finish(parser, token);
    case 'break':
    case 'continue':
      return jump(parser, token);
    default:
      return pipeline(parser, 'close', 'command');
  }
}

function begin(parser: TemplateParser, block: 'if' | 'range' | 'with', at: TemplateToken, chained: boolean): Result {
  parser.open.push({ block, at, variables: parser.variables, hasElse: false, chained });
  return pipeline(parser, 'close', block);
}

/** `{{ define "name" }}`, `{{ block "name" pipeline }}` and `{{ template "name" pipeline }}`. */
function named(parser: TemplateParser, word: 'block' | 'define' | 'template', at: TemplateToken): Result {
  const name = peek(parser);
  if (name === undefined) return ENDED;
  if (name.type !== 'string') {
    const reason = `The name of a template stands behind \`${word}\`, in quotes.`;
    return refused(name, reason);
  }
  parser.pos++;
  if (word === 'define' && parser.open.length > 0) {
    return refused(at, 'A template is defined outside of every other action.');
  }
  if (word !== 'template') {
    parser.open.push({ block: word, at, variables: parser.variables, hasElse: false, chained: false });
  }
  const next = peek(parser);
  if (word !== 'block' && next?.type === 'close') return inside(parser, word, closed(parser));
  return word === 'define' && next !== undefined
    ? refused(next, 'Nothing stands behind the name of a template.')
    : inside(parser, word, pipeline(parser, 'close', `${word} clause`));
}

/** A template of its own sees none of the variables around it. */
function inside(parser: TemplateParser, word: 'block' | 'define' | 'template', result: Result): Result {
  if (word !== 'template') parser.variables = ['$'];
  return result;
}

function otherwise(parser: TemplateParser, token: TemplateToken): Result {
  parser.pos++;
  const open = parser.open.at(-1);
  if (open === undefined || open.block === 'define' || open.block === 'block') {
    return refused(token, 'This `else` belongs to no `if`, `range` or `with`.');
  }
  if (open.hasElse) return refused(token, 'This block has an `else` already.');
  open.hasElse = true;
  const next = peek(parser);
  if (next === undefined) return ENDED;
  if (next.type === 'close') return closed(parser);
  const isChain = next.type === 'word' && (next.text === 'if' || next.text === 'with') && open.block === next.text;
  if (!isChain) return refused(next, 'Only `if` stands behind the `else` of an `if`.');
  parser.pos++;
  return begin(parser, open.block === 'if' ? 'if' : 'with', next, true);
}

function finish(parser: TemplateParser, token: TemplateToken): Result {
  parser.pos++;
  const next = peek(parser);
  if (next === undefined) return ENDED;
  if (next.type !== 'close') return refused(next, 'Nothing stands behind `end`.');
  if (parser.open.length === 0) {
    return refused(token, 'This `end` closes nothing. Remove it, or add what it belongs to.', 'unexpected {{end}}');
  }
  for (let open = parser.open.pop(); open !== undefined; open = parser.open.pop()) {
    parser.variables = open.variables;
    if (!open.chained) break;
  }
  return closed(parser);
}

function jump(parser: TemplateParser, token: TemplateToken): Result {
  parser.pos++;
  const next = peek(parser);
  if (next === undefined) return ENDED;
  if (next.type !== 'close') return refused(next, `Nothing stands behind \`${token.text}\`.`);
  if (!parser.open.some(({ block }) => block === 'range')) {
    return refused(token, `\`${token.text}\` stands in a \`range\` only.`, `{{${token.text}}} outside {{range}}`);
  }
  return closed(parser);
}
