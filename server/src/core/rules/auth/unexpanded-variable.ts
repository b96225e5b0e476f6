import { isTemplateName } from '../../kinds/filledIn';
import type { Nouns, Said } from '../../model/nouns';
import { secretForm } from '../../model/secretForm';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';

export default defineRule({
  id: 'unexpanded-variable',
  category: 'auth',
  severity: 'info',
  kinds: ['prometheus', 'web-config', 'stunnel'],
  summary: 'A variable or a placeholder that the program takes as it stands',
  why: 'Prometheus, exporters and stunnel fill in no variables. Unless something else writes the value before the program reads the file, the program uses the text itself: as a password, an address, a name.',
  advice:
    'Fill the value in where the file is deployed (`envsubst`, Ansible), and call the file a template (`prometheus.yml.tmpl`); or name a file with the secret.',
  sources: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/'],
  examples: [
    {
      kind: 'prometheus',
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: prometheus
      password: ‹\${NODE_PASSWORD}›
    static_configs:
      - targets: [‹'<HOST>'›, 'node-1.lan:9100']
`,
    },
    {
      kind: 'web-config',
      severity: 'warning',
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: ‹\${HASH}›
`,
    },
    {
      kind: 'stunnel',
      bad: `setuid = stunnel4
setgid = stunnel4
[node]
client = yes
accept = 127.0.0.1:19100
connect = proxy.lan:3128
protocol = connect
protocolHost = node-1.lan:9100
protocolUsername = metrics
protocolPassword = ‹CHANGE_ME›
verifyChain = yes
CAfile = /etc/stunnel/ca.pem
checkHost = node-1.lan
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      path: 'prometheus.yml.tmpl',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: prometheus
      password: \${NODE_PASSWORD}
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'prometheus',
      text: `scrape_configs:
  - job_name: node
    scheme: https
    static_configs:
      - targets: ['\${HOST}:9100']
    relabel_configs:
      - source_labels: [instance]
        regex: '(.*):9100'
        target_label: host
        replacement: \${1}
`,
    },
  ],
  check: ({ kind, nouns, surroundings, textAt, report }) => {
    if (isTemplateName(surroundings.path ?? '')) return;
    for (const secret of kind === 'web-config' ? [] : nouns.secrets) {
      if (secret.form !== 'variable' && secret.form !== 'placeholder') continue;
      if (ENCRYPTED.test(secret.text)) continue;
      report(secret, secret.form === 'variable' ? VARIABLE : PLACEHOLDER);
    }
    for (const said of unknownIn(nouns)) {
      const text = bare(textAt(said));
      if (secretForm(text) === 'variable' && !ENCRYPTED.test(text)) report(said, VARIABLE);
      else if (MARKED.test(text)) report(said, PLACEHOLDER);
    }
  },
});

const VARIABLE =
  'The program fills in no variables: unless something else does before, it takes this text as it stands. Fill it in where the file is deployed, and call the file a template.';
const PLACEHOLDER =
  'This is a placeholder, and the program takes it as it stands unless something else fills it in before. Write the real value where the file is deployed.';
/** What a tool decrypts or renders, and what makes the whole file a template, cannot be taken for finished. */
const ENCRYPTED = /^ENC\[|^\$ANSIBLE_VAULT|\{\{|\{%|<%/;
/** Marks around a name: `<HOST>`, `@HOST@`. */
const MARKED = /^(<[A-Za-z][\w .-]*>|@[A-Z][A-Z0-9_]*@)$/;

/** Every value that is not known, besides the secrets; what relabeling writes has groups that look like variables. */
function unknownIn({ clients, listeners, files }: Nouns): readonly Span[] {
  const ofClients = clients.flatMap(({ targets, scheme, tls, credentials }): (Said<unknown> | undefined)[] => [
    ...targets,
    scheme,
    tls?.serverName,
    ...credentials.map(({ user }) => user),
  ]);
  const ofListeners = listeners.flatMap(({ address, forwardsTo }) => [address, forwardsTo]);
  const said = [...ofClients, ...ofListeners].filter((one) => one !== undefined && one.value === undefined);
  return [...said.filter((one) => one !== undefined), ...files.filter(({ path }) => path === undefined)];
}

/** A scalar without its quotes. */
function bare(text: string): string {
  return /^(['"])(.*)\1$/s.exec(text)?.[2] ?? text;
}
