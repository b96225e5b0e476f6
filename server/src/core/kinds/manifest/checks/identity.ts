import { defineChecks } from '../../../findings/check';
import { labelKeyError, labelValueError, namespaceError, objectNameError } from '../../../formats/kubernetesName';
import { replaceFix, spanOf } from '../../../schema/report';
import { isGiven, mapAt, type StructValue, structAt, textAt } from '../../../schema/value';
import { valueSpan } from '../../walk';
import type { ManifestObject } from '../object';
import { type ObjectCheckContext, refuse } from './context';

export const infos = defineChecks({
  version: {
    code: 'unknown-api-version',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary: 'The kind does not exist in the `apiVersion` that is named.',
    program: 'no matches for kind %q in version %q',
  },
  noName: {
    code: 'missing-key',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary: 'The object has no name.',
    program: 'resource name may not be empty',
  },
  name: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary:
      'The name or namespace of the object, or a name or value of its labels or annotations, has characters that Kubernetes refuses.',
    program: 'Invalid value: %q: %s',
  },
  time: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [],
    tag: 'API',
    summary: 'A time in `metadata` is not written as `2006-01-02T15:04:05Z`.',
    program: 'parsing time %q',
  },
});

/** Checks what every object has: its version, its name and its labels; `apiVersion` is the one that there is. */
export function checkIdentity(
  object: ManifestObject,
  root: StructValue,
  apiVersion: string,
  context: ObjectCheckContext,
): void {
  const written = textAt(root, 'apiVersion');
  if (written !== undefined && written !== apiVersion) {
    const span = valueSpan(root, 'apiVersion');
    const program = `no matches for kind ${JSON.stringify(object.kind)} in version ${JSON.stringify(written)}`;
    const fixes = [replaceFix(`Change to \`${apiVersion}\``, span, apiVersion)];
    const text = `A ${object.kind} is of the version \`${apiVersion}\`.`;
    refuse(context, infos.version, span, text, { fixes, program });
  }
  const metadata = structAt(root, 'metadata');
  checkName(object, root, metadata, context);
  if (metadata === undefined) return;
  checkOtherNames(metadata, context);
  checkLabels(metadata, context);
  checkTimes(metadata, context);
}

function checkName(
  object: ManifestObject,
  root: StructValue,
  metadata: StructValue | undefined,
  context: ObjectCheckContext,
): void {
  const isUnread = metadata === undefined ? isGiven(root, 'metadata') : metadata.meant.size > 0;
  if (isUnread || context.incomplete || root.meant.size > 0) return;
  const name = metadata === undefined ? undefined : textAt(metadata, 'name');
  if (metadata !== undefined && name === undefined && isGiven(metadata, 'name')) return;
  if (!name) {
    if (metadata !== undefined && isGiven(metadata, 'generateName') && textAt(metadata, 'generateName') !== '') return;
    const at = metadata !== undefined && isGiven(metadata, 'name') ? valueSpan(metadata, 'name') : object.at;
    refuse(context, infos.noName, at, 'The object has no name. Add `metadata.name`.');
    return;
  }
  const error = objectNameError(name);
  if (error === undefined || metadata === undefined) return;
  const text = 'A name has lower-case letters, digits, `-` and `.`, and begins and ends with a letter or digit.';
  const program = `Invalid value: ${JSON.stringify(name.slice(0, 60))}: ${error}`;
  refuse(context, infos.name, valueSpan(metadata, 'name'), text, { program });
}

/** The beginning of a name may end with what no name ends with, since letters follow. */
function checkOtherNames(metadata: StructValue, context: ObjectCheckContext): void {
  const errors = {
    generateName: objectNameError((textAt(metadata, 'generateName') || 'a').replace(/-$/, 'a')),
    namespace: namespaceError(textAt(metadata, 'namespace') || 'a'),
  };
  for (const [key, error] of Object.entries(errors)) {
    if (error === undefined) continue;
    const program = `Invalid value: ${JSON.stringify((textAt(metadata, key) ?? '').slice(0, 60))}: ${error}`;
    const text = `This is no ${key === 'namespace' ? 'namespace' : 'beginning of a name'}: those have lower-case letters, digits and \`-\`.`;
    refuse(context, infos.name, valueSpan(metadata, key), text, { program });
  }
}

/** RFC 3339, as Go reads it. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function checkTimes(metadata: StructValue, context: ObjectCheckContext): void {
  for (const key of ['creationTimestamp', 'deletionTimestamp']) {
    const text = textAt(metadata, key);
    if (text === undefined || TIME.test(text)) continue;
    const program = `parsing time ${JSON.stringify(text.slice(0, 60))}`;
    refuse(context, infos.time, valueSpan(metadata, key), 'This is no time. Remove the key: Kubernetes sets it.', {
      program,
    });
  }
}

function checkLabels(metadata: StructValue, context: ObjectCheckContext): void {
  for (const [name, { keyNode, value }] of mapAt(metadata, 'labels')?.entries ?? []) {
    const keyError = labelKeyError(name)?.replace('<nil>: ', '');
    const valueError = value?.kind === 'scalar' ? labelValueError(String(value.value)) : undefined;
    if (keyError !== undefined) {
      refuse(context, infos.name, keyNode, 'This is no name of a label.', { program: keyError });
    } else if (value !== undefined && valueError !== undefined) {
      refuse(context, infos.name, spanOf(value.node), 'This is no value of a label.', { program: valueError });
    }
  }
  for (const [name, { keyNode }] of mapAt(metadata, 'annotations')?.entries ?? []) {
    // Annotations are named like labels, with capital letters allowed in the prefix.
    const program = labelKeyError(name.toLowerCase())?.replace('<nil>: ', '');
    if (program === undefined) continue;
    refuse(context, infos.name, keyNode, 'This is no name of an annotation.', { program });
  }
}
