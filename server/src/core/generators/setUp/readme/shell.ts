import type { SetUp, Target } from '../setUp';

/** Commands as a block of Markdown. */
export function shell(...lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

/** Where `ssh` connects to for `target`. */
export function sshHost({ names, name }: Target): string {
  return names[0] ?? name;
}

/** The same for `scp`, which takes a colon for the end of the host. */
export function scpHost(target: Target): string {
  const host = sshHost(target);
  return host.includes(':') ? `'[${host}]'` : host;
}

/**
 * Commands that copy `folder` of the set into `there` on a machine. Not the folder itself: where an earlier copy is, `scp`
 * would put the new one inside of it, and the scripts of the old one would run.
 */
export function copying(folder: string, there: string, host: { readonly ssh: string; readonly scp: string }) {
  return [`ssh ${host.ssh} 'mkdir -p -m 0700 ${there}'`, `scp -rp ${folder}/* ${host.scp}:${there}/`];
}

/** Where the folder of a machine with the exporter is copied to: two sets on one machine do not meet. */
export function copiedTo({ exporter }: SetUp): string {
  return `${exporter.program}-files`;
}

/** The machine of Prometheus, or a word for it where no name is known. */
export function prometheusHost({ prometheus: { names } }: SetUp): string {
  return names.find((name) => !['localhost', '127.0.0.1', '::1'].includes(name)) ?? 'PROMETHEUS';
}
