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
  /** The newest version that the generators were written for. */
  readonly version: string;
  /** Whether it reads a web configuration of the exporter-toolkit; others are secured by stunnel or a proxy only. */
  readonly hasWebConfig: boolean;
  /** Its Debian package; absent where there is none. */
  readonly debian?: DebianPackage;
  /** Where its releases are; absent for a program of the user's own, whose binary is put on the machine by hand. */
  readonly release?: Release;
  /** Its container image without tag: `quay.io/prometheus/node-exporter`; absent where nobody publishes one. */
  readonly image?: string;
}

/** A Debian package that runs an exporter. */
export interface DebianPackage {
  /** Also the name of its unit and of its file in `/etc/default`: `prometheus-node-exporter`. */
  readonly name: string;
  readonly binary: string;
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

/** All exporters that are known. */
export const EXPORTERS: readonly Exporter[] = [
  {
    id: 'node',
    program: 'node_exporter',
    port: 9100,
    path: '/metrics',
    version: '1.9.1',
    hasWebConfig: true,
    debian: { name: 'prometheus-node-exporter', binary: '/usr/bin/prometheus-node-exporter' },
    release: {
      repository: 'prometheus/node_exporter',
      archive: 'node_exporter-{version}.linux-{arch}.tar.gz',
      sums: 'sha256sums.txt',
    },
    image: 'quay.io/prometheus/node-exporter',
  },
];
