import { valuesOf } from '../schema/enumValues';
import type { Field, Json, Shape } from '../schema/shape';
import { formatVersion, type Version } from '../schema/version';

const PROMETHEUS_PAGE = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/';
/** The pages of kinds whose keys have no headings of their own. */
const PAGES: Readonly<Record<string, string>> = {
  'web-config': 'https://prometheus.io/docs/prometheus/latest/configuration/https/',
  'scrape-config': 'https://prometheus-operator.dev/docs/api-reference/api/',
  rules: 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
  'file-sd': `${PROMETHEUS_PAGE}#file_sd_config`,
};

/** How people call the type of `shape`: `duration`, `list of text`, `mapping`. */
export function typeName(shape: Shape): string {
  switch (shape.kind) {
    case 'struct':
    case 'map':
      return 'mapping';
    case 'list':
      return `list of ${plural(typeName(shape.item))}`;
    case 'any':
      return 'any value';
    case 'scalar':
      return FORMATS[shape.format] ?? TYPES[shape.type];
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  duration: 'duration',
  'go-duration': 'duration',
  size: 'size',
  re2: 'regular expression (RE2)',
  url: 'URL',
  'label-name': 'label name',
  target: 'host:port',
  'bcrypt-hash': 'bcrypt hash',
};
const TYPES = {
  string: 'text',
  boolean: 'boolean',
  integer: 'whole number',
  number: 'number',
  'duration-or-integer': 'duration',
} as const;

function plural(name: string): string {
  return name === 'text' || name === 'host:port' ? name : `${name}s`;
}

/** The documentation of a key as Markdown: type, meaning, allowed values, default, version, and where to read on. */
export function fieldDocumentation(field: Field, holder: Shape | undefined, version: Version, kind: string): string {
  const { schema, shape } = field;
  const secret = schema['x-secret'] === true ? ' · secret' : '';
  const lines = [
    `**${field.key}** · ${typeName(shape)}${secret}`,
    text(schema.description) ?? text(shape.schema.description) ?? '',
  ];
  const values = valuesOf(shape.kind === 'list' ? shape.item : shape, version);
  if (values.length > 0 && valuesAreWorthNaming(shape)) {
    lines.push(`Allowed: ${values.map((value) => `\`${value}\``).join(', ')}`);
  }
  lines.push(facts(field, kind));
  // Of our own configuration, everything is said here.
  if (kind !== 'scrapeguard') lines.push(`[Documentation](${documentationLink(field, holder, kind)})`);
  return lines.filter((line) => line !== '').join('\n\n');
}

function valuesAreWorthNaming(shape: Shape): boolean {
  return !(shape.kind === 'scalar' && shape.type === 'boolean');
}

function facts({ schema, since, until }: Field, kind: string): string {
  const program = kind === 'web-config' ? 'exporter-toolkit' : 'Prometheus';
  const inherited = text(schema['x-default']);
  const parts = [
    inherited !== undefined
      ? `Default: that of \`${inherited}\``
      : schema.default === undefined
        ? ''
        : `Default: \`${shown(schema.default)}\``,
    since === undefined ? '' : `Since ${program} ${formatVersion(since)}`,
    until === undefined ? '' : `Removed after ${program} ${formatVersion(until)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function shown(value: Json): string {
  return typeof value === 'string' ? value || '""' : JSON.stringify(value);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The upstream page at the heading of the definition that holds the key, or that the key holds. */
export function documentationLink(field: Field, holder: Shape | undefined, kind: string): string {
  const page = PAGES[kind];
  if (page !== undefined) return page;
  const inner = field.shape.kind === 'list' ? field.shape.item : field.shape;
  const anchor = anchorOf(inner.name) ?? (holder && anchorOf(holder.name));
  return anchor === undefined ? PROMETHEUS_PAGE : `${PROMETHEUS_PAGE}#${anchor}`;
}

/** Headings of the upstream page that are not called like their definition. */
const ANCHORS: Readonly<Record<string, string>> = {
  alertmanager: 'alertmanager_config',
  tracing: 'tracing_config',
  http_client: 'http_config',
};
const SAME_ANCHORS = new Set([
  'scrape_config',
  'tls_config',
  'oauth2',
  'relabel_config',
  'remote_write',
  'remote_read',
  'tsdb',
  'exemplars',
  'static_config',
]);

function anchorOf(name: string): string | undefined {
  if (ANCHORS[name] !== undefined) return ANCHORS[name];
  return SAME_ANCHORS.has(name) || name.endsWith('_sd_config') ? name : undefined;
}
