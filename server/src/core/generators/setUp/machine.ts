import type { GeneratedFile } from '../generatedFile';

/** Where `deploy.sh` puts a file on its machine. */
export interface Place {
  /** Absolute. */
  readonly path: string;
  /** By name, or by number where a container reads the file: `65534`. */
  readonly owner: string;
  readonly group: string;
  /** As `install -m` takes it: `0640`. */
  readonly mode: '0400' | '0440' | '0600' | '0640' | '0644' | '0750' | '0755';
}

/** A file of one machine; its path is below the folder of that machine. */
export interface MachineFile extends GeneratedFile {
  /** Absent for what is read or run where it lies: a README, `verify.sh`. */
  readonly place?: Place;
}

/** What becomes of a systemd unit when files have changed. */
export interface UnitChange {
  /** `node_exporter.service`. */
  readonly unit: string;
  /** `reload` where the program reads its files again without a restart. */
  readonly by: 'restart' | 'reload';
}

/**
 * What one concern (the exporter, the tunnel, the firewall, …) brings to a machine. Shell lines are run by `deploy.sh` as
 * root under `set -eu`; they are safe to run twice, and hold nothing that did not go through `names.ts`.
 */
export interface Part {
  readonly files: readonly MachineFile[];
  /** Debian packages that it needs. */
  readonly packages: readonly string[];
  /** Lines before files are put in their places: users, folders. */
  readonly before: readonly string[];
  /** Lines after that, only where a file of the part has changed: tests of configurations, links. */
  readonly after: readonly string[];
  /** Units to enable, and to restart or reload where a file of the part has changed, in this order. */
  readonly units: readonly UnitChange[];
  /** Lines that take back what `before` and `after` did beyond files and units: the rollback. */
  readonly rollback: readonly string[];
}

/** A part with only these. */
export function part(some: Partial<Part>): Part {
  return { files: [], packages: [], before: [], after: [], units: [], rollback: [], ...some };
}

/** A machine and all that it gets. */
export interface Machine {
  /** Its folder in the set: `hosts/web-1`, `prometheus`. */
  readonly folder: string;
  readonly parts: readonly Part[];
}

/** `file` with the place where it belongs. */
export function placed(file: GeneratedFile, place: Place): MachineFile {
  return { ...file, place };
}
