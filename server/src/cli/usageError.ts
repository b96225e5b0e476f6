/** A problem of the command line; its message tells what is wrong and what to do. */
export class UsageError extends Error {}
