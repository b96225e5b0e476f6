import type { Glance } from '../glance';

/** The names of the configuration of ScrapeGuard itself, in the order in which they are looked for. */
export const CONFIG_NAMES = ['.scrapeguard.yaml', '.scrapeguard.yml'] as const;

/** Whether the file is a configuration of ScrapeGuard itself: its name alone tells. */
export function isScrapeguard({ name }: Glance): boolean {
  return CONFIG_NAMES.some((ours) => ours === name);
}
