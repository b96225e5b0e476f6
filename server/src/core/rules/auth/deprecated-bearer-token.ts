import type { Edits, NewEntry } from '../../edits/edits';
import type { Client, Credential } from '../../model/nouns';
import { defineRule, fix, type RuleInput } from '../rule';

export default defineRule({
  id: 'deprecated-bearer-token',
  category: 'auth',
  severity: 'hint',
  kinds: ['prometheus', 'scrape-config', 'helm-values'],
  summary: 'A key for bearer tokens that `authorization` has replaced',
  why: 'The keys are kept for old files only. `authorization` does the same, for other types too, and is where new options come.',
  advice: 'Write `authorization` with `credentials` or `credentials_file`; its type is Bearer where none is named.',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config',
    'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  ],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    ‹bearer_token_file›: node.token
    static_configs:
      - targets: ['node-1.lan:9100']
`,
      fixed: `scrape_configs:
  - job_name: node
    scheme: https
    authorization:
      credentials_file: node.token
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: node
spec:
  selector:
    matchLabels: { app: node }
  endpoints:
    - port: metrics
      scheme: https
      ‹bearerTokenSecret›:
        name: node-token
        key: token
`,
      fixed: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: node
spec:
  selector:
    matchLabels: { app: node }
  endpoints:
    - port: metrics
      scheme: https
      authorization:
        credentials:
          name: node-token
          key: token
`,
    },
    {
      kind: 'helm-values',
      alsoFinds: ['plaintext-password'],
      bad: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        ‹bearer_token›: correct-horse
        static_configs:
          - targets: ['node-1.lan:9100']
`,
      fixed: `prometheus:
  prometheusSpec:
    additionalScrapeConfigs:
      - job_name: node
        scheme: https
        authorization:
          credentials: correct-horse
        static_configs:
          - targets: ['node-1.lan:9100']
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    authorization:
      credentials_file: node.token
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
  ],
  check: ({ nouns, edits, textAt, report }) => {
    for (const client of nouns.clients) {
      for (const credential of client.credentials) {
        const key = textAt(credential.at);
        if (!/^bearer_?token(_?file|secret)?$/i.test(key) || isEmpty(credential)) continue;
        const text = `\`${key}\` is deprecated. \`authorization\` with \`${REPLACEMENT[key] ?? 'credentials'}\` does the same, for other types of tokens as well.`;
        report(credential.at, text, { fixes: replaced(client, credential, key, edits, textAt) });
      }
    }
  },
});

/** What takes the place of each key, inside of `authorization`. */
const REPLACEMENT: Readonly<Record<string, string>> = {
  bearer_token: 'credentials',
  bearer_token_file: 'credentials_file',
  bearerTokenSecret: 'credentials',
  bearerTokenFile: 'credentialsFile',
  bearerToken: 'credentials',
};

/** A selector without names stands in what a cluster gives back, and means nothing. */
function isEmpty({ from, secret }: Credential): boolean {
  if (secret !== undefined) return secret.form === 'empty';
  return from === undefined || from.path === '' || (from.base === 'secret' && /^\/|\/$/.test(from.path ?? '/'));
}

function replaced(client: Client, credential: Credential, key: string, edits: Edits, textAt: RuleInput['textAt']) {
  const inner = REPLACEMENT[key];
  const value = movedValue(credential, key, client);
  // Beside `authorization` the file is refused, and which of the two is meant nobody knows.
  const isDouble = client.credentials.some(({ at }) => textAt(at) === 'authorization');
  if (inner === undefined || value === undefined || isDouble) return [];
  const entry: NewEntry = { key: 'authorization', value: [{ key: inner, value }] };
  return fix('Write `authorization`', [edits.replaceEntry(credential.at, [entry])], { safe: true });
}

/** What stood under the key; undefined where it is not known, or cannot stand in `authorization`. */
function movedValue({ secret, from }: Credential, key: string, { role }: Client): NewEntry['value'] | undefined {
  switch (key) {
    case 'bearer_token':
      return secret !== undefined && !secret.text.includes('\n') ? secret.text : undefined;
    case 'bearer_token_file':
      return from?.path;
    case 'bearerTokenFile':
      // What a ServiceMonitor has takes no files.
      return role === 'scrape' || role === 'probe' ? undefined : from?.path;
    case 'bearerTokenSecret': {
      const [name, inner] = from?.path?.split('/') ?? [];
      return name === undefined || inner === undefined
        ? undefined
        : [
            { key: 'name', value: name },
            { key: 'key', value: inner },
          ];
    }
    default:
      return undefined;
  }
}
