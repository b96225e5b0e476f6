import type { MachineFile } from '../machine';

/** What a profile decides about the exporter's program, whichever way it runs. */
export interface ExporterSide {
  /** What it listens on: `host:port`, `:port`. */
  readonly listen: string;
  /** Further flags: `--web.config.file=/etc/node_exporter/web-config.yml`. */
  readonly flags: readonly string[];
  /** The files that it reads, with their places. */
  readonly files: readonly MachineFile[];
  /** Units that must be up before it: `tailscaled.service`. */
  readonly after: readonly string[];
}
