import { describe, expect, test } from 'vitest';
import { detectKind } from '../../../../server/src/core/kinds/detect';

const OURS: readonly (readonly [name: string, text: string])[] = [
  ['a ConfigMap with a file', 'kind: ConfigMap\ndata:\n  prometheus.yml: |\n    global: {}\n'],
  ['one with a file of another name', 'kind: ConfigMap\ndata:\n  config: |\n    scrape_configs:\n    - job_name: a\n'],
  ['a Secret of Prometheus', 'kind: Secret\nmetadata:\n  name: prometheus-basic-auth\ndata:\n  a: YQ==\n'],
  ['a Secret beside it', 'kind: Secret\nmetadata:\n  name: auth\n  namespace: monitoring\ndata:\n  a: YQ==\n'],
  ['one in braces', 'kind: Secret\nmetadata: {name: auth, namespace: monitoring}\nstringData: {a: b}\n'],
  [
    'a workload',
    'kind: DaemonSet\nspec:\n  template:\n    spec:\n      containers:\n      - image: prom/node-exporter\n',
  ],
  ['a Service', 'kind: Service\nmetadata:\n  name: grafana\nspec:\n  type: NodePort\n'],
  ['a list', 'kind: List\nitems:\n- kind: ConfigMap\n  data:\n    web.yml: |\n      tls_server_config: {}\n'],
];
const OTHERS: readonly (readonly [name: string, text: string])[] = [
  ['a ConfigMap of others', 'kind: ConfigMap\ndata:\n  app.properties: |\n    a=b\n'],
  [
    'a Secret of others',
    'kind: Secret\nmetadata:\n  name: database\n  annotations:\n    prometheus.io/scrape: "true"\n',
  ],
  ['one in braces', 'kind: Secret\nmetadata: {name: database, labels: {namespace: x}}\nstringData: {prometheus: b}\n'],
  [
    'a workload of others',
    'kind: Deployment\nmetadata:\n  name: prometheus-free\nspec:\n  template: {spec: {containers: [{image: nginx}]}}\n',
  ],
  ['a Service inside of the cluster', 'kind: Service\nmetadata:\n  name: grafana\nspec:\n  type: ClusterIP\n'],
  ['a Service of others', 'kind: Service\nmetadata:\n  name: shop\nspec:\n  type: LoadBalancer\n'],
  ['a role', 'kind: ClusterRole\nmetadata:\n  name: prometheus\n'],
];

describe('manifests without an object of the operator', () => {
  const kindOf = (text: string) => detectKind({ path: 'a.yaml', text: `apiVersion: v1\n${text}` });
  test.each(OURS)('%s is ours', (_name, text) => expect(kindOf(text)).toBe('scrape-config'));
  test.each(OTHERS)('%s is not', (_name, text) => expect(kindOf(text)).not.toBe('scrape-config'));
});
