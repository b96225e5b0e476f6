/** The place of what goes to no machine. */
export const STAYS = 'Stays here';

/** Where a file of a set goes, in words: its machine, the cluster, or nowhere. */
export function machineOf(path: string): string {
  const [folder, name, ...inner] = path.split('/');
  if (folder === 'hosts' && name !== undefined && inner.length > 0) return name;
  if (name === undefined) return '';
  if (folder === 'prometheus') return 'Prometheus';
  if (folder === 'kubernetes') return 'The cluster';
  return folder === 'pki' ? STAYS : '';
}

/** What files are, by their names; the first that fits. */
const KNOWN: readonly (readonly [name: RegExp, what: string])[] = [
  [/^README\.md$/, 'what goes where, and the steps in their order'],
  [/^install\.sh$/, 'run first: installs the programs'],
  [/^deploy\.sh$/, 'run then: puts every file in its place'],
  [/^verify\.sh$/, 'run at last: tries every door'],
  [/^rollback\.sh$/, 'takes all of it back'],
  [/^firewall-rollback\.sh$/, 'takes the firewall back'],
  [/^firewall\.service$/, 'sets the firewall up at each start'],
  [/^firewall\./, 'lets in Prometheus, and nobody else'],
  [/^ca\.key$/, 'key of the authority: keep it safe, or elsewhere'],
  [/^(client-ca|ca|.+-ca)\.crt$/, 'certificate of the authority'],
  [/^server\.crt$/, 'certificate that the exporter shows'],
  [/^server\.key$/, 'its key'],
  [/-client\.crt$/, 'certificate that Prometheus shows to the exporter'],
  [/-client\.key$/, 'its key'],
  [/^prometheus\.crt$/, "certificate of Prometheus' own interface"],
  [/^prometheus\.key$/, 'its key'],
  [/^browser\.p12$/, 'certificate for your browser: import it there'],
  [/^browser\.passphrase$/, 'passphrase of browser.p12'],
  [/^browser\.crt$/, 'certificate of whoever opens the interface'],
  [/^browser\.key$/, 'its key'],
  [/\.csr$/, 'request: have it signed'],
  [/\.p12$/, 'certificate with its key, for a browser'],
  [/\.key$/, 'private key'],
  [/\.(crt|cer|pem)$/, 'certificate'],
  [/\.(password|passphrase)$/, 'password in clear text'],
  [/\.htpasswd$/, 'who may log in, with the hash of the password'],
  [/^web-config\.ya?ml$/, 'TLS, and who is let in'],
  [/^prometheus\.ya?ml$/, 'configuration of Prometheus, with the job'],
  [/-alerts\.ya?ml$|^prometheus-rule\.ya?ml$/, 'alerts on failing scrapes'],
  [/-targets\.json$/, 'the machines to be scraped'],
  [/^compose\.ya?ml$/, 'hardened container'],
  [/^prometheus-web-config\.conf$/, 'has Prometheus read its web-config.yml'],
  [/^stunnel-.+\.service$/, 'hardened unit of the tunnel'],
  [/\.service$/, 'hardened unit'],
  [/\.default$/, 'arguments of the program'],
  [/^stunnel-.+\.conf$/, 'the tunnel'],
  [/^nginx-.+\.conf$/, 'site of the proxy'],
  [/\.logrotate$/, 'rotation of its access log'],
  [/\.conf$/, 'drop-in for the unit'],
  [/^secret\.ya?ml$/, 'Secret with certificates and passwords'],
  [/^scrape-config\.ya?ml$/, 'ScrapeConfig: the job'],
  [/values/, 'Helm values: the job'],
  [/^tailnet-policy/, 'policy for the admin console: who may connect'],
];

/** What the file at `path` is, in few words; empty where nobody knows. */
export function whatItIs(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? '';
}
