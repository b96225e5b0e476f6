import { defineChecks } from '../../../../findings/check';
import { parseGoUrl } from '../../../../formats/url';
import { replaceFix } from '../../../../schema/report';
import { isSet, textAt } from '../../../../schema/value';
import { valueSpan } from '../../../walk';
import type { PrometheusCheck } from '../../context';

export const infos = defineChecks({
  form: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [142],
    tag: 'LOAD',
    summary:
      "A key, project, zone or address of a Scaleway discovery does not have the form that Scaleway's SDK asks for.",
    program: 'scaleway-sdk-go: invalid %s format',
  },
});

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const UUID_FORM = 'a UUID such as `11111111-2222-3333-4444-555555555555`';

interface Form {
  readonly key: string;
  readonly pattern: RegExp;
  readonly form: string;
  /** What the program calls it; its words would repeat the value, so keys are left out of them. */
  readonly words: string;
}

const FORMS: readonly Form[] = [
  {
    key: 'access_key',
    pattern: /^SCW[A-Z0-9]{17}$/,
    form: '`SCW` and 17 capital letters or digits',
    words: 'access key',
  },
  { key: 'secret_key', pattern: UUID, form: UUID_FORM, words: 'secret key' },
  { key: 'project_id', pattern: UUID, form: UUID_FORM, words: 'project ID' },
  {
    key: 'zone',
    pattern: /^[a-z]{2}-[a-z]{3,7}-[0-9]{1,2}$/,
    form: 'a zone such as `fr-par-1`',
    words: 'default zone',
  },
];

/** Why Scaleway's SDK refuses `text` under `key`: the form it asks for, and its words; undefined where it does not. */
export function formProblem(
  key: string,
  text: string,
): { readonly form: string; readonly program: string } | undefined {
  const found = FORMS.find((candidate) => candidate.key === key);
  if (found === undefined || found.pattern.test(text)) return undefined;
  const program =
    text === '' ? 'scaleway-sdk-go: default zone cannot be empty' : `scaleway-sdk-go: invalid ${found.words} format`;
  return { form: found.form, program };
}

const forms: PrometheusCheck = (value, _place, { report }) => {
  for (const { key } of FORMS) {
    const text = textAt(value, key);
    // An empty zone is refused as well; the other empty values are reported as missing.
    const problem = text === undefined || (text === '' && key !== 'zone') ? undefined : formProblem(key, text);
    if (problem === undefined || (key === 'secret_key' && isSet(value, 'secret_key_file'))) continue;
    const { form, program } = problem;
    report(infos.form, valueSpan(value, key), `\`${key}\` is ${form}. Correct it.`, { program });
  }
};

/** Why Scaleway's SDK refuses the address `text`, and what it would take instead; undefined where it does not. */
export function apiUrlProblem(text: string): { readonly program: string; readonly mended?: string } | undefined {
  const words = `scaleway-sdk-go: invalid API url '${text}'`;
  if (text === '' || 'error' in parseGoUrl(text)) return { program: words };
  if (!text.endsWith('/')) return undefined;
  return { program: `${words} it should not have a trailing slash`, mended: text.replace(/\/+$/, '') };
}

const apiUrl: PrometheusCheck = (value, _place, { report }) => {
  const text = textAt(value, 'api_url');
  const problem = text === undefined ? undefined : apiUrlProblem(text);
  if (problem === undefined) return;
  const span = valueSpan(value, 'api_url');
  const { program, mended } = problem;
  if (mended === undefined) {
    const message = '`api_url` is no URL. Correct it, or remove the key to use the public API.';
    report(infos.form, span, message, { program });
    return;
  }
  const fixes = mended === '' ? [] : [replaceFix(`Change to \`${mended}\``, span, mended)];
  report(infos.form, span, '`api_url` cannot end with a slash. Remove the slash.', { fixes, program });
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = { scaleway_sd_config: [forms, apiUrl] };
