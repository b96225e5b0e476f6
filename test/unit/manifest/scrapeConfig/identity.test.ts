import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../../support/expectFindings';

const object = (metadata: string, kind = 'ScrapeConfig') =>
  `apiVersion: monitoring.coreos.com/v1alpha1\nkind: ${kind}\nmetadata: ${metadata}\nspec: {}\n`;

const rows: readonly CheckCase[] = [
  {
    rules: [],
    name: 'a kind in another case',
    text: object('{name: a}', '‹scrapeConfig›'),
    code: 'unknown-object-kind',
    says: 'no matches for kind "scrapeConfig" in version "monitoring.coreos.com/v1alpha1"',
    fixed: object('{name: a}'),
  },
  {
    rules: [],
    name: 'a kind in the plural',
    text: object('{name: a}', '‹ServiceMonitors›'),
    code: 'unknown-object-kind',
  },
  { rules: [], name: 'a kind that is not known here', text: object('{name: a}', 'AlertmanagerConfig') },
  {
    rules: [],
    name: 'a namespace with a dot',
    text: object('{name: a, namespace: ‹a.b›}'),
    code: 'invalid-value',
    says: 'a lowercase RFC 1123 label',
  },
  { rules: [], name: 'an empty beginning', text: object('{generateName: ""}', '‹ScrapeConfig›'), code: 'missing-key' },
  { rules: [], name: 'a beginning of a name', text: object('{generateName: a-}') },
  { rules: [], name: 'no beginning of a name', text: object('{generateName: ‹A-›}'), code: 'invalid-value' },
  {
    rules: [],
    name: 'annotations',
    text: object('{name: a, annotations: {Example.com/A: "x y", b: "", ‹c d›: e}}'),
    code: 'invalid-value',
    says: 'no name of an annotation',
  },
  { rules: [], name: 'no time yet', text: object('{name: a, creationTimestamp: null}') },
  { rules: [], name: 'a time', text: object('{name: a, creationTimestamp: "2024-01-01T00:00:00Z"}') },
  { rules: [], name: 'no time', text: object('{name: a, creationTimestamp: ‹yesterday›}'), code: 'invalid-value' },
];

describe('what every object says of itself', () => {
  test.each(rows)('$name', (row) => expectCase('scrape-config', row));
});
