import { flagNamed, flagsNamed, readFlags } from '../../model/flags';
import type { FileContent, FileRef, Flag, Listener, Process, Said, Secret } from '../../model/nouns';
import type { Program } from '../../model/programs';
import { secretOf } from '../../model/secretForm';
import { secretsInUrl } from '../../model/urlSecrets';
import type { Span } from '../../text/span';
import type { Run } from './run';

/** What the command line of a program says. */
export interface CommandNouns {
  readonly process: Pick<Process, 'program' | 'flags'>;
  readonly listeners: readonly Listener[];
  readonly files: readonly FileRef[];
  readonly secrets: readonly Secret[];
}

/**
 * The nouns of the command line `run`.
 * @param at where what it lacks is marked
 * @param isPart whether other files may give further flags, so that no default can be told
 */
export function commandNouns(run: Run, name: string, at: Span, isPart: boolean): CommandNouns {
  const { program } = run;
  const flags = readFlags(run.args);
  const isOpen = isPart || run.hasUnknownArgs;
  const listeners = addressesOf(program, flags, at, isOpen).map((address) =>
    listenerAt(address, { program, flags, name, at, isOpen }),
  );
  return {
    process: { program: program.name, flags },
    listeners,
    files: filesOf(flags),
    secrets: flags.flatMap((flag) => secretsIn(flag)),
  };
}

/** Where it listens: as its flags say, or its default; unknown where further flags may come from elsewhere. */
function addressesOf(program: Program, flags: readonly Flag[], at: Span, isOpen: boolean): readonly Said<string>[] {
  const { listenFlag, portFlag, hostFlag, port } = program;
  const isUnheardOf = program.role === 'exporter' && port === undefined;
  const flag = listenFlag ?? (isUnheardOf ? 'web.listen-address' : undefined);
  const given = flag === undefined ? [] : flagsNamed(flags, flag).flatMap(({ value }) => value ?? []);
  if (given.length > 0) return given;
  if (program.role === 'stunnel' || (listenFlag === undefined && port === undefined)) return [];
  const host = hostFlag === undefined ? undefined : flagNamed(flags, hostFlag)?.value;
  const ownPort = portFlag === undefined ? undefined : flagNamed(flags, portFlag)?.value;
  const marked = host ?? ownPort;
  const isActivated = flags.some(({ name }) => name === 'web.systemd-socket');
  const isUnknown = isActivated || isOpen || port === undefined || (marked !== undefined && marked.value === undefined);
  const value = isUnknown ? undefined : `${host?.value ?? ''}:${ownPort?.value ?? port}`;
  return [
    { value, start: (marked ?? at).start, end: (marked ?? at).end, ...(marked === undefined && { isDefault: true }) },
  ];
}

interface Around {
  readonly program: Program;
  readonly flags: readonly Flag[];
  readonly name: string;
  readonly at: Span;
  readonly isOpen: boolean;
}

/** Names of flags by which exporters without the toolkit are given TLS or a password. */
const OWN_PROTECTION = /tls|ssl|auth|cert/i;

function listenerAt(address: Said<string>, { program, flags, name, at, isOpen }: Around): Listener {
  const web = flagNamed(flags, 'web.config.file') ?? flagNamed(flags, 'web.config');
  const webConfig = web?.value?.value === '' ? undefined : web?.value;
  const mayHaveItsOwn = program.hasWebConfig !== true && flags.some(({ name: flag }) => OWN_PROTECTION.test(flag));
  const isUnknown = webConfig !== undefined || isOpen || mayHaveItsOwn;
  return {
    via: 'process',
    program: program.name,
    name,
    at,
    address,
    tls: { value: isUnknown ? undefined : 'off', start: at.start, end: at.end, isDefault: true },
    admission: isUnknown
      ? { certificates: 'unknown', password: 'unknown' }
      : { certificates: 'none', password: 'none' },
    ...(webConfig !== undefined && { webConfig: fileRef(webConfig, 'web-config') }),
  };
}

const FILE_FLAGS: readonly (readonly [RegExp, FileContent])[] = [
  [/^web\.config(\.file)?$/, 'web-config'],
  [/^(config\.file|config\.path)$/, 'config'],
  [/password[.-]?file$/, 'password'],
  [/(tls|ssl|web)[.-].*(cert|certificate)([.-]file)?$/, 'certificate'],
  [/(tls|ssl|web)[.-].*key([.-]file)?$/, 'key'],
];

function filesOf(flags: readonly Flag[]): readonly FileRef[] {
  return flags.flatMap(({ name, value }) => {
    const holds = FILE_FLAGS.find(([pattern]) => pattern.test(name))?.[1];
    return holds === undefined || value === undefined || value.value === '' ? [] : [fileRef(value, holds)];
  });
}

function fileRef({ value, start, end }: Said<string>, holds: FileContent): FileRef {
  return { path: value, holds, base: 'process', start, end };
}

const SECRET_FLAG = /(^|[.\-_])(password|passwd|secret|token|api[.\-_]?key|access[.\-_]?key)$/i;

/** A secret that is the value of `flag`, or stands inside of it. */
function secretsIn({ name, value }: Flag): readonly Secret[] {
  if (value?.value === undefined || value.value === '') return [];
  if (SECRET_FLAG.test(name)) return [secretOf(name, value.value, value)];
  return secretsInText(name, value.value, value);
}

/** The password of a URL or of a data source such as `user:password@(host)/` in the value of `key`. */
export function secretsInText(key: string, text: string, { start, end }: Span): readonly Secret[] {
  const isVerbatim = end - start === text.length;
  const place = (from: number, to: number) => (isVerbatim ? { start: start + from, end: start + to } : { start, end });
  const inUrl = secretsInUrl(text).map((found) =>
    secretOf(key, text.slice(found.start, found.end), place(found.start, found.end)),
  );
  if (inUrl.length > 0 || !/DATA_SOURCE|DSN/i.test(key)) return inUrl;
  const source = /^[^:@\s/]+:([^@\s]+)@(\(|tcp\(|unix\()/.exec(text) ?? /(?:^|\s)password=(\S+)/.exec(text);
  const password = source?.[1];
  if (source === null || source === undefined || password === undefined) return [];
  const from = source.index + source[0].indexOf(password, source[0].search(/[:=]/));
  return [secretOf(key, password, place(from, from + password.length))];
}
