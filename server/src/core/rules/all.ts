// Written by server/build/generateRuleList.mjs from the files beside it. Not to be edited.
import insecureSkipVerify from './tls/insecure-skip-verify';
import type { Rule } from './rule';

/** Every security rule, by category and id. */
export const RULES: readonly Rule[] = [
  insecureSkipVerify,
];
