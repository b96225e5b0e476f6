import type { CheckContext, StructCheck } from '../walk';

/** The checks of a rule file need nothing from the rest of it. */
export type RulesContext = Readonly<Record<string, never>>;

/** What the checks of a rule file are given. */
export type RulesCheckContext = CheckContext<RulesContext>;
/** Looks at one mapping of a rule file. */
export type RulesCheck = StructCheck<RulesContext>;
