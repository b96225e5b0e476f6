import { release } from '../../../schema/version';
import {
  ALERTMANAGER_NEEDS,
  BLACKBOX_NEEDS,
  FEW_NEEDS,
  MYSQLD_NEEDS,
  type Needs,
  NGINX_NEEDS,
  POSTGRES_NEEDS,
  PROMETHEUS_NEEDS,
  REDIS_NEEDS,
} from './needs';

/** An exporter that can be secured: what is known of its program. */
export interface Exporter {
  /** How the user names it: `node`. */
  readonly id: string;
  /** Its program and its unit: `node_exporter`. */
  readonly program: string;
  /** Its usual port. */
  readonly port: number;
  /** Its metrics path. */
  readonly path: string;
  /** The newest version that the generators were written for; empty for a program of the user's own. */
  readonly version: string;
  /** Whether it reads a web configuration of the exporter-toolkit; others are secured by stunnel or a proxy only. */
  readonly hasWebConfig: boolean;
  /** The version from which on it does, where older ones are around. */
  readonly webConfigSince?: string;
  /** What it needs besides. */
  readonly needs: Needs;
  /** Its Debian package; absent where there is none. */
  readonly debian?: DebianPackage;
  /** Where its releases are; absent for a program of the user's own, whose binary is put on the machine by hand. */
  readonly release?: Release;
  /** Its container image, with `{version}` in its tag; absent where nobody publishes one. */
  readonly image?: string;
}

/** A Debian package that runs an exporter. */
export interface DebianPackage {
  /** Also the name of its unit and of its file in `/etc/default`: `prometheus-node-exporter`. */
  readonly name: string;
  /** What Debian 12 has; later ones have newer versions. */
  readonly version: string;
  readonly binary: string;
  /** Flags that it cannot do without, or must not do without, in the place of those of `needs`. */
  readonly flags: readonly string[];
  /** The folder that it writes to: `/var/lib/prometheus`. */
  readonly data?: string;
}

/** Releases on GitHub. */
export interface Release {
  /** `prometheus/node_exporter`. */
  readonly repository: string;
  /** The archive of a release, with `{version}` and `{arch}` (`amd64`, `arm64`). */
  readonly archive: string;
  /** The file of its SHA-256 sums, with `{version}`. */
  readonly sums: string;
}

/** How promu, which builds all programs of the Prometheus project, names what it releases. */
function promu(repository: string): Release {
  const program = repository.split('/')[1] ?? '';
  return { repository, archive: `${program}-{version}.linux-{arch}.tar.gz`, sums: 'sha256sums.txt' };
}

/** A package of Debian's Go team: its unit, its binary and its file in `/etc/default` have one name. */
function packaged(name: string, version: string, more: Partial<DebianPackage> = {}): DebianPackage {
  return { name, version, binary: `/usr/bin/${name}`, flags: [], ...more };
}

const PLAIN = { path: '/metrics', hasWebConfig: true, needs: FEW_NEEDS } as const;

/** All exporters that are known. */
export const EXPORTERS: readonly Exporter[] = [
  {
    ...PLAIN,
    id: 'node',
    program: 'node_exporter',
    port: 9100,
    version: '1.12.1',
    debian: packaged('prometheus-node-exporter', '1.5.0'),
    release: promu('prometheus/node_exporter'),
    image: 'quay.io/prometheus/node-exporter:v{version}',
  },
  {
    ...PLAIN,
    id: 'blackbox',
    program: 'blackbox_exporter',
    port: 9115,
    version: '0.29.1',
    needs: BLACKBOX_NEEDS,
    debian: packaged('prometheus-blackbox-exporter', '0.23.0', {
      flags: ['--config.file=/etc/prometheus/blackbox.yml'],
    }),
    release: promu('prometheus/blackbox_exporter'),
    image: 'quay.io/prometheus/blackbox-exporter:v{version}',
  },
  {
    ...PLAIN,
    id: 'mysqld',
    program: 'mysqld_exporter',
    port: 9104,
    version: '0.19.0',
    needs: MYSQLD_NEEDS,
    debian: packaged('prometheus-mysqld-exporter', '0.14.0', { flags: MYSQLD_NEEDS.flags }),
    release: promu('prometheus/mysqld_exporter'),
    image: 'quay.io/prometheus/mysqld-exporter:v{version}',
  },
  {
    ...PLAIN,
    id: 'postgres',
    program: 'postgres_exporter',
    port: 9187,
    version: '0.19.1',
    needs: POSTGRES_NEEDS,
    debian: packaged('prometheus-postgres-exporter', '0.11.1'),
    release: promu('prometheus-community/postgres_exporter'),
    image: 'quay.io/prometheuscommunity/postgres-exporter:v{version}',
  },
  {
    ...PLAIN,
    id: 'nginx',
    program: 'nginx-prometheus-exporter',
    port: 9113,
    version: '1.5.3',
    webConfigSince: '1.0.0',
    needs: NGINX_NEEDS,
    debian: packaged('prometheus-nginx-exporter', '0.11.0'),
    release: {
      repository: 'nginx/nginx-prometheus-exporter',
      archive: 'nginx-prometheus-exporter_{version}_linux_{arch}.tar.gz',
      sums: 'nginx-prometheus-exporter_{version}_checksums.txt',
    },
    image: 'nginx/nginx-prometheus-exporter:{version}',
  },
  {
    ...PLAIN,
    id: 'redis',
    program: 'redis_exporter',
    port: 9121,
    version: '1.80.2',
    hasWebConfig: false,
    needs: REDIS_NEEDS,
    debian: packaged('prometheus-redis-exporter', '1.45.0'),
    release: {
      repository: 'oliver006/redis_exporter',
      archive: 'redis_exporter-v{version}.linux-{arch}.tar.gz',
      sums: 'sha256sums.txt',
    },
    image: 'quay.io/oliver006/redis_exporter:v{version}',
  },
  {
    ...PLAIN,
    id: 'pushgateway',
    program: 'pushgateway',
    port: 9091,
    version: '1.11.4',
    debian: packaged('prometheus-pushgateway', '1.5.1'),
    release: promu('prometheus/pushgateway'),
    image: 'quay.io/prometheus/pushgateway:v{version}',
  },
  {
    ...PLAIN,
    id: 'alertmanager',
    program: 'alertmanager',
    port: 9093,
    version: '0.35.0',
    needs: ALERTMANAGER_NEEDS,
    debian: packaged('prometheus-alertmanager', '0.25.0', {
      flags: ['--cluster.listen-address='],
      data: '/var/lib/prometheus/alertmanager',
    }),
    release: promu('prometheus/alertmanager'),
    image: 'quay.io/prometheus/alertmanager:v{version}',
  },
  {
    ...PLAIN,
    id: 'prometheus',
    program: 'prometheus',
    port: 9090,
    version: '3.16.0',
    needs: PROMETHEUS_NEEDS,
    debian: packaged('prometheus', '2.42.0', { data: '/var/lib/prometheus' }),
    release: promu('prometheus/prometheus'),
    image: 'quay.io/prometheus/prometheus:v{version}',
  },
];

/** A program of the user's own: nothing is known of it, so that what secures it stands in front of it. */
export function customExporter(program: string, port: number): Exporter {
  return { ...PLAIN, id: 'custom', program, port, version: '', hasWebConfig: false };
}

/** Whether `version` of an exporter reads a web configuration. */
export function readsWebConfig({ hasWebConfig, webConfigSince }: Exporter, version: string): boolean {
  return hasWebConfig && (webConfigSince === undefined || release(version) >= release(webConfigSince));
}
