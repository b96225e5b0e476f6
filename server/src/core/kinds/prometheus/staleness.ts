/** The default of `--query.lookback-delta` in milliseconds: behind it a sample counts as gone (spec rule 49). */
export const STALE_AFTER = 5 * 60_000;
