import type { Credentials } from '../../../../server/src/core/generators/setUp/credentials';
import { exporterSide } from '../../../../server/src/core/generators/setUp/exporter/exporterConfig';
import type { ExporterSide } from '../../../../server/src/core/generators/setUp/exporter/exporterSide';
import {
  customExporter,
  EXPORTERS,
  type Exporter,
} from '../../../../server/src/core/generators/setUp/exporter/exporters';
import type { SetUp, Target } from '../../../../server/src/core/generators/setUp/setUp';

export const TARGET: Target = { name: 'web-1', names: ['web-1.example.com', '203.0.113.7'] };

/** An exporter by its name in the table. */
export function exporter(id: string): Exporter {
  const found = EXPORTERS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no exporter ${id}.`);
  return found;
}

export const CUSTOM = customExporter('app_exporter', 9400);

/** A set-up of the profile mtls, with what is different. */
export function setUp(some: Partial<SetUp> = {}): SetUp {
  const { exporter: chosen = exporter('node') } = some;
  return {
    profile: 'mtls',
    asks: { certificate: true, password: false },
    exporter: chosen,
    version: chosen.version,
    targets: [TARGET],
    port: chosen.port,
    innerPort: chosen.port + 1,
    tunnel: 'own',
    listenAddress: '10.0.0.5',
    form: 'systemd',
    firewall: { tool: 'none', refusal: 'reject', scrapers: [] },
    collectors: 'all',
    prometheus: {
      job: chosen.id,
      clientName: 'prometheus',
      user: 'prometheus',
      web: 'unchanged',
      config: 'new',
      interval: '15s',
      names: ['localhost'],
    },
    certificates: 'issued',
    places: {
      exporter: `/etc/${chosen.program}`,
      prometheus: '/etc/prometheus',
      binaries: '/usr/local/bin',
      stunnel: '/etc/stunnel',
      nginx: '/etc/nginx',
    },
    ...some,
  };
}

/** Texts in the places of certificates and keys. */
export const CREDENTIALS: Credentials = {
  authority: 'authority\n',
  servers: { 'web-1': { certificate: 'certificate\n', key: 'key\n' } },
};

/** What the profile decides about the exporter: TLS of its own where it can, or else something in front of it. */
export function side(one: SetUp): ExporterSide {
  const isAble = one.exporter.hasWebConfig || one.exporter.id === 'redis';
  return exporterSide(isAble ? one : { ...one, profile: 'stunnel' }, TARGET, CREDENTIALS);
}
