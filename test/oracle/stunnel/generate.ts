import { OPTIONS, type OptionInfo, optionNamed } from '../../../server/src/core/kinds/stunnel/options';
import { release, type Version } from '../../../server/src/core/schema/version';
import type { Random } from '../random';
import { fromSeed } from '../random';
import { mutateLines } from './mutate';
import { type Place, settingFor } from './values';

/** What configurations are generated for. */
export interface Target {
  readonly place: Place;
  readonly version: Version;
}

/** The configuration of `seed`: honest services with a few lines drawn from the table, and often something spoiled. */
export function confOf(seed: number, target: Target): string {
  return fromSeed(seed, (random) => {
    const global = [...START, ...drawn(random, target, random.pick([0, 0, 0, 1, 1, 2]), () => true)];
    const count = random.pick([0, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
    const services = Array.from({ length: count }, (_, index) => service(random, target, index));
    const inetd = count === 0 ? endpoints(random, target, 'inetd') : [];
    const text = [...global, ...inetd, ...services.flat()].map((line) => `${line}\n`).join('');
    const changes = random.pick([0, 0, 0, 0, 0, 1, 1, 1, 2, 3]);
    return Array.from({ length: changes }).reduce((spoiled: string) => mutateLines(random, spoiled), text);
  });
}

/** So that stunnel tells at once that it has started. */
const START = ['foreground = yes', 'syslog = no'];

function service(random: Random, target: Target, index: number): readonly string[] {
  const name = index === 0 ? 'first' : random.pick(['second', 'third', 'first', 'a b', '']);
  const role = random.pick(ROLES);
  const lines = endpoints(random, target, role, index);
  const extra = drawn(
    random,
    target,
    random.pick([0, 0, 1, 1, 2, 3]),
    ({ scope }) => scope === 'service' || random.chance(3),
  );
  const all = random.chance(50) ? [...lines, ...extra] : shuffled(random, [...lines, ...extra]);
  return [`[${name}]`, ...all];
}

const ROLES = [
  'server',
  'server',
  'server',
  'client',
  'client',
  'verified',
  'psk',
  'exec',
  'dial',
  'sni',
  'protocol',
] as const;

/** The lines that a service of a role needs. */
function endpoints(
  random: Random,
  { place: { tls } }: Target,
  role: (typeof ROLES)[number] | 'inetd',
  index = 0,
): readonly string[] {
  const accept = `accept = 127.0.0.1:${26_000 + index}`;
  const connect = 'connect = 127.0.0.1:9100';
  const pair = random.chance(85)
    ? [`cert = ${tls}/server.pem`, `key = ${tls}/key.pem`]
    : [`cert = ${tls}/combined.pem`];
  switch (role) {
    case 'server':
      return [accept, connect, ...pair];
    case 'client':
      return ['client = yes', accept, connect];
    case 'verified':
      return [...random.pick([['client = yes'], pair]), accept, connect, ...verification(random, tls)];
    case 'psk':
      return [...random.pick([['client = yes'], []]), accept, connect, `PSKsecrets = ${tls}/psk.txt`];
    case 'exec':
      return [accept, 'exec = /bin/cat', ...pair];
    case 'dial':
      return ['client = yes', 'exec = /bin/true', connect];
    case 'sni':
      return index === 0 ? [accept, connect, ...pair] : ['sni = first:*.example.test', connect, ...pair];
    case 'protocol':
      return [
        ...random.pick([['client = yes'], pair]),
        accept,
        connect,
        `protocol = ${random.pick(['smtp', 'connect', 'proxy', 'pgsql', 'ldap', 'socks'])}`,
      ];
    case 'inetd':
      return [random.pick([connect, 'exec = /bin/cat', accept]), ...random.pick([pair, ['client = yes']])];
  }
}

function verification(random: Random, tls: string): readonly string[] {
  const level = random.pick([
    'verifyChain = yes',
    'verifyPeer = yes',
    'verify = 2',
    'verify = 3',
    'verify = 1',
    'requireCert = yes',
    'verify = 0',
  ]);
  const more = random.some(
    ['checkHost = a.example.test', 'verifyChain = no', 'verify = 0', 'redirect = 127.0.0.1:81', 'OCSPaia = yes'],
    random.pick([0, 0, 1]),
  );
  return [level, ...(random.chance(85) ? [`CAfile = ${tls}/ca.pem`] : []), ...more];
}

/** Lines with options of the table, seldom with those of other versions or systems. */
function drawn(
  random: Random,
  { place, version }: Target,
  count: number,
  isWanted: (option: OptionInfo) => boolean,
): readonly string[] {
  const known = OPTIONS.filter(({ since, platform }) => version >= release(since) && platform !== 'windows');
  const from = (random.chance(95) ? known : OPTIONS).filter((option) => isWanted(option) && !LEFT_OUT.has(option.name));
  return Array.from({ length: count }, () => {
    const option = random.pick(from);
    const name = random.chance(90)
      ? option.name
      : random.pick([option.name.toLowerCase(), option.name.toUpperCase(), ...option.aliases, option.name.slice(1)]);
    return `${name}${random.pick([' = ', ' = ', '=', '\t=\t'])}${settingFor(random, option, place)}`;
  });
}

/** What would change how stunnel can be watched, or takes long. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  ['foreground', 'syslog', 'taskbar'].flatMap((name) => optionNamed(name)?.name ?? []),
);

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(random.below(rest.length), 1));
  return result;
}
