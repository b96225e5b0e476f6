import type { Binary } from './expression';
import type { ValueType } from './functions';
import type { ReportProblem } from './problem';

const COMPARISONS = new Set(['==', '!=', '<=', '<', '>=', '>']);
const SETS = new Set(['and', 'or', 'unless']);

/** The types of the two operands. */
interface Sides {
  readonly left: ValueType;
  readonly right: ValueType;
}

/** Checks an operator with operands of these types, and gives the type of what comes out. */
export function checkBinary(binary: Binary, left: ValueType, right: ValueType, report: ReportProblem): ValueType {
  const sides = { left, right };
  checkComparison(binary, sides, report);
  checkGroupLabels(binary, report);
  checkOperands(binary, sides, report);
  checkVectorsOnly(binary, sides, report);
  if (left === 'unknown' || right === 'unknown') return 'unknown';
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector';
}

function checkComparison({ operator, at, bool }: Binary, { left, right }: Sides, report: ReportProblem): void {
  const isComparison = COMPARISONS.has(operator);
  if (bool !== undefined && !isComparison) {
    const reason = '`bool` makes 0 or 1 of a comparison; here is none. Remove it.';
    report({ ...bool, reason, program: 'bool modifier can only be used on comparison operators' });
  } else if (isComparison && bool === undefined && left === 'scalar' && right === 'scalar') {
    const meant = `${operator} bool`;
    const reason = `Two numbers can only be compared to 0 or 1: write \`${meant}\`. For an alert, compare a vector.`;
    const program = 'comparisons between scalars must use BOOL modifier';
    report({ start: at.start, end: at.end, reason, program, meant });
  }
}

function checkOperands(binary: Binary, { left, right }: Sides, report: ReportProblem): void {
  for (const [type, { start, end }] of [
    [left, binary.left],
    [right, binary.right],
  ] as const) {
    if (type !== 'matrix' && type !== 'string') continue;
    const reason =
      type === 'matrix'
        ? 'A range vector cannot be calculated with. Put a function such as `rate` around it.'
        : 'A string cannot be calculated with. Remove the quotes.';
    report({ start, end, reason, program: 'binary expression must contain only scalar and instant vector types' });
  }
}

/** What only two vectors can have; one finding for an operation. */
function checkVectorsOnly(binary: Binary, { left, right }: Sides, report: ReportProblem): void {
  const { operator, matching, fill } = binary;
  const { start, end } = binary.at;
  const areVectors = left === 'vector' && right === 'vector';
  const isUnknown = left === 'unknown' || right === 'unknown';
  const hasScalar = left === 'scalar' || right === 'scalar';
  const isSet = SETS.has(operator);
  if (!areVectors && !isUnknown && matching !== undefined && matching.labels.length > 0) {
    const reason = `\`${matching.isOn ? 'on' : 'ignoring'}\` matches series with series, and one side is none. Remove it.`;
    report({ ...matching.at, reason, program: 'vector matching only allowed between instant vectors' });
  } else if (areVectors && isSet && matching?.group !== undefined) {
    const { start: from, end: to } = matching.group;
    const reason = `\`${operator}\` always compares many with many. Remove \`group_left\` or \`group_right\`.`;
    report({ start: from, end: to, reason, program: `no grouping allowed for ${JSON.stringify(operator)} operation` });
  } else if (fill !== undefined && (isSet || hasScalar)) {
    const words = isSet && areVectors ? 'not allowed for set operators' : 'only allowed between instant vectors';
    const reason = 'Missing series are filled in only for arithmetic and comparisons of two vectors. Remove it.';
    report({ ...fill, reason, program: `filling in missing series ${words}` });
  } else if (hasScalar && isSet) {
    const reason = `\`${operator}\` combines series, and one side is a number. Use \`vector(…)\`, or compare.`;
    const program = `set operator ${JSON.stringify(operator)} not allowed in binary scalar expression`;
    report({ start, end, reason, program });
  }
}

/** A label that the two sides share cannot be copied from one to the other. */
function checkGroupLabels({ matching }: Binary, report: ReportProblem): void {
  if (matching?.isOn !== true || matching.group === undefined) return;
  const { labels, group } = matching;
  const [both] = labels.filter((label) => group.labels.includes(label));
  if (both === undefined) return;
  const reason = `\`${both}\` is the same on both sides, so it cannot be copied. Remove it from the group.`;
  const program = `label ${JSON.stringify(both)} must not occur in ON and GROUP clause at once`;
  report({ start: group.start, end: group.end, reason, program });
}
