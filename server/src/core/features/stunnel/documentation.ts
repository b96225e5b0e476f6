import type { OptionInfo, ValueType } from '../../kinds/stunnel/options';
import { formatVersion, release, type Version } from '../../schema/version';

/** The type of what an option takes, in a few words. */
export function valueTypeName(value: ValueType): string {
  switch (value.type) {
    case 'yes-no':
      return 'yes or no';
    case 'integer': {
      const range = value.min === undefined || value.max === undefined ? '' : ` from ${value.min} to ${value.max}`;
      return `${value.unit === undefined ? 'whole number' : `number of ${value.unit}`}${range}`;
    }
    case 'path':
      return PATHS[value.to];
    case 'address':
      return value.isUnixAllowed ? '[host:]port or socket path' : '[host:]port';
    case 'names':
      return NAMES[value.of];
    case 'user':
      return `name or number of a ${value.of}`;
    default:
      return TYPES[value.type];
  }
}

const PATHS = { file: 'path of a file', folder: 'path of a folder', program: 'path of a program', output: 'path' };
const NAMES = { ciphers: 'cipher list', suites: 'list of TLS 1.3 suites', curves: 'list of curves' };
const TYPES = {
  choice: 'one of a few words',
  host: 'host',
  text: 'text',
  'tls-option': 'flag of OpenSSL',
  'socket-option': 'socket option',
  'debug-level': 'log level',
  'openssl-command': 'command of OpenSSL',
  'hex-key': 'hex digits',
  sni: 'service and pattern, or host name',
  retry: 'yes, no or milliseconds',
} as const;

/** The documentation of an option as Markdown: type, meaning, allowed values, default, version, what replaced it. */
export function optionDocumentation(option: OptionInfo, target: Version): string {
  const { value, deprecated } = option;
  const marks = [valueTypeName(value), option.isList ? 'repeatable' : '', option.isSecret ? 'secret' : ''];
  const lines = [
    `**${option.name}** · ${marks.filter((mark) => mark !== '').join(' · ')}`,
    option.description,
    value.type === 'choice' ? choicesText(value.choices, target) : '',
    deprecated === undefined ? '' : deprecationText(deprecated),
    facts(option),
  ];
  return lines.filter((line) => line !== '').join('\n\n');
}

type Choices = Extract<ValueType, { readonly type: 'choice' }>['choices'];

/** The words that `target` takes. */
export function choicesFor(choices: Choices, target: Version): Choices {
  return choices.filter(({ since }) => since === undefined || target >= release(since));
}

function choicesText(choices: Choices, target: Version): string {
  const known = choicesFor(choices, target);
  if (known.every(({ description }) => description === undefined)) {
    return `Allowed: ${known.map(({ value }) => `\`${value}\``).join(', ')}`;
  }
  return known
    .map(({ value, description }) => `- \`${value}\`${description === undefined ? '' : `: ${description}`}`)
    .join('\n');
}

function deprecationText({ since, instead, note }: NonNullable<OptionInfo['deprecated']>): string {
  const use = instead === undefined ? 'Leave it out.' : `Use \`${instead}\`.`;
  return `**Deprecated** since stunnel ${since}: ${note} ${use}`;
}

function facts({ scope, since, side, platform, default: standard, aliases }: OptionInfo): string {
  const parts = [
    standard === undefined ? '' : `Default: ${standard}`,
    scope === 'global' ? 'Global part only' : '',
    side === undefined ? '' : `For ${side} services`,
    platform === undefined ? '' : platform === 'unix' ? 'Not on Windows' : 'On Windows only',
    since === '4.00' ? '' : `Since stunnel ${formatVersion(release(since))}`,
    aliases.length === 0 ? '' : `Also called ${aliases.map((alias) => `\`${alias}\``).join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
