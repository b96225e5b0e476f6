import { nearest } from '../../../schema/suggest';
import { ciphersProblem, curvesProblem, suitesProblem } from './opensslNames';
import { bareValue, type ValueProblem, wrapping } from './problem';

/** On which side a command of SSL_CONF_cmd(3) exists. */
type Side = 'both' | 'server';

/** The commands of OpenSSL 3 that a configuration may have, by their names in lower case. */
const COMMANDS: ReadonlyMap<string, { readonly name: string; readonly side: Side }> = new Map(
  [
    ...side(
      'both',
      'SignatureAlgorithms ClientSignatureAlgorithms Groups Curves CipherString Ciphersuites Protocol MinProtocol MaxProtocol Options VerifyMode Certificate PrivateKey ChainCAPath ChainCAFile ChainCAStore VerifyCAPath VerifyCAFile VerifyCAStore RequestCAPath RequestCAFile RequestCAStore RecordPadding',
    ),
    ...side('server', 'ECDHParameters ServerInfoFile ClientCAPath ClientCAFile ClientCAStore DHParameters NumTickets'),
  ].map((command) => [command.name.toLowerCase(), command]),
);

const PROTOCOLS = ['None', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3', 'DTLSv1', 'DTLSv1.2'];

/** A command, `COMMAND[:PARAMETER]`, of which the common ones are judged with their parameters. */
export function commandProblem(value: string): ValueProblem | undefined {
  const colon = value.indexOf(':');
  const name = colon < 0 ? value : value.slice(0, colon);
  const parameter = colon < 0 ? undefined : value.slice(colon + 1);
  const command = COMMANDS.get(name.toLowerCase());
  if (command === undefined) {
    const [, word = '', rest = ''] = /^(\w+)[ \t]*[=: \t][ \t]*(.*)$/.exec(value) ?? [];
    if (colon < 0 && COMMANDS.has(word.toLowerCase())) {
      const program = `OpenSSL config command "${value.slice(0, 40)}" was not recognised`;
      return { text: 'Between the command and its parameter stands a `:`.', meant: `${word}:${rest}`, program };
    }
    const near = nearest(
      name,
      [...COMMANDS.values()].map((known) => known.name),
    );
    const meant = near === undefined || parameter === undefined ? undefined : `${near}:${parameter}`;
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    const program = `OpenSSL config command "${name.slice(0, 40)}" was not recognised`;
    return { text: `OpenSSL has no such command (SSL_CONF_cmd(3)).${hint}`, meant, program };
  }
  if (parameter === undefined) {
    const program = `OpenSSL config command "${name}" requires a parameter`;
    return { text: `\`${command.name}\` needs a parameter: \`${command.name}:…\`.`, program };
  }
  const problem = parameterProblem(command.name, parameter);
  if (problem === undefined) return undefined;
  const { text, meant } = problem;
  return {
    text,
    meant: meant === undefined ? undefined : `${name}:${meant}`,
    program: 'Failed to initialize TLS context',
  };
}

/** The flags of `Options`, in lower case; the last four came after OpenSSL 3.0. */
const FLAGS: ReadonlySet<string> = new Set(
  `sessionticket emptyfragments bugs compression serverpreference noresumptiononrenegotiation dhsingle ecdhsingle
  unsafelegacyrenegotiation unsafelegacyserverconnect clientrenegotiation encryptthenmac norenegotiation allownodhekex
  prioritizechacha middleboxcompat antireplay extendedmastersecret canames ktls txcertificatecompression
  rxcertificatecompression ktlstxzerocopysendfile prefernodhekex`.split(/\s+/),
);
/** Those that a client does not have. */
const SERVER_FLAGS = /^[+-]?(serverpreference|noresumptiononrenegotiation|dhsingle|ecdhsingle)$/i;

/** Whether the command of `value` is only there for servers. */
export function isServerCommand(value: string): boolean {
  const [name = '', parameter = ''] = value.split(':', 2);
  if (name.toLowerCase() === 'options') return flagsOf(parameter).some((flag) => SERVER_FLAGS.test(flag));
  return COMMANDS.get(name.toLowerCase())?.side === 'server';
}

function flagsOf(parameter: string): readonly string[] {
  return parameter.split(',').map((flag) => flag.trim());
}

function flagsProblem(parameter: string): ValueProblem | undefined {
  const isKnown = (flag: string) => FLAGS.has(flag.replace(/^[+-]/, '').toLowerCase());
  if (flagsOf(parameter).every(isKnown)) return undefined;
  const text = `OpenSSL has no such flag for \`Options\` (SSL_CONF_cmd(3)).${wrapping(parameter)}`;
  const bare = bareValue(parameter);
  return { text, meant: bare !== parameter && flagsOf(bare).every(isKnown) ? bare : undefined };
}

function parameterProblem(command: string, parameter: string): ValueProblem | undefined {
  switch (command) {
    case 'MinProtocol':
    case 'MaxProtocol': {
      if (PROTOCOLS.includes(parameter)) return undefined;
      const bare = bareValue(parameter);
      const meant = PROTOCOLS.includes(bare) ? bare : nearest(bare, PROTOCOLS);
      const list = PROTOCOLS.slice(0, 6).map((name) => `\`${name}\``);
      return { text: `This is no protocol of OpenSSL, which has ${list.join(', ')}.${wrapping(parameter)}`, meant };
    }
    case 'Options':
      return flagsProblem(parameter);
    case 'CipherString':
      return ciphersProblem(parameter);
    case 'Ciphersuites':
      return suitesProblem(parameter);
    case 'Groups':
    case 'Curves':
      return curvesProblem(parameter);
    default:
      return undefined;
  }
}

function side(of: Side, names: string): { name: string; side: Side }[] {
  return names.split(' ').map((name) => ({ name, side: of }));
}
