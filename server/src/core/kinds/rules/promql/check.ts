import type { Version } from '../../../schema/version';
import type { Expression } from './expression';
import { calledNames, functionProblem, withKnownWords } from './functionNames';
import { newSyntaxProblems } from './newSyntax';
import { expressionOf, treeOf } from './parse';
import type { PromqlProblem } from './problem';
import { checkStructure } from './structure';
import { syntaxProblem } from './syntaxProblem';
import { type PromqlToken, tokensOf } from './tokens';
import { checkTypes } from './types';

/** Expressions with more tokens, or nested deeper, are left alone: nobody writes them by hand. */
const MAX_TOKENS = 4000;
const MAX_DEPTH = 100;

/** What other programs fill in before Prometheus reads the expression. Grafana's own variables are filled in by none. */
const PLACEHOLDER = /\{\{|\{%|\$\{|<%|\[\[\s|@@[A-Za-z]|\$(?!__)[A-Za-z_]/;
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;

const NOTHING = 'The expression is empty, or nothing but a comment. Write what is to be evaluated.';

/**
 * What Prometheus `version` refuses in `text`, the expression of a rule (spec rule 188): at first what is no PromQL at
 * all, and where there is nothing of that, types that do not fit. What needs a feature flag is accepted.
 */
export function checkPromql(text: string, version: Version): readonly PromqlProblem[] {
  if (PLACEHOLDER.test(text.replace(STRINGS, '""'))) return [];
  const { tokens, problem, depth } = tokensOf(text);
  if (tokens.length > MAX_TOKENS || depth > MAX_DEPTH) return [];
  if (tokens[0]?.type === 'end' && problem === undefined) {
    return [{ start: 0, end: text.length, reason: NOTHING, program: 'no expression found in input' }];
  }
  const names = calledNames(tokens);
  const tree = treeOf(withKnownWords(text, tokens, names));
  const stuckAt = 'stuckAt' in tree ? tree.stuckAt : Number.POSITIVE_INFINITY;
  const end = Math.min(stuckAt, problem?.at ?? stuckAt);
  const unknown = names.flatMap((name) => functionProblem(name, version) ?? []);
  const found = [...unknown, ...newSyntaxProblems(tokens, version)].filter(({ start }) => start < end);
  // Behind something unknown, what else is wrong may only be misunderstood.
  if (found.length > 0) return found;
  if (problem !== undefined && problem.at <= stuckAt) return [problem];
  if ('stuckAt' in tree) return isMetricOffset(tokens, tree.stuckAt) ? [] : [syntaxProblem(tokens, tree.stuckAt)];
  const expression = expressionOf(tree, text);
  return expression === undefined ? [] : expressionProblems(expression);
}

/** The expression that `text` is; undefined where it is none, or where others fill something in first. */
export function readExpression(text: string): Expression | undefined {
  if (PLACEHOLDER.test(text.replace(STRINGS, '""'))) return undefined;
  const { tokens, problem, depth } = tokensOf(text);
  if (problem !== undefined || tokens.length > MAX_TOKENS || depth > MAX_DEPTH) return undefined;
  const tree = treeOf(withKnownWords(text, tokens, calledNames(tokens)));
  return 'stuckAt' in tree ? undefined : expressionOf(tree, text);
}

/** A metric may be called `offset`, which only the grammar of the syntax tree does not know. */
function isMetricOffset(tokens: readonly PromqlToken[], at: number): boolean {
  return tokens.some(({ start, text }) => start === at && text.toLowerCase() === 'offset');
}

function expressionProblems(expression: Expression): readonly PromqlProblem[] {
  const problems: PromqlProblem[] = [];
  const report = (problem: PromqlProblem) => problems.push(problem);
  checkStructure(expression, report);
  // As in Prometheus: types are looked at where everything before was right.
  if (problems.length === 0) checkTypes(expression, report);
  return problems;
}
