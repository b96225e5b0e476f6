import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  definition,
  laterVersion,
  resolved,
  type SchemaNode,
  type SchemaPath,
  schemaPaths,
  structKeys,
  structs,
  valueNodes,
} from './support/schemaPaths.js';

const projectRoot = resolve(import.meta.dirname, '../..');
const readSchema = (name: string): SchemaNode =>
  JSON.parse(readFileSync(resolve(projectRoot, 'schemas', name), 'utf8')) as SchemaNode;

const prometheus = readSchema('prometheus.schema.json');
const webConfig = readSchema('web-config.schema.json');
const rules = readSchema('rules.schema.json');
const scrapeConfig = readSchema('scrape-config.schema.json');
const schemas = [
  { file: 'prometheus.schema.json', schema: prometheus },
  { file: 'web-config.schema.json', schema: webConfig },
  { file: 'rules.schema.json', schema: rules },
  { file: 'scrape-config.schema.json', schema: scrapeConfig },
];

const OUR_KEYWORDS = [
  'x-case-insensitive',
  'x-completion',
  'x-default',
  'x-errors',
  'x-file',
  'x-file-base',
  'x-glob',
  'x-format',
  'x-go',
  'x-inline',
  'x-list',
  'x-map',
  'x-null',
  'x-other-names',
  'x-pattern-text',
  'x-removed-note',
  'x-removed-values',
  'x-replacement',
  'x-rules',
  'x-secret',
  'x-secret-file',
  'x-title',
  'x-since',
  'x-since-prometheus',
  'x-since-values',
  'x-since-values-prometheus',
  'x-until',
  'x-until-values',
  'x-until-values-prometheus',
  'x-type-hint',
  'x-unusable',
];
const OUR_FORMATS = ['bcrypt-hash', 'duration', 'go-duration', 'label-name', 're2', 'size', 'target', 'url'];
const FILE_KINDS = [
  'ca',
  'certificate',
  'key',
  'password',
  'credentials',
  'rules',
  'targets',
  'scrape-configs',
  'log',
  'kubeconfig',
  'username',
  'header',
  'token',
];
/** Spec section 1. */
const KEY_COUNTS = [
  { struct: '(root)', schema: prometheus, keys: 11 },
  { struct: 'global', schema: prometheus, keys: 21 },
  { struct: 'scrape_config', schema: prometheus, keys: 30 },
  { struct: 'service_discoveries', schema: prometheus, keys: 37 },
  { struct: '(root)', schema: webConfig, keys: 4 },
  { struct: 'tls_server_config', schema: webConfig, keys: 13 },
  { struct: 'http_server_config', schema: webConfig, keys: 2 },
  { struct: 'rate_limit', schema: webConfig, keys: 2 },
  { struct: 'ScrapeConfigSpec', schema: scrapeConfig, keys: 61 },
  { struct: 'SafeTLSConfig', schema: scrapeConfig, keys: 7 },
];

const names = (nodes: readonly { readonly name: string }[]): string[] => nodes.map(({ name }) => name);
const defName = (ref: string): string => ref.replace('#/$defs/', '');
const values = (node: SchemaNode): readonly string[] =>
  [...(node.enum ?? []), ...(node.examples ?? []), ...Object.keys(node['x-removed-values'] ?? {})].map(String);

function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true, allErrors: true });
  ajv.addVocabulary(OUR_KEYWORDS);
  for (const format of OUR_FORMATS) ajv.addFormat(format, true);
  ajv.addFormat('duration', /^(?:0|(?:\d+(?:ms|[smhdwy]))+)$/);
  ajv.addFormat('size', /^(?:0|(?:\d+(?:\.\d+)?[KMGTPE]?i?B)+)$/);
  return ajv;
}

describe.each(schemas)('$file is consistent in itself', ({ schema }) => {
  const nodes = valueNodes(schema);
  const properties = structs(schema).flatMap(({ name, struct }) =>
    Object.entries(struct.properties ?? {}).map(([key, node]) => ({ name: `${name}.${key}`, key, node, struct })),
  );

  it('compiles in strict mode, with no keyword or format outside the closed lists', () => {
    expect(() => strictAjv().compile(schema)).not.toThrow();
  });

  it('documents every key and every struct in 20 characters or more, ending as a sentence', () => {
    const documented = [...properties, ...structs(schema).map(({ name, struct }) => ({ name, node: struct }))];
    expect(names(documented.filter(({ node }) => !/^.{19,}[.)]$/s.test(node.description ?? '')))).toEqual([]);
  });

  it('gives every value a type or a $ref that resolves', () => {
    const untyped = nodes.filter(({ node }) => node.$ref === undefined && node.type === undefined);
    // The claims of an OAuth assertion may be anything.
    expect(names(untyped)).toEqual(schema === prometheus ? ['oauth2.claims.*'] : []);
    for (const { node } of nodes) if (node.$ref !== undefined) definition(schema, node.$ref);
  });

  it('uses every definition', () => {
    const used = new Set(
      [...nodes.map(({ node }) => node), ...structs(schema).flatMap(({ struct }) => struct.allOf ?? [])].flatMap(
        (node) => (node.$ref === undefined ? [] : [defName(node.$ref)]),
      ),
    );
    expect(Object.keys(schema.$defs ?? {}).filter((name) => !used.has(name))).toEqual([]);
  });

  it('closes every struct, except those that are only inlined', () => {
    const inlined = new Set(
      structs(schema).flatMap(({ struct }) => (struct.allOf ?? []).map(({ $ref }) => defName($ref ?? ''))),
    );
    for (const { name, struct } of structs(schema)) {
      const closed = struct.allOf === undefined ? struct.additionalProperties : struct.unevaluatedProperties;
      expect({ name, closed, inline: struct['x-inline'] }).toEqual(
        inlined.has(name) ? { name, closed: undefined, inline: true } : { name, closed: false, inline: undefined },
      );
    }
    const referred = nodes.filter(({ node }) => node.$ref !== undefined && inlined.has(defName(node.$ref)));
    expect(names(referred)).toEqual([]);
  });

  it('writes versions as versions', () => {
    const version = /^\d+\.\d+(?:\.\d+)?$/;
    const entries = [
      ...nodes,
      ...structs(schema).flatMap(({ name, struct }) => (struct.allOf ?? []).map((node) => ({ name, node }))),
    ];
    const wrong = entries.filter(({ node }) =>
      [
        node['x-since'],
        node['x-since-prometheus'],
        node['x-until'],
        ...Object.values(node['x-since-values'] ?? {}),
        ...Object.values(node['x-since-values-prometheus'] ?? {}),
        ...Object.values(node['x-until-values'] ?? {}),
        ...Object.values(node['x-until-values-prometheus'] ?? {}),
      ].some((text) => text !== undefined && !version.test(text)),
    );
    expect(names(wrong)).toEqual([]);
  });

  it('gives versions only to values it lists', () => {
    const wrong = nodes.filter(({ node }) => {
      const versioned = (
        ['x-since-values', 'x-since-values-prometheus', 'x-until-values', 'x-until-values-prometheus'] as const
      ).flatMap((keyword) => Object.keys(node[keyword] ?? {}));
      return versioned.some((value) => !values(node).includes(value));
    });
    expect(names(wrong)).toEqual([]);
  });

  it('has defaults and examples that its own constraints accept', () => {
    const ajv = strictAjv();
    for (const { name, node } of properties) {
      const samples = [...(node.default === undefined ? [] : [node.default]), ...(node.examples ?? [])];
      if (samples.length === 0) continue;
      const accepts = ajv.compile(node);
      for (const sample of samples)
        expect({ name, sample, accepted: accepts(sample) }).toEqual({ name, sample, accepted: true });
    }
  });

  it('says of every removed key what to do instead', () => {
    for (const { name, node, struct } of properties.filter(({ node }) => node['x-until'] !== undefined)) {
      const replacement = node['x-replacement'];
      expect({ name, deprecated: node.deprecated }).toEqual({ name, deprecated: true });
      expect({ name, help: (replacement === undefined) !== (node['x-removed-note'] === undefined) }).toEqual({
        name,
        help: true,
      });
      if (replacement !== undefined) expect([...structKeys(schema, struct, 'x-since').keys()]).toContain(replacement);
    }
  });

  it('names an existing sibling for the file form of a secret, which is a file', () => {
    const all = valueNodes(schema).filter(({ node }) => node['x-secret-file'] !== undefined);
    // In an object of Kubernetes no secret stands in the file, and rules have none.
    expect(all.length > 0).toBe(schema !== scrapeConfig && schema !== rules);
    for (const { name, node } of all) {
      const struct = structs(schema).find((candidate) => candidate.name === name.split('.')[0]);
      const sibling = struct?.struct.properties?.[node['x-secret-file'] ?? ''];
      expect({ name, file: sibling?.['x-file'] ?? sibling?.items?.['x-file'] }).toEqual({
        name,
        file: expect.any(String),
      });
    }
  });

  it('knows the kind of every file', () => {
    const kinds = nodes.flatMap(({ node }) => node['x-file'] ?? []);
    expect(kinds.filter((kind) => !FILE_KINDS.includes(kind))).toEqual([]);
  });

  it('binds rules and messages to constraints that exist', () => {
    for (const { name, struct } of structs(schema)) {
      const rules = struct['x-rules'] ?? {};
      expect(Object.keys(rules)).toEqual(expect.arrayContaining(Object.keys(struct['x-errors'] ?? {})));
      for (const rule of Object.keys(rules)) {
        const [constraint = '', key] = rule.split(':');
        if (key === undefined) {
          expect({ name, rule, exists: constraint in struct }).toEqual({ name, rule, exists: true });
          continue;
        }
        const node = struct.properties?.[key];
        const places = [
          node,
          node?.items,
          node && 'propertyNames' in node ? (node.propertyNames as SchemaNode) : undefined,
        ];
        if (typeof node?.additionalProperties === 'object') places.push(node.additionalProperties);
        const exists =
          constraint === 'required'
            ? (struct.required ?? []).includes(key)
            : places.some((place) => place !== undefined && constraint in place);
        expect({ name, rule, exists }).toEqual({ name, rule, exists: true });
      }
    }
  });

  it('has a rule and a message for every required key, enum, minimum length and pattern that is its own', () => {
    const missing = structs(schema).flatMap(({ name, struct }) =>
      [
        ...(struct.required ?? []).map((key) => `required:${key}`),
        ...Object.entries(struct.properties ?? {})
          .filter(([, node]) => node['x-until'] === undefined)
          .flatMap(([key, node]) =>
            (['enum', 'minLength', 'minItems', 'pattern'] as const)
              .filter((constraint) => constraint in node || (node.items !== undefined && constraint in node.items))
              .map((constraint) => `${constraint}:${key}`),
          ),
      ]
        .filter((rule) => struct['x-errors']?.[rule] === undefined)
        .map((rule) => `${name} ${rule}`),
    );
    expect(missing).toEqual([]);
  });

  it('keeps messages to one placeholder, the refused value', () => {
    const texts = structs(schema).flatMap(({ struct }) => Object.values(struct['x-errors'] ?? {}));
    expect(texts.filter((text) => (text.match(/%[a-z]/g) ?? []).length > 1)).toEqual([]);
  });
});

describe('the keys are those of the spec', () => {
  it.each(KEY_COUNTS)('$keys current keys in $struct of $schema.title', ({ struct, schema, keys }) => {
    const found = structs(schema).find(({ name }) => name === struct)?.struct;
    const current = Object.values(found?.properties ?? {}).filter((node) => node['x-until'] === undefined);
    expect(current).toHaveLength(keys);
  });

  it('offers the same service discoveries to scrape configs and to Alertmanagers', () => {
    const keysOf = (name: string): string[] =>
      [...structKeys(prometheus, definition(prometheus, name), 'x-since').keys()].filter((key) =>
        key.endsWith('_sd_configs'),
      );
    expect(keysOf('scrape_config')).toHaveLength(36);
    expect(keysOf('alertmanager')).toEqual(keysOf('scrape_config'));
  });
});

describe('inlined structs work in a plain JSON Schema validator', () => {
  const accepts = strictAjv().compile(prometheus);
  it.each([
    ['an HTTP client key of a job', { scrape_configs: [{ job_name: 'a', tls_config: { ca_file: 'ca.pem' } }] }, true],
    [
      'a service discovery of an Alertmanager',
      { alerting: { alertmanagers: [{ static_configs: [{ targets: ['a:1'] }] }] } },
      true,
    ],
    [
      'an HTTP client key of a service discovery',
      { scrape_configs: [{ job_name: 'a', consul_sd_configs: [{ proxy_url: 'http://p' }] }] },
      true,
    ],
    [
      'a proxy key inside oauth2',
      { remote_write: [{ url: 'x', oauth2: { client_id: 'a', token_url: 'b', no_proxy: 'c' } }] },
      true,
    ],
    ['an unknown key of a job', { scrape_configs: [{ job_name: 'a', jobname: 'b' }] }, false],
    [
      'an unknown key of a service discovery',
      { scrape_configs: [{ job_name: 'a', consul_sd_configs: [{ servers: 'a' }] }] },
      false,
    ],
    [
      'an HTTP client key where none is inlined',
      { scrape_configs: [{ job_name: 'a', dns_sd_configs: [{ names: ['a'], tls_config: {} }] }] },
      false,
    ],
    ['a service discovery in remote_write', { remote_write: [{ url: 'x', static_configs: [] }] }, false],
  ])('%s', (_name, config, accepted) => {
    expect(accepts(config)).toBe(accepted);
  });
});

// ---- parity with the table of versions, kept in the shared folder beside the checkout

const sinceTable = resolve(projectRoot, '../shared/spec/since.tsv');
interface Row {
  readonly path: string;
  readonly since: string;
  readonly until: string | undefined;
  readonly note: string;
}
/** Rows that are not about one key or value: an old form of a key, and a rule about two keys. */
const NOT_A_KEY = ['remote_write (mapping form)', 'kubernetes_sd_configs[].selectors[].role=node (with role: pod)'];

function readRows(): readonly Row[] {
  if (!existsSync(sinceTable)) return [];
  return readFileSync(sinceTable, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [path = '', since = '', until = '', note = ''] = line.split('\t');
      return { path, since, until: until === '' ? undefined : until, note };
    })
    .filter(({ path }) => !path.startsWith('rules:') && !NOT_A_KEY.includes(path));
}

describe.skipIf(!existsSync(sinceTable))('parity with the table of versions [needs ../shared]', () => {
  const rows = readRows();
  const rowOf = new Map(rows.map((row) => [row.path, row]));
  const prometheusPaths = schemaPaths(prometheus, prometheus);
  const httpClientPaths = schemaPaths(prometheus, definition(prometheus, 'http_client')).map((entry) => ({
    ...entry,
    path: `http_client.${entry.path}`,
  }));
  const webPaths = (keyword: 'x-since' | 'x-since-prometheus'): readonly SchemaPath[] =>
    schemaPaths(webConfig, webConfig, keyword).map((entry) => ({ ...entry, path: `web-config:${entry.path}` }));
  const all = [...prometheusPaths, ...httpClientPaths, ...webPaths('x-since-prometheus')];
  const byPath = new Map(all.map((entry) => [entry.path, entry]));
  const toolkit = new Map(webPaths('x-since').map((entry) => [entry.path, entry]));

  /** What the table says of a path: its own row, the row of the other list of discoveries, or the later of the two HTTP client rows. */
  function tableVersions(path: string): { since: string | undefined; until: string | undefined } | undefined {
    const own = rowOf.get(path);
    if (own !== undefined) return { since: own.since, until: own.until };
    if (/^alerting\.alertmanagers\[\]\.(?:\w+_sd|static)_configs/.test(path)) {
      return tableVersions(path.replace('alerting.alertmanagers[]', 'scrape_configs[]'));
    }
    const segments = path.split('.');
    for (let length = segments.length - 1; length > 0; length--) {
      const inlined = rowOf.get(`${segments.slice(0, length).join('.')}.<http_client>`);
      const key = rowOf.get(`http_client.${segments.slice(length).join('.')}`);
      if (inlined !== undefined && key !== undefined)
        return { since: laterVersion(inlined.since, key.since), until: undefined };
    }
    return undefined;
  }

  it('the table is the whole table', () => {
    expect(rows.length).toBeGreaterThan(800);
  });

  const keyRows = rows.filter(({ path }) => !path.includes('=') && !path.endsWith('.<http_client>'));
  it(`each of the ${keyRows.length} key rows has the same versions in the schemas`, () => {
    const actual = keyRows.map(({ path }) => {
      const entry = byPath.get(path);
      return { path, since: entry && (entry.since ?? '2.0'), until: entry?.until };
    });
    expect(actual).toEqual(keyRows.map(({ path, since, until }) => ({ path, since, until })));
  });

  it(`each of the ${all.length} paths of the schemas has the versions that the table says`, () => {
    const differences = all
      .map(({ path, since, until }) => ({
        path,
        schema: { since: since ?? '2.0', until },
        table: tableVersions(path),
      }))
      .filter(({ schema, table }) => table?.since !== schema.since || table.until !== schema.until);
    expect(differences).toEqual([]);
  });

  const inlineRows = rows.filter(({ path }) => path.endsWith('.<http_client>'));
  it(`the HTTP client is inlined in exactly the ${inlineRows.length} structs of the table, from the same versions`, () => {
    const inlined = prometheusPaths.flatMap(({ path, node, since }) => {
      const struct = resolved(prometheus, resolved(prometheus, node).items ?? node);
      const entry = (struct.allOf ?? []).find(({ $ref }) => $ref === '#/$defs/http_client');
      const listed = !/^alerting\.alertmanagers\[\]\./.test(path);
      return entry && listed ? [`${path}[].<http_client> ${laterVersion(since, entry['x-since']) ?? '2.0'}`] : [];
    });
    expect(inlined.sort()).toEqual(inlineRows.map(({ path, since }) => `${path} ${since}`).sort());
  });

  it('each web config key has the exporter-toolkit version of its note', () => {
    const noted = keyRows.filter(({ path }) => path.startsWith('web-config:'));
    const actual = noted.map(({ path }) => ({ path, since: toolkit.get(path)?.since }));
    expect(actual).toEqual(
      noted.map(({ path, note }) => ({
        path,
        since: /^exporter-toolkit v([\d.]+)(?! or earlier)(?:;|$)/.exec(note)?.[1],
      })),
    );
  });

  /** The oldest place where a shared key such as `relabel_configs[].action` occurs, and the node that lists its values. */
  function listOf(key: string): { node: SchemaNode; since: string } | undefined {
    const path = key.replace(/\[\]$/, '');
    const places = all.filter(
      (entry) => entry.path === path || (!path.startsWith('web-config:') && entry.path.endsWith(`.${path}`)),
    );
    const [oldest] = places.sort((a, b) => compareVersions(a.since ?? '2.0', b.since ?? '2.0'));
    return oldest && { node: key === path ? oldest.node : (oldest.node.items ?? {}), since: oldest.since ?? '2.0' };
  }

  const valueRows = rows
    .filter(({ path }) => path.includes('='))
    .map((row) => ({
      ...row,
      key: row.path.slice(0, row.path.indexOf('=')),
      value: row.path.slice(row.path.indexOf('=') + 1),
    }));
  it(`each of the ${valueRows.length} value rows has the same versions in the schemas`, () => {
    const actual = valueRows.map(({ path, key, value }) => {
      const list = listOf(key);
      if (list === undefined || !values(list.node).includes(value)) return { path, since: undefined, until: undefined };
      const own = path.startsWith('web-config:') ? list.node['x-since-values-prometheus'] : list.node['x-since-values'];
      return { path, since: laterVersion(list.since, own?.[value]), until: list.node['x-until-values']?.[value] };
    });
    expect(actual).toEqual(valueRows.map(({ path, since, until }) => ({ path, since, until })));
  });

  it('each list of values that the table has is complete in it', () => {
    for (const key of new Set(valueRows.map((row) => row.key))) {
      const listed = valueRows.filter((row) => row.key === key).map(({ value }) => value);
      const inSchema = values(listOf(key)?.node ?? {}).filter((value) => value !== '');
      expect({ key, values: [...new Set(inSchema)].sort() }).toEqual({ key, values: listed.sort() });
    }
  });
});
