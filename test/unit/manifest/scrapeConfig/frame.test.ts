import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../../server/src/core/kinds/detect';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { createServices } from '../../../../server/src/core/services/registry';
import { applyChange } from '../../../../server/src/core/text/edit';
import { type CheckCase, expectCase } from '../../support/expectFindings';
import { scrapeConfig } from '../../support/scrapeConfig';

const service = createServices([]).get('scrape-config')!;

const documents: readonly CheckCase[] = [
  { rules: [], name: 'an empty file', text: '' },
  { rules: [], name: 'comments and empty documents', text: '# a\n---\n# b\n---\n...\n---\nnull\n' },
  {
    rules: [],
    name: 'each document is judged',
    text: `${scrapeConfig('jobName: ‹1›\n')}---\n${scrapeConfig('jobName: ‹2›\n')}`,
    code: 'wrong-type',
  },
  {
    rules: [],
    name: 'a document that ends with dots',
    text: `---\n${scrapeConfig('jobName: a\n')}...\n---\n${scrapeConfig('jobName: ‹2›\n')}...\n`,
    code: 'wrong-type',
  },
  {
    rules: [],
    name: 'objects that are not ours',
    text: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nfoo: bar\n---\nkind: ScrapeConfig\nspec: {jobName: 1}\n',
  },
  {
    rules: [],
    name: 'the items of a List',
    text: 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: monitoring.coreos.com/v1alpha1\n  kind: ScrapeConfig\n  metadata: {name: a}\n  spec: {jobName: ‹1›}\n',
    code: 'wrong-type',
  },
  {
    rules: [],
    name: 'the items of a ScrapeConfigList',
    text: 'apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfigList\nmetadata: {}\nitems:\n- apiVersion: monitoring.coreos.com/v1alpha1\n  kind: ScrapeConfig\n  metadata: {name: a}\n  spec: {jobName: ‹1›}\n',
    code: 'wrong-type',
  },
  {
    rules: [],
    name: 'a patch of kustomize that deletes',
    text: '$patch: delete\napiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\nmetadata: {name: a}\n',
  },
  {
    rules: [],
    name: 'a template',
    text: scrapeConfig('jobName: ‹{{ .Values.name }}›\nscheme: FTP\n'),
    code: 'template',
    severity: 'info',
  },
  { rules: [], name: 'a broken line', text: scrapeConfig('‹jobName›\nsampleLimit: 1\n'), code: 'missing-colon' },
  {
    rules: [],
    name: 'an anchor in the document',
    text: scrapeConfig('metricRelabelings: &a [{action: labeldrop, regex: b}]\nrelabelings: *a\n'),
  },
];

describe('the documents of a manifest', () => {
  test.each(documents)('$name', (row) => expectCase('scrape-config', row));
});

describe('which files are manifests of ours', () => {
  test.each([
    ['a ScrapeConfig', 'scrape.yaml', scrapeConfig('{}\n'), 'scrape-config'],
    [
      'a monitor of a service',
      'sm.yml',
      'apiVersion: "monitoring.coreos.com/v1"\nkind: ServiceMonitor\n',
      'scrape-config',
    ],
    [
      'behind another document',
      'all.yaml',
      `apiVersion: v1\nkind: Namespace\n---\n${scrapeConfig('{}\n')}`,
      'scrape-config',
    ],
    [
      'in a List',
      'list.yaml',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: monitoring.coreos.com/v1\n    kind: Probe\n',
      'scrape-config',
    ],
    [
      'the definition of the kind',
      'crd.yaml',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: scrapeconfigs.monitoring.coreos.com}\nspec:\n  group: monitoring.coreos.com\n  names: {kind: ScrapeConfig, listKind: ScrapeConfigList}\n',
      undefined,
    ],
    [
      'a Prometheus object under the name of a configuration',
      'prometheus.yaml',
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: a}\nspec: {replicas: 1}\n',
      'scrape-config',
    ],
    [
      'rights for it',
      'role.yaml',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n  - apiGroups: [monitoring.coreos.com]\n',
      undefined,
    ],
    [
      'an object of another program',
      'sc.yaml',
      'apiVersion: configs.flanksource.com/v1\nkind: ScrapeConfig\nspec: {sql: []}\n',
      undefined,
    ],
  ])('%s', (_name, path, text, kind) => {
    expect(detectKind({ path, text })).toBe(kind);
  });
});

/** The labels that completion offers at the ▮ of `marked`. */
function offered(marked: string): readonly string[] {
  const offset = marked.indexOf('▮');
  const document = service.open(marked.replace('▮', ''));
  return service.complete(document, offset, newestTargets())?.items.map(({ label }) => label) ?? [];
}

describe('hover and completion', () => {
  test('a key has its documentation', () => {
    const text = scrapeConfig('consulSDConfigs:\n  - server: a\n    tokenRef: {name: a, key: b}\n');
    const hover = service.hover(service.open(text), text.indexOf('tokenRef') + 2, newestTargets());
    expect(hover?.markdown).toMatch(/^\*\*tokenRef\*\* · mapping\n\nThe Secret with the token of Consul/);
  });

  test('keys and values are offered in every document', () => {
    expect(offered(`apiVersion: v1\nkind: Namespace\n---\n${scrapeConfig('▮\n')}`)).toContain('kubernetesSDConfigs');
    expect(offered(scrapeConfig('scheme: ▮\n'))).toEqual(['http', 'https', 'HTTP', 'HTTPS']);
    expect(offered('apiVersion: monitoring.coreos.com/v1alpha1\nkind: ScrapeConfig\n▮\n')).toEqual([
      'metadata',
      'spec',
    ]);
    expect(offered('apiVersion: ▮\nkind: ScrapeConfig\n')).toEqual(['monitoring.coreos.com/v1alpha1']);
  });
});

test('the outline has the objects, with their keys', () => {
  const text = `# a\n---\n${scrapeConfig('jobName: a\n')}---\nkind: Secret\n`;
  const items = service.outline(service.open(text));
  expect(items.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ['ScrapeConfig a', ['apiVersion', 'kind', 'metadata', 'spec']],
    ['Secret', ['kind']],
  ]);
});

test('a document that is edited has the findings that it would have if it were opened anew', () => {
  const text = `${scrapeConfig('jobName: a\n')}---\n${scrapeConfig('scheme: http\nsampleLimit: 1\n')}`;
  const edit = fc.record({
    at: fc.nat(text.length),
    drop: fc.nat(12),
    newText: fc.constantFrom('', 'x', '"', '\n---\n', ': ', '  relabelings: [{}]\n', '{', '1'),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      let current = text;
      let document = service.open(current);
      let report = service.check(document, { targets: newestTargets() });
      for (const { at, drop, newText } of edits) {
        const start = Math.min(at, current.length);
        const change = { start, end: Math.min(start + drop, current.length), newText };
        current = applyChange(current, change);
        document = service.edit(document, change, current);
        report = service.check(document, { targets: newestTargets() }, report);
        const fresh = service.check(service.open(current), { targets: newestTargets() });
        expect(report.findings).toEqual(fresh.findings);
      }
    }),
    { numRuns: 200 },
  );
});
