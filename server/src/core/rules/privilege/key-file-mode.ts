import type { FileContent } from '../../model/nouns';
import { defineRule } from '../rule';

/** What lets in whoever reads it, as a message calls it. */
const PRIVATE: Readonly<Partial<Record<FileContent, string>>> = {
  key: 'a private key',
  psk: 'keys that both sides share',
  password: 'a password',
  token: 'a token',
  secret: 'a secret',
};

const job = (block: string) => `scrape_configs:
  - job_name: node
    scheme: https
${block}
    static_configs:
      - targets: ['10.0.0.5:9100']
`;
const PASSWORD = `    basic_auth:
      username: metrics
      password_file: `;
const WEB = `tls_server_config:
  cert_file: node.crt
  key_file: `;
const REQUIRED = `
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus.example.net]
`;

export default defineRule({
  id: 'key-file-mode',
  category: 'privilege',
  severity: 'error',
  kinds: ['prometheus', 'web-config', 'alertmanager', 'stunnel'],
  summary: 'A private key or a password file can be read by others than its owner',
  why: 'Every user and every program of the host that may read the file has the key or the password: they can pretend to be the server, or scrape as Prometheus does.',
  advice:
    'Take the file from everybody but its owner (`chmod 600`), and let it belong to the user that the program runs as.',
  sources: ['https://prometheus.io/docs/operating/security/#secrets'],
  examples: [
    {
      kind: 'prometheus',
      modes: { 'secrets/node.password': 0o644 },
      bad: job(`${PASSWORD}‹secrets/node.password›`),
    },
    {
      kind: 'web-config',
      modes: { 'node.crt': 0o644, 'ca.crt': 0o644, 'node.key': 0o640 },
      bad: `${WEB}‹node.key›${REQUIRED}`,
    },
    {
      kind: 'alertmanager',
      modes: { 'mail.password': 0o644 },
      bad: `global:
  smtp_smarthost: mail.example.net:587
  smtp_from: alerts@example.net
  smtp_auth_username: alerts
  smtp_auth_password_file: ‹mail.password›
route:
  receiver: mail
receivers:
  - name: mail
`,
    },
    {
      kind: 'stunnel',
      modes: { 'metrics.psk': 0o644 },
      bad: `foreground = yes
pid =
setuid = stunnel4
setgid = stunnel4

[metrics]
accept = 127.0.0.1:9443
connect = 127.0.0.1:9100
PSKsecrets = ‹metrics.psk›
`,
    },
  ],
  good: [
    { kind: 'prometheus', modes: { 'node.password': 0o600 }, text: job(`${PASSWORD}node.password`) },
    {
      kind: 'web-config',
      modes: { 'node.crt': 0o644, 'ca.crt': 0o644, 'node.key': 0o400 },
      text: `${WEB}node.key${REQUIRED}`,
    },
  ],
  scope: 'file',
  check: ({ kind, nouns, surroundings, report }) => {
    // The files of stunnel are looked at by its own checks, which know which of them hold a key.
    if (kind === 'stunnel') return;
    for (const file of nouns.files) {
      const { path, base, holds } = file;
      const what = PRIVATE[holds];
      if (what === undefined || path === undefined || base !== 'config') continue;
      const { text, mode = 0 } = surroundings.neighbours?.get(path)?.[0] ?? {};
      if (text === undefined || (mode & 0o044) === 0) continue;
      const who = (mode & 0o004) === 0 ? 'its group' : 'every user of the machine';
      const act = { does: 'make-private', path } as const;
      report(
        file,
        `\`${path}\` holds ${what}, and ${who} may read it (mode ${mode.toString(8).padStart(4, '0')}). Run \`chmod 600\` on it.`,
        { fixes: [{ title: `Make \`${path}\` readable for its owner only`, changes: [], preferred: true, act }] },
      );
    }
  },
});
