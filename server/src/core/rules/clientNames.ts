import { release } from '../schema/version';

/** The first exporter-toolkit with `client_allowed_sans` (web-config-rules.md). */
export const CLIENT_NAMES_SINCE = release('0.10');
