/** What an expression yields; `unknown` where a function is not known. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string' | 'unknown';

/** A function of PromQL (promql/parser/functions.go). */
export interface PromqlFunction {
  readonly args: readonly ValueType[];
  readonly returns: ValueType;
  /** How many arguments may be missing or follow: -1 any number, 0 none; the last type is that of all that follow. */
  readonly variadic: number;
  /** The first version that has it, where that is not 2.0. */
  readonly since?: string;
  /** The first version that no longer has it, and the name under which it goes on. */
  readonly gone?: { readonly in: string; readonly as: string };
}

const NAMES: Readonly<Record<string, string>> = {
  'vector → vector':
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp',
  'matrix → vector':
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  'vector? → vector': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  '→ scalar': 'end pi range start step time',
  'vector → scalar': 'scalar',
  'scalar → vector': 'vector',
  'vector scalar → vector': 'clamp_max clamp_min',
  'vector scalar? → vector': 'round',
  'vector scalar scalar → vector': 'clamp',
  'scalar vector → vector': 'histogram_quantile',
  'scalar scalar vector → vector': 'histogram_fraction',
  'scalar matrix → vector': 'quantile_over_time',
  'matrix scalar → vector': 'predict_linear',
  'matrix scalar? → vector': 'integral',
  'matrix scalar scalar → vector': 'double_exponential_smoothing holt_winters',
  'scalar scalar → scalar': 'max_of min_of',
  'vector vector? → vector': 'info',
  'vector string string string string → vector': 'label_replace',
  'vector string string string* → vector': 'label_join',
  'vector string* → vector': 'sort_by_label sort_by_label_desc',
  'vector string scalar scalar* → vector': 'histogram_quantiles',
};

/** First versions, of those functions that came after 2.0 (since-behaviour 71). */
const SINCE: Readonly<Record<string, string>> = {
  absent_over_time: '2.16',
  acos: '2.31',
  acosh: '2.31',
  asin: '2.31',
  asinh: '2.31',
  atan: '2.31',
  atanh: '2.31',
  clamp: '2.26',
  cos: '2.31',
  cosh: '2.31',
  day_of_year: '2.38',
  deg: '2.31',
  double_exponential_smoothing: '3.0',
  end: '3.12',
  first_over_time: '3.7',
  histogram_avg: '2.51',
  histogram_count: '2.40',
  histogram_fraction: '2.40',
  histogram_quantiles: '3.11',
  histogram_stddev: '2.47',
  histogram_stdvar: '2.47',
  histogram_sum: '2.40',
  info: '2.55',
  integral: '3.16',
  last_over_time: '2.26',
  mad_over_time: '2.49',
  max_of: '3.13',
  min_of: '3.13',
  pi: '2.31',
  present_over_time: '2.29',
  rad: '2.31',
  range: '3.12',
  sgn: '2.26',
  sin: '2.31',
  sinh: '2.31',
  sort_by_label: '2.49',
  sort_by_label_desc: '2.49',
  start: '3.12',
  start_timestamp: '3.14',
  step: '3.12',
  tan: '2.31',
  tanh: '2.31',
  ts_of_first_over_time: '3.7',
  ts_of_last_over_time: '3.5',
  ts_of_max_over_time: '3.5',
  ts_of_min_over_time: '3.5',
};

const GONE: Readonly<Record<string, PromqlFunction['gone']>> = {
  holt_winters: { in: '3.0', as: 'double_exponential_smoothing' },
};

/** How many may follow where it is neither one nor any number. */
const VARIADIC: Readonly<Record<string, number>> = { histogram_quantiles: 9 };

/** All functions by name, those behind a feature flag included. */
export const FUNCTIONS: ReadonlyMap<string, PromqlFunction> = new Map(
  Object.entries(NAMES).flatMap(([signature, names]) =>
    names.split(' ').map((name) => [name, functionOf(name, signature)] as const),
  ),
);

function functionOf(name: string, signature: string): PromqlFunction {
  const [args = '', returns = ''] = signature.split('→').map((side) => side.trim());
  const types = args === '' ? [] : args.split(' ');
  const last = types.at(-1) ?? '';
  const since = SINCE[name];
  const gone = GONE[name];
  return {
    args: types.map((type) => type.replace(/[?*]$/, '') as ValueType),
    returns: returns as ValueType,
    variadic: VARIADIC[name] ?? (last.endsWith('*') ? -1 : last.endsWith('?') ? 1 : 0),
    ...(since !== undefined && { since }),
    ...(gone !== undefined && { gone }),
  };
}

/** Aggregations with a parameter in front of what they aggregate, and its type. */
export const PARAMETERS: Readonly<Record<string, ValueType>> = {
  topk: 'scalar',
  bottomk: 'scalar',
  quantile: 'scalar',
  limitk: 'scalar',
  limit_ratio: 'scalar',
  count_values: 'string',
};

/** How messages speak of a type, as Prometheus documents it. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
  unknown: 'none',
};
