const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const VALUE = `(${NAME})?`;

const NAME_TEXT =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME}')`;
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;
const VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${VALUE}')`;

const MAX_NAME = 63;
const MAX_SUBDOMAIN = 253;

/** Why `key` is no key of a Kubernetes label, in the words of labels.Parse; undefined where it is one. */
export function labelKeyError(key: string): string | undefined {
  const errors = qualifiedNameErrors(key);
  return errors.length === 0 ? undefined : `<nil>: Invalid value: ${JSON.stringify(key)}: ${errors.join('; ')}`;
}

function qualifiedNameErrors(key: string): readonly string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [`a valid label key ${NAME_TEXT} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const [prefix, name = ''] = parts.length === 2 ? parts : [undefined, key];
  return [...(prefix === undefined ? [] : prefixErrors(prefix)), ...nameErrors(name)];
}

function prefixErrors(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  const tooLong = lengthError(prefix, MAX_SUBDOMAIN);
  const texts = [...tooLong, ...(isSubdomain(prefix) ? [] : [SUBDOMAIN_TEXT])];
  return texts.map((text) => `prefix part ${text}`);
}

/** `SUBDOMAIN`, label by label: the expression as a whole can take very long. */
function isSubdomain(text: string): boolean {
  return text.split('.').every((label) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label));
}

function nameErrors(name: string): readonly string[] {
  const empty = name === '' ? ['must be non-empty'] : lengthError(name, MAX_NAME);
  const form = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name) ? [] : [NAME_TEXT];
  return [...empty, ...form].map((text) => `name part ${text}`);
}

function lengthError(text: string, limit: number): string[] {
  return new TextEncoder().encode(text).length > limit ? [`must be no more than ${limit} bytes`] : [];
}

/** Why `value` is no value of a Kubernetes label, in Kubernetes' words; undefined where it is one. */
export function labelValueError(value: string): string | undefined {
  const form = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value) ? [] : [VALUE_TEXT];
  const errors = [...lengthError(value, MAX_NAME), ...form];
  return errors.length === 0 ? undefined : errors.join('; ');
}

/** Why `name` is no name of an object, in Kubernetes' words; undefined where it is one. */
export function objectNameError(name: string): string | undefined {
  const errors = [...lengthError(name, MAX_SUBDOMAIN), ...(isSubdomain(name) ? [] : [SUBDOMAIN_TEXT])];
  return errors.length === 0 ? undefined : errors.join('; ');
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with " +
  `an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`;

/** Why `name` is no name of a namespace, in Kubernetes' words; undefined where it is one. */
export function namespaceError(name: string): string | undefined {
  const form = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name) ? [] : [LABEL_TEXT];
  const errors = [...lengthError(name, MAX_NAME), ...form];
  return errors.length === 0 ? undefined : errors.join('; ');
}
