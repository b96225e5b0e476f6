import type { StructCheck } from '../walk';

/** The sections of a web configuration need nothing of each other while they are checked one by one. */
export type WebConfigContext = Readonly<Record<string, never>>;

/** Looks at one mapping of a web configuration. */
export type WebConfigCheck = StructCheck<WebConfigContext>;
