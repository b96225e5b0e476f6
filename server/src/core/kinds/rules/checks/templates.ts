import { defineChecks } from '../../../findings/check';
import { goTemplateProblem } from '../../../formats/goTemplate';
import type { TemplateNames } from '../../../formats/goTemplateParser';
import { spanOf } from '../../../schema/report';
import { isSet, mapAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import type { RulesCheck } from '../context';
import { placeInScalar } from '../scalarPlace';

export const infos = defineChecks({
  invalid: {
    code: 'invalid-template',
    severity: 'error',
    source: 'prometheus',
    rules: [191],
    tag: 'LOAD',
    summary: 'The template of a label or an annotation of an alert does not parse.',
    program: 'annotation %q: %w',
  },
});

/** Functions of Prometheus in templates (template/template.go), and since when where that is not long ago. */
const FUNCTIONS =
  'query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime pathPrefix externalURL parseDuration'.split(
    ' ',
  );
const NEWER: readonly (readonly [name: string, since: Version])[] = [
  ['toDuration', release('3.6')],
  ['now', release('3.6')],
  ['urlQueryEscape', release('3.8')],
];
const VARIABLES = ['$labels', '$externalLabels', '$externalURL', '$value'];

/** What only Helm fills in: such a text becomes a rule when the chart is rendered. */
const OF_HELM =
  /\{\{-?[^}]*(?:\.(?:Values|Release|Chart|Files|Capabilities|Template)\b|\b(?:include|tpl|toYaml|quote|default|nindent|indent)\b)/;

function namesFor(version: Version): TemplateNames {
  const newer = NEWER.filter(([, since]) => version >= since).map(([name]) => name);
  return { functions: new Set([...FUNCTIONS, ...newer]), variables: VARIABLES };
}

const templates: RulesCheck = (rule, _place, { report, version }) => {
  // Those of a recording rule are taken as they are.
  if (!isSet(rule, 'alert')) return;
  for (const [what, key] of [
    ['label', 'labels'],
    ['annotation', 'annotations'],
  ] as const) {
    for (const [name, { value }] of mapAt(rule, key)?.entries ?? []) {
      if (value?.kind !== 'scalar') continue;
      const text = String(value.value);
      if (!text.includes('{{') || OF_HELM.test(text)) continue;
      const problem = goTemplateProblem(text, namesFor(version));
      if (problem === undefined) continue;
      const at = placeInScalar(value.node, problem.start, problem.end) ?? spanOf(value.node);
      const program = problem.program && `${what} ${JSON.stringify(name)}: template: …: ${problem.program}`;
      report(
        infos.invalid,
        at,
        `${problem.reason}${hint(text.slice(problem.start, problem.end))}`,
        program ? { program } : {},
      );
    }
  }
};

/** What people forget: the `$` of the variables. */
function hint(word: string): string {
  const variable = VARIABLES.find((name) => name.slice(1) === word.replace(/^\./, '').toLowerCase());
  if (variable !== undefined && word !== variable) return ` Did you mean \`${variable}\`?`;
  return '';
}

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule: [templates],
};
