import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import {
  type Binary,
  type Expression,
  joined,
  type Matcher,
  type Matching,
  modified,
  type Operation,
  type Postfix,
} from './expression';
import { stringAt } from './strings';

const strict = parser.configure({ strict: true });

/** The syntax tree of `text`, or the offset where it stops being PromQL. */
export function treeOf(text: string): Tree | { readonly stuckAt: number } {
  try {
    return strict.parse(text);
  } catch (thrown) {
    const place = /No parse at (\d+)/.exec(thrown instanceof Error ? thrown.message : '')?.[1];
    return { stuckAt: place === undefined ? text.length : Number(place) };
  }
}

/**
 * The expression of a syntax tree.
 * @param source the text as it is written: names are read from it, since the tree may be of one with other functions
 */
export function expressionOf(tree: Tree, source: string): Expression | undefined {
  const root = tree.topNode.firstChild;
  const first = root === null ? undefined : [root, ...siblings(root)].find(isExpression);
  return first === undefined ? undefined : convert(first, source);
}

const POSTFIX: Readonly<Record<string, Postfix['type']>> = {
  MatrixSelector: 'range',
  SubqueryExpr: 'subquery',
  OffsetExpr: 'offset',
  StepInvariantExpr: 'at',
  AnchoredExpr: 'anchored',
  SmoothedExpr: 'smoothed',
};

const OTHERS = new Set([
  'AggregateExpr',
  'BinaryExpr',
  'FunctionCall',
  'NumberDurationLiteral',
  'ParenExpr',
  'StringLiteral',
  'UnaryExpr',
  'VectorSelector',
]);

function isExpression({ name }: SyntaxNode): boolean {
  return OTHERS.has(name) || Object.hasOwn(POSTFIX, name);
}

function siblings(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) found.push(next);
  return found;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.firstChild === null ? [] : [node.firstChild, ...siblings(node.firstChild)];
}

function spanOf({ from, to }: SyntaxNode): { start: number; end: number } {
  return { start: from, end: to };
}

/** The one expression in `node`; a tree without errors has it. */
function inner(node: SyntaxNode, source: string): Expression {
  const [child] = childrenOf(node).filter(isExpression);
  return child === undefined ? { type: 'number', ...spanOf(node) } : convert(child, source);
}

function convert(node: SyntaxNode, source: string): Expression {
  const span = spanOf(node);
  const postfix = POSTFIX[node.name];
  if (postfix !== undefined) return convertPostfix(node, postfix, source);
  switch (node.name) {
    case 'BinaryExpr':
      return convertBinary(node, source);
    case 'UnaryExpr':
      return { type: 'unary', of: inner(node, source), ...span };
    case 'ParenExpr':
      return { type: 'paren', of: inner(node, source), ...span };
    case 'FunctionCall':
    case 'AggregateExpr':
      return convertCall(node, source);
    case 'VectorSelector':
      return convertSelector(node, source);
    default:
      return { type: node.name === 'StringLiteral' ? 'string' : 'number', ...span };
  }
}

function convertPostfix(node: SyntaxNode, type: Postfix['type'], source: string): Expression {
  const [child] = childrenOf(node).filter(isExpression);
  const operand = inner(node, source);
  const from = child?.to ?? node.from;
  const sign = /^(?:[ \t\r\n]|#[^\r\n]*)*(\[|@|\w+)/.exec(source.slice(from, node.to));
  const start = from + (sign === null ? 0 : sign[0].length - (sign[1]?.length ?? 0));
  const end = type === 'range' || type === 'subquery' ? node.to : start + (sign?.[1]?.length ?? 1);
  const isBound = node.getChild('AtModifierPreprocessors') !== null;
  return modified(operand, { type, at: { start, end }, end: node.to, ...(isBound && { isBound }) });
}

function convertBinary(node: SyntaxNode, source: string): Expression {
  const children = childrenOf(node).filter(({ name }) => name !== 'LineComment');
  const [left, operator, ...rest] = children;
  const right = rest.at(-1);
  if (left === undefined || operator === undefined || right === undefined) return { type: 'number', ...spanOf(node) };
  const part = (name: string) => rest.find((child) => child.name === name);
  const bool = part('BoolModifier');
  const clause = part('MatchingModifierClause');
  const fill = part('FillModifier');
  const operation: Operation = {
    operator: source.slice(operator.from, operator.to).toLowerCase(),
    at: spanOf(operator),
    ...(bool && { bool: spanOf(bool) }),
    ...(clause && { matching: matchingOf(clause, source) }),
    ...(fill && { fill: spanOf(fill) }),
  };
  return joined(convert(left, source), operation, convert(right, source));
}

function matchingOf(clause: SyntaxNode, source: string): Matching {
  const [word, ...rest] = childrenOf(clause);
  const lists = rest.filter(({ name }) => name === 'GroupingLabels');
  const side = rest.find(({ name }) => name === 'GroupLeft' || name === 'GroupRight');
  const [own, included] = lists.map((list) => labelsIn(list, source));
  const group = side && { ...spanOf(side), labels: included ?? [] };
  return {
    at: spanOf(word ?? clause),
    isOn: word?.name === 'On',
    labels: own ?? [],
    ...(group && { group }),
  } satisfies Binary['matching'];
}

function labelsIn(list: SyntaxNode, source: string): readonly string[] {
  return childrenOf(list).flatMap(({ name, from, to }) => {
    if (name === 'LabelName') return [source.slice(from, to)];
    return name === 'QuotedLabelName' ? [unquoted(source, from)] : [];
  });
}

function unquoted(source: string, at: number): string {
  const text = stringAt(source, at);
  return text !== undefined && 'value' in text ? text.value : '';
}

function convertCall(node: SyntaxNode, source: string): Expression {
  const head = node.firstChild ?? node;
  const start = head.from;
  const name = /^\w+/.exec(source.slice(start, start + 200))?.[0] ?? '';
  const body = node.getChild('FunctionCallBody');
  const args = body === null ? [] : childrenOf(body).filter(isExpression);
  const parts = {
    at: { start, end: start + name.length },
    args: args.map((arg) => convert(arg, source)),
    ...spanOf(node),
  };
  if (node.name === 'FunctionCall') return { type: 'call', name, ...parts };
  return { type: 'aggregate', operator: name.toLowerCase(), ...parts };
}

function convertSelector(node: SyntaxNode, source: string): Expression {
  const identifier = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const matchers = braces === null ? [] : childrenOf(braces).flatMap((child) => matcherOf(child, source) ?? []);
  const name = identifier === null ? '' : source.slice(identifier.from, identifier.to);
  return { type: 'selector', name, matchers, ...spanOf(node) };
}

function matcherOf(node: SyntaxNode, source: string): Matcher | undefined {
  const span = spanOf(node);
  if (node.name === 'QuotedLabelName') {
    return { name: '__name__', operator: '=', value: unquoted(source, node.from), valueSpan: span, ...span };
  }
  const [label, operator, value] = childrenOf(node).filter(({ name }) => name !== 'LineComment');
  if (label === undefined || operator === undefined || value === undefined) return undefined;
  const isQuoted = label.name === 'QuotedLabelName';
  return {
    name: isQuoted ? unquoted(source, label.from) : source.slice(label.from, label.to),
    operator: source.slice(operator.from, operator.to) as Matcher['operator'],
    value: unquoted(source, value.from),
    valueSpan: spanOf(value),
    ...span,
  };
}
