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

/** The machine of Prometheus, or a word for it where no name is known. */
export function prometheusHost({ prometheus: { names } }: SetUp): string {
  return names.find((name) => !['localhost', '127.0.0.1', '::1'].includes(name)) ?? 'PROMETHEUS';
}
