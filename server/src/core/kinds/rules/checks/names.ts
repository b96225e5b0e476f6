import { defineChecks } from '../../../findings/check';
import { decodeBase64 } from '../../../formats/base64';
import { replaceFix } from '../../../schema/report';
import { mapAt, type StructValue, textAt } from '../../../schema/value';
import { release, type Version } from '../../../schema/version';
import { resolveAlias } from '../../../syntax/yaml/nodes';
import { valueSpan } from '../../walk';
import type { RulesCheck, RulesCheckContext } from '../context';
import { aliasAt } from './aliases';

export const infos = defineChecks({
  label: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [183],
    tag: 'LOAD',
    summary: 'The name of a label of a group or a rule is no label name, or `__name__`.',
    program: 'invalid label name: %s',
  },
  labelValue: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [184],
    tag: 'LOAD',
    summary: 'The value of a label is not UTF-8, which only a `!!binary` text can be.',
    program: 'invalid label value: %s',
  },
  annotation: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [190],
    tag: 'LOAD',
    summary: 'The name of an annotation has other characters than label names have.',
    program: 'invalid annotation name: %s',
  },
  metric: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [189],
    tag: 'LOAD',
    summary: 'The name of a recording rule is no metric name.',
    program: 'invalid recording rule name: %s',
  },
  braces: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [189],
    tag: 'LOAD',
    summary: 'The name of a recording rule has braces, as if it were an expression.',
    program: 'braces present in the recording rule name; should it be in expr?: %s',
  },
});

const UTF8_SINCE = release('3.0');
const BRACES_REFUSED_SINCE = release('3.2');

/**
 * Label names as far as the file tells: from 3.0 on everything goes, unless the `global` of the prometheus.yml, which
 * is unknown here, asks for `legacy` (since-behaviour 17 to 25).
 */
function isLabelName(name: string, version: Version): boolean {
  return version < UTF8_SINCE ? /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) : name !== '';
}

const labels: RulesCheck = (owner, _place, context) => {
  const { report, version } = context;
  for (const [name, { keyNode }] of mapAt(owner, 'labels')?.entries ?? []) {
    if (name === '__name__') {
      const text = 'The name of the metric is no label to set: a recording rule has it in `record`. Remove it.';
      report(infos.label, keyNode, text, { program: 'invalid label name: __name__' });
    } else if (!isLabelName(name, version)) {
      report(infos.label, keyNode, reasonFor('label', name), {
        ...fixFor(name, keyNode),
        program: `invalid label name: ${name}`,
      });
    }
  }
  labelValues(owner, context);
};

/** YAML itself is UTF-8; only `!!binary` brings other bytes. */
function labelValues(owner: StructValue, { report }: RulesCheckContext): void {
  for (const { value } of mapAt(owner, 'labels')?.entries.values() ?? []) {
    const node = value && resolveAlias(value.node);
    if (node?.type !== 'scalar' || node.tag !== '!!binary') continue;
    const bytes = decodeBase64(node.value);
    if (bytes === undefined || isUtf8(bytes)) continue;
    report(infos.labelValue, node, 'The bytes of this value are no UTF-8. Write text.', {
      program: 'invalid label value',
    });
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const annotations: RulesCheck = (rule, _place, { report, version }) => {
  for (const [name, { keyNode }] of mapAt(rule, 'annotations')?.entries ?? []) {
    if (isLabelName(name, version)) continue;
    const program = `invalid annotation name: ${name}`;
    report(infos.annotation, keyNode, reasonFor('annotation', name), { ...fixFor(name, keyNode), program });
  }
};

function reasonFor(what: string, name: string): string {
  return name === ''
    ? `The name of ${what === 'label' ? 'a label' : 'an annotation'} cannot be empty.`
    : `The name of ${what === 'label' ? 'a label' : 'an annotation'} has only letters, digits and \`_\`, and no digit first. Rename it.`;
}

function fixFor(name: string, at: { readonly start: number; readonly end: number }) {
  const meant = name.replaceAll(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=[0-9])/, '_');
  return name === '' ? {} : { fixes: [replaceFix(`Change to \`${meant}\``, at, meant, false)] };
}

const recordName: RulesCheck = (rule, _place, { report, version }) => {
  const name = textAt(rule, 'record') ?? '';
  if (name === '' || aliasAt(rule, 'record', version) !== undefined) return;
  if (version < UTF8_SINCE && !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name)) {
    const text =
      'The name of a metric has only letters, digits, `_` and `:`, and no digit first. Labels go into `labels`.';
    report(infos.metric, valueSpan(rule, 'record'), text, { program: `invalid recording rule name: ${name}` });
  } else if (version >= BRACES_REFUSED_SINCE && /[{}]/.test(name)) {
    const text =
      '`record` takes the name of a metric, not an expression. Labels go into `labels`, everything else into `expr`.';
    const program = `braces present in the recording rule name; should it be in expr?: ${name}`;
    report(infos.braces, valueSpan(rule, 'record'), text, { program });
  }
};

export const checks: Readonly<Record<string, readonly RulesCheck[]>> = {
  rule_group: [labels],
  rule: [labels, annotations, recordName],
};
