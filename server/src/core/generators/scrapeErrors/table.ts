import { CONTENT, STATUSES } from './answers';
import { ALERTS, SERVER_CERTIFICATES } from './certificates';
import { CONNECTIONS } from './connections';
import { HANDSHAKES } from './handshakes';
import { NGINX } from './nginx';
import { CURL, OWN_FILES } from './ownFiles';
import type { ScrapeError } from './scrapeError';
import { DOCKER, SYSTEMD } from './services';
import { STARTS } from './starts';
import { STUNNEL } from './stunnel';

/** Everything that can be explained. Of two that fit a line equally well, the one further up is told first. */
export const SCRAPE_ERRORS: readonly ScrapeError[] = [
  ...SERVER_CERTIFICATES,
  ...ALERTS,
  ...OWN_FILES,
  ...CONNECTIONS,
  ...STATUSES,
  ...CONTENT,
  ...HANDSHAKES,
  ...STARTS,
  ...STUNNEL,
  ...NGINX,
  ...SYSTEMD,
  ...DOCKER,
  ...CURL,
];
