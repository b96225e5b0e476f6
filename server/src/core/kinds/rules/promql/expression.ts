import type { Span } from '../../../text/span';

/** `{name="value"}`, or a quoted metric name alone (`{"a.b"}`, where `name` is `__name__`). */
export interface Matcher extends Span {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly valueSpan: Span;
}

/** `on (…)` or `ignoring (…)` with `group_left (…)`; `at` is its first word. */
export interface Matching {
  readonly at: Span;
  readonly isOn: boolean;
  readonly labels: readonly string[];
  readonly group?: Span & { readonly labels: readonly string[] };
}

/** A number, a duration that stands for one, or a string. */
export interface Literal extends Span {
  readonly type: 'number' | 'string';
}

/** An instant vector selector. */
export interface Selector extends Span {
  readonly type: 'selector';
  /** The metric in front of the braces; empty where none stands there. */
  readonly name: string;
  readonly matchers: readonly Matcher[];
}

/** What stands behind an expression and changes it; `at` is its word or bracket. */
export interface Postfix extends Span {
  readonly type: 'range' | 'subquery' | 'offset' | 'at' | 'anchored' | 'smoothed';
  readonly of: Expression;
  readonly at: Span;
  /** Whether an `@` has `start()` or `end()` behind it. */
  readonly isBound?: boolean;
}

/** A call of a function. */
export interface Call extends Span {
  readonly type: 'call';
  readonly name: string;
  readonly at: Span;
  readonly args: readonly Expression[];
}

/** An aggregation. */
export interface Aggregate extends Span {
  readonly type: 'aggregate';
  /** In lower case. */
  readonly operator: string;
  readonly at: Span;
  readonly args: readonly Expression[];
}

/** Two operands with the operator between them. */
export interface Binary extends Span {
  readonly type: 'binary';
  /** In lower case. */
  readonly operator: string;
  readonly at: Span;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool?: Span;
  readonly matching?: Matching;
  readonly fill?: Span;
}

/** A sign in front of an expression, or parentheses around it. */
export interface Wrapped extends Span {
  readonly type: 'unary' | 'paren';
  readonly of: Expression;
}

/** A PromQL expression that reads well, with the precedence that Prometheus gives it. */
export type Expression = Literal | Selector | Postfix | Call | Aggregate | Binary | Wrapped;

/** How tightly operators bind (promql/parser/generated_parser.y). */
export function precedenceOf(operator: string): number {
  switch (operator) {
    case 'or':
      return 1;
    case 'and':
    case 'unless':
      return 2;
    case '+':
    case '-':
      return 4;
    case '*':
    case '/':
    case '%':
    case 'atan2':
      return UNARY;
    case '^':
      return 6;
    default:
      return 3;
  }
}

/** A sign binds as tightly as `*`. */
const UNARY = 5;

/** What a binary operation has besides its operands. */
export type Operation = Pick<Binary, 'operator' | 'at' | 'bool' | 'matching' | 'fill'>;

/**
 * `left` and `right` joined by `operation`, where each of them may have come out of the syntax tree with operators that
 * bind less tightly: the grammar of the editor does not tell how far a modifier or a sign reaches.
 */
export function joined(left: Expression, operation: Operation, right: Expression): Expression {
  const precedence = precedenceOf(operation.operator);
  const isRight = operation.operator === '^';
  if (left.type === 'binary') {
    const outer = precedenceOf(left.operator);
    if (precedence > outer || (isRight && precedence === outer)) {
      return binary(left.left, left, joined(left.right, operation, right));
    }
  }
  if (left.type === 'unary' && precedence > UNARY) {
    return { ...left, of: joined(left.of, operation, right), end: right.end };
  }
  if (right.type === 'binary' && !isRight && precedenceOf(right.operator) <= precedence) {
    return binary(joined(left, operation, right.left), right, right.right);
  }
  return binary(left, operation, right);
}

function binary(left: Expression, operation: Operation, right: Expression): Binary {
  const { operator, at, bool, matching, fill } = operation;
  const modifiers = { ...(bool && { bool }), ...(matching && { matching }), ...(fill && { fill }) };
  return { type: 'binary', start: left.start, end: right.end, operator, at, left, right, ...modifiers };
}

/** `expression` with a modifier behind it, which belongs to its last operand. */
export function modified(
  expression: Expression,
  modifier: Pick<Postfix, 'type' | 'at' | 'isBound' | 'end'>,
): Expression {
  const { end } = modifier;
  if (expression.type === 'binary') return { ...expression, right: modified(expression.right, modifier), end };
  if (expression.type === 'unary') return { ...expression, of: modified(expression.of, modifier), end };
  return { ...modifier, of: expression, start: expression.start };
}

/** Every selector in `expression`, in the order in which they stand there. */
export function selectorsIn(expression: Expression): readonly Selector[] {
  switch (expression.type) {
    case 'selector':
      return [expression];
    case 'call':
    case 'aggregate':
      return expression.args.flatMap(selectorsIn);
    case 'binary':
      return [expression.left, expression.right].flatMap(selectorsIn);
    default:
      return 'of' in expression ? selectorsIn(expression.of) : [];
  }
}
