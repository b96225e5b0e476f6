/** The kinds of files ScrapeGuard knows, as `--kind`, modelines and reports name them. */
export const KINDS = [
  'prometheus',
  'web-config',
  'scrape-config',
  'stunnel',
  'rules',
  'file-sd',
  'helm-values',
  'systemd',
  'compose',
  'firewall',
  'nginx',
  'blackbox',
  'alertmanager',
  'otel-collector',
  'scrapeguard',
] as const;

/** The id of a kind of file. */
export type KindId = (typeof KINDS)[number];

/** `text` as a kind; undefined where it names none. */
export function kindId(text: string | undefined): KindId | undefined {
  return KINDS.find((kind) => kind === text);
}
