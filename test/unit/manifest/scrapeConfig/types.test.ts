import { describe, test } from 'vitest';
import type { CheckCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const types: readonly CheckCase[] = [
  {
    rules: [2],
    name: 'a duration as a number',
    text: 'scrapeInterval: ‹30›\n',
    code: 'wrong-type',
    says: 'Write `30s`.',
    fixed: 'scrapeInterval: 30s\n',
  },
  { rules: [2], name: 'an address that is a number', text: 'proxyUrl: ‹5›\n', code: 'wrong-type' },
  {
    rules: [2],
    name: 'a password in clear text',
    text: 'basicAuth:\n  username: {name: s, key: u}\n  password: ‹hunter2›\n',
    code: 'wrong-type',
    says: /^(?!.*hunter2).*name the Secret and its key/,
  },
  {
    rules: [2],
    name: 'an authority as a path',
    text: 'tlsConfig: {ca: ‹/etc/ca.crt›}\n',
    code: 'wrong-type',
    says: 'name where it is kept',
  },

  {
    rules: [2],
    name: 'a number where text is asked for',
    text: 'jobName: ‹5›\n',
    code: 'wrong-type',
    says: 'must be of type string: "integer"',
    fixed: 'jobName: "5"\n',
  },
  {
    rules: [2],
    name: 'a boolean of YAML 1.1 in a label',
    text: 'staticConfigs: [{targets: [a], labels: {b: ‹yes›}}]\n',
    code: 'wrong-type',
    says: 'must be of type string: "boolean"',
    fixed: 'staticConfigs: [{targets: [a], labels: {b: "yes"}}]\n',
  },
  {
    rules: [2],
    name: 'a version in a label',
    text: 'staticConfigs: [{targets: [a], labels: {b: ‹1.10›}}]\n',
    code: 'wrong-type',
    says: '"number"',
    fixed: 'staticConfigs: [{targets: [a], labels: {b: "1.10"}}]\n',
  },
  { rules: [2], name: 'a date is text', text: 'staticConfigs: [{targets: [a], labels: {b: 2001-01-01}}]\n' },
  {
    rules: [2],
    name: 'a quoted number',
    text: 'sampleLimit: ‹"10"›\n',
    code: 'wrong-type',
    fixed: 'sampleLimit: 10\n',
  },
  { rules: [2], name: 'the largest whole number', text: 'sampleLimit: 9223372036854775807\n' },
  {
    rules: [2],
    name: 'whole numbers that do not fit into 64 bits',
    text: 'sampleLimit: ‹9223372036854775808›\ntargetLimit: ‹1e30›\n',
    code: 'wrong-type',
  },
  { rules: [2], name: 'a number without a fraction is whole', text: 'sampleLimit: 1e3\n' },
  {
    rules: [2],
    name: 'a number with a fraction',
    text: 'sampleLimit: ‹1.5›\n',
    code: 'wrong-type',
    says: 'must be of type integer: "number"',
  },
  {
    rules: [2],
    name: 'a quoted boolean',
    text: 'honorLabels: ‹"true"›\n',
    code: 'wrong-type',
    fixed: 'honorLabels: true\n',
  },
  { rules: [2], name: 'booleans of YAML 1.1', text: 'honorLabels: yes\nhonorTimestamps: off\n' },
  {
    rules: [2],
    name: 'a list of one as text',
    text: 'params:\n  module: ‹http_2xx›\n',
    code: 'wrong-type',
    fixed: 'params:\n  module: [http_2xx]\n',
  },
  {
    rules: [2],
    name: 'a refresh interval without quotes',
    text: 'httpSDConfigs: [{url: http://a/, refreshInterval: ‹0›}]\n',
    code: 'wrong-type',
  },
  {
    rules: [2],
    name: 'a null is an absent key',
    text: 'jobName:\nsampleLimit: null\nrelabelings: ~\nstaticConfigs: [{targets: [a], labels: {b: null}}]\n',
  },
  { rules: [2], name: 'a required key that is null', text: 'staticConfigs:\n  - ‹targets›:\n', code: 'missing-key' },
  { rules: [2], name: 'a null item', text: 'staticConfigs:\n  - targets: [a, ‹null›]\n', code: 'wrong-type' },
  {
    rules: [2],
    name: 'an unknown key',
    text: '‹scrapeIntervall›: 30s\n',
    code: 'unknown-key',
    says: 'drops unknown keys',
    fixed: 'scrapeInterval: 30s\n',
  },
  {
    rules: [2],
    name: 'a key as Prometheus writes it',
    text: 'metricRelabelings: [{‹source_labels›: [a], targetLabel: b}]\n',
    code: 'unknown-key',
    fixed: 'metricRelabelings: [{sourceLabels: [a], targetLabel: b}]\n',
  },
  {
    rules: [2],
    name: 'the list of another name',
    text: '‹relabel_configs›:\n  - targetLabel: a\n',
    code: 'unknown-key',
    fixed: 'relabelings:\n  - targetLabel: a\n',
  },
  {
    rules: [2],
    name: 'the keys of a ServiceMonitor',
    text: '‹interval›: 30s\n',
    code: 'unknown-key',
    fixed: 'scrapeInterval: 30s\n',
  },
  { rules: [2], name: 'a key twice', text: 'jobName: a\n‹jobName›: b\n', code: 'duplicate-key' },
  {
    rules: [2],
    name: 'a discovery that ScrapeConfigs do not have',
    text: '‹vultrSDConfigs›: []\n',
    code: 'unknown-key',
  },
  {
    rules: [2],
    name: 'a variable may be anything',
    text: `scheme: \${SCHEME}\nscrapeInterval: \${INTERVAL:=30s}\nsampleLimit: \${LIMIT}\nhttpSDConfigs: [{url: $(URL)}, {url: $URL}]\n`,
  },
  {
    rules: [2],
    name: 'the group of an expression is no variable',
    text: `relabelings: [{targetLabel: a, replacement: "\${1}:9100"}]\n`,
  },
];

describe('what becomes of values', () => {
  test.each(types)('$rules $name', expectSpec);
});
