import type { Nouns, Secret } from '../../model/nouns';
import { isWellKnown } from '../../secrets/wellKnown';
import { defineRule } from '../rule';

export default defineRule({
  id: 'well-known-password',
  category: 'auth',
  severity: 'error',
  kinds: ['prometheus', 'web-config', 'helm-values'],
  summary: 'The password is one of the first that anybody tries',
  why: 'The name of the user, `password`, `admin`, the passwords of documentation: lists of these are the first thing that is tried, and no hash protects what is guessed.',
  advice:
    'Let a program make the password (24 random characters, say), and change it on both sides: the hash of the exporter, the file of Prometheus.',
  sources: ['https://pages.nist.gov/800-63-3/sp800-63b.html#memsecretver'],
  examples: [
    {
      kind: 'prometheus',
      alsoFinds: ['plaintext-password'],
      bad: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: scraper
      password: ‹scraper›
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
    {
      kind: 'helm-values',
      alsoFinds: ['plaintext-password'],
      bad: `grafana:
  adminPassword: ‹admin›
`,
    },
    {
      kind: 'web-config',
      guessed: ['$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234'],
      bad: `tls_server_config:
  cert_file: server.crt
  key_file: server.key
basic_auth_users:
  prometheus: ‹$2y$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234›
`,
    },
  ],
  good: [
    {
      kind: 'prometheus',
      alsoFinds: ['plaintext-password'],
      text: `scrape_configs:
  - job_name: node
    scheme: https
    basic_auth:
      username: scraper
      password: correct-horse
    static_configs:
      - targets: ['node-1.lan:9100']
`,
    },
  ],
  check: ({ kind, nouns, surroundings, report }) => {
    const users = usersOf(nouns);
    for (const secret of nouns.secrets) {
      const isGuessed =
        secret.form === 'hash'
          ? kind === 'web-config' && surroundings.guessed?.get(secret.text) === true
          : secret.form === 'clear' && isWellKnown(secret.text, users.get(secret.start) ?? userOf(secret));
      if (!isGuessed) continue;
      const what = secret.form === 'hash' ? 'The password behind this hash' : 'This password';
      const text = `${what} is one of the first that anybody tries: the name of the user, or a word of every list. Let a program make one, and change it on both sides.`;
      report(secret, text);
    }
  },
});

/** The names of users, by where their passwords stand. */
function usersOf({ clients }: Nouns): ReadonlyMap<number, string> {
  const users = new Map<number, string>();
  for (const { credentials } of clients) {
    for (const { user, secret } of credentials) {
      if (user?.value !== undefined && secret !== undefined) users.set(secret.start, user.value);
    }
  }
  return users;
}

/** Grafana's first user has a name of its own. */
function userOf({ key }: Secret): string {
  return key === 'adminPassword' ? 'admin' : '';
}
