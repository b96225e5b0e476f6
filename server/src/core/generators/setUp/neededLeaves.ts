import type { Purpose } from '../pki/extensions';
import { jobFileNames } from './prometheus/scrapeJob';
import type { SetUp } from './setUp';

/** A certificate that a set-up needs, with where its files are in the set. */
export interface NeededLeaf {
  readonly for: 'server' | 'client' | 'prometheus' | 'browser';
  /** The name of the target, of a server; else empty. */
  readonly target: string;
  readonly names: readonly string[];
  readonly purpose: Purpose;
  readonly certificate: string;
  readonly key: string;
  /** Its request, where another authority signs. */
  readonly request: string;
  /** Where the certificate that this authority has signed is put for the next run. */
  readonly signed: string;
}

/** Every certificate that `setUp` needs: none for a server whose certificates an ACME client fetches. */
export function neededLeaves(setUp: SetUp): readonly NeededLeaf[] {
  const { asks, targets, profile, certificates, prometheus } = setUp;
  const names = jobFileNames(setUp);
  const servers = profile === 'tailnet' || certificates === 'acme' ? [] : targets;
  const client = { certificate: `prometheus/${names.certificate}`, key: `prometheus/${names.key}` };
  const isByCertificate = prometheus.web === 'certificate';
  return [
    ...servers.map((target) => ({
      ...leaf('server', 'server', target.names, target.name),
      target: target.name,
      certificate: `hosts/${target.name}/server.crt`,
      key: `hosts/${target.name}/server.key`,
    })),
    ...(asks.certificate || isByCertificate
      ? [{ ...leaf('client', 'client', [prometheus.clientName], `${prometheus.job}-client`), ...client }]
      : []),
    ...(prometheus.web === 'unchanged'
      ? []
      : [
          {
            ...leaf('prometheus', 'server', prometheus.names, 'prometheus-web'),
            certificate: 'prometheus/prometheus.crt',
            key: 'prometheus/prometheus.key',
          },
        ]),
    // Whoever brings certificates has some for browsers.
    ...(isByCertificate && certificates !== 'files' ? [leaf('browser', 'client', ['browser'], 'browser')] : []),
  ];
}

function leaf(whose: NeededLeaf['for'], purpose: Purpose, names: readonly string[], inPki: string): NeededLeaf {
  const at = `pki/${inPki}`;
  const [certificate, key] = [`${at}.crt`, `${at}.key`];
  return { for: whose, target: '', names, purpose, certificate, key, request: `${at}.csr`, signed: certificate };
}
