import { parseArgs } from 'node:util';
import { BCRYPT_COSTS } from '../../core/formats/bcrypt';
import { isUserName } from '../../core/generators/names';

/** What `scrapeguard hash` is asked to do. */
export interface HashRequest {
  /** Default: what the configuration of the folder says. */
  readonly cost?: number;
  readonly user?: string;
  /** Whether the line is one for nginx, and not for a web configuration. */
  readonly htpasswd: boolean;
  /** The web configuration that gets the user; the line is printed where this is absent. */
  readonly into?: string;
  /** Whether a user who is there gets the password. */
  readonly replace: boolean;
  /** Whether a password is made instead of read. */
  readonly generate: boolean;
}

/** A command line as it was understood, or what is wrong with it: never with anything that might be a password. */
export type HashArguments = HashRequest | { readonly help: true } | { readonly problem: string };

/** What `scrapeguard hash --help` prints. */
export const HASH_HELP = `Usage: scrapeguard hash [--user NAME [--htpasswd | --into FILE [--replace]]]
                        [--cost N] [--generate]

Prints the bcrypt hash of a password. The password is asked for, or read from
standard input where that is no terminal: one line, at most 72 bytes. It is
never an argument, because everybody on the machine sees those of a program.

Options:
  --user NAME    Print a line for basic_auth_users of a web configuration
  --htpasswd     With --user: print a line for auth_basic_user_file of nginx
  --into FILE    With --user: add the user to this web configuration, whose
                 comments and style stay. A user who has the password already
                 stays as it is
  --replace      With --into: give a user who is there the new password
  --cost N       From ${BCRYPT_COSTS.least} to ${BCRYPT_COSTS.most} (default: bcryptCost of the nearest
                 .scrapeguard.yaml, or ${BCRYPT_COSTS.usual}); one more doubles the time that each
                 login takes
  --generate     Make a password, and print it once, on standard error
  -h, --help     Print this help

Exit status: 0 hashed, or there already, 2 refused or wrong usage, 130 broken off.
`;

const IN_ARGUMENT =
  'A password is never an argument: everybody on this machine sees the arguments of a program, and the shell keeps them. Leave it out and type it when you are asked, or send it on standard input.';

const OPTIONS = {
  user: { type: 'string' },
  htpasswd: { type: 'boolean', default: false },
  into: { type: 'string' },
  replace: { type: 'boolean', default: false },
  cost: { type: 'string' },
  generate: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads what stands behind `hash`. Never throws. */
export function readHashArguments(args: readonly string[]): HashArguments {
  // What parseArgs says of a wrong argument quotes it, and it may be a password.
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') return { problem: IN_ARGUMENT };
    if (token.kind === 'option' && !Object.hasOwn(OPTIONS, token.name)) {
      return { problem: /^-(p|-pass)/.test(token.rawName) ? IN_ARGUMENT : 'There is an option that is not known.' };
    }
  }
  try {
    return request(parseArgs({ args: [...args], options: OPTIONS }).values);
  } catch {
    return { problem: '`--user`, `--into` and `--cost` take a value, and the other options take none.' };
  }
}

function request(values: {
  readonly user?: string | undefined;
  readonly htpasswd: boolean;
  readonly into?: string | undefined;
  readonly replace: boolean;
  readonly cost?: string | undefined;
  readonly generate: boolean;
  readonly help: boolean;
}): HashArguments {
  const { user, htpasswd, into, replace, generate } = values;
  if (values.help) return { help: true };
  const cost = values.cost === undefined ? undefined : /^\d\d$/.test(values.cost) ? Number(values.cost) : 0;
  if (cost !== undefined && (cost < BCRYPT_COSTS.least || cost > BCRYPT_COSTS.most)) {
    return { problem: `\`--cost\` takes a whole number from ${BCRYPT_COSTS.least} to ${BCRYPT_COSTS.most}.` };
  }
  if (user !== undefined && !isUserName(user)) {
    return {
      problem: '`--user` takes a name of letters, digits and `.`, `_`, `@`, `-`, which begins with a letter or digit.',
    };
  }
  if (htpasswd && user === undefined) return { problem: 'A line of an htpasswd file has a user: add `--user NAME`.' };
  if (into !== undefined && user === undefined) return { problem: 'A web configuration has users: add `--user NAME`.' };
  if (into !== undefined && htpasswd) {
    return { problem: '`--into` adds to a web configuration, and `--htpasswd` is for nginx. Remove one of the two.' };
  }
  if (replace && into === undefined) return { problem: '`--replace` goes with `--into FILE`.' };
  return {
    ...(cost !== undefined && { cost }),
    ...(user !== undefined && { user }),
    ...(into !== undefined && { into }),
    htpasswd,
    replace,
    generate,
  };
}
