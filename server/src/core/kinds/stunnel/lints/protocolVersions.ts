import { defineChecks } from '../../../findings/check';
import { release } from '../../../schema/version';
import type { Scope } from '../document';
import { type Effective, isYes, type Setting } from '../effective';
import { onValue } from '../report';
import { deleteFix, fixOf, newValue, safe } from './edits';
import { namedIn } from './lines';
import { type Lint, type LintInput, listed, type Remark, remark } from './lint';
import { minimumChanges } from './renamed';
import { levelOf } from './securityLevel';

const common = { category: 'security', source: 'stunnel', rules: ['5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  old: {
    ...common,
    code: 'tls-min-version',
    severity: 'warning',
    summary: 'TLS 1.0 or 1.1 is named as a version to speak.',
  },
  broken: { ...common, code: 'tls-min-version', severity: 'error', summary: 'SSL 2 or SSL 3 is switched on.' },
  all: { ...common, code: 'tls-min-version', severity: 'info', summary: '`sslVersion = all` allows what is old, too.' },
  unusable: {
    code: 'no-usable-protocol',
    severity: 'error',
    source: 'stunnel',
    rules: ['3d', '5'],
    tag: 'SILENT',
    summary: 'No version of TLS is left: stunnel starts, and no handshake can succeed.',
  },
});

/** Versions of TLS that are old, and settings that leave none. */
export const protocolVersions: Lint = (input) => {
  const { document } = input;
  return [
    ...[document.global, ...document.services].flatMap((scope) => namedVersions(input, scope)),
    ...clearedFlags(input),
    ...input.services.flatMap((service) => unusable(input, service)),
  ];
};

const RANK: Readonly<Record<string, number>> = {
  sslv2: 0,
  sslv3: 1,
  tlsv1: 2,
  'tlsv1.1': 3,
  'tlsv1.2': 4,
  'tlsv1.3': 5,
};
const TLS12 = 4;

function namedVersions(input: LintInput, scope: Scope): readonly Remark[] {
  return ['sslVersion', 'sslVersionMin', 'sslVersionMax'].flatMap((name) =>
    namedIn(scope, name).flatMap((line) => {
      const version = line.value.text;
      const rank = RANK[version.toLowerCase()];
      if (name === 'sslVersion' && version.toLowerCase() === 'all') {
        const text =
          '`all` allows every version that OpenSSL still speaks, and is the default. Delete the line, or write `sslVersionMin = TLSv1.2`.';
        return [remark(infos.all, onValue(line), text, { fixes: safe(deleteFix(input.document, [line], true)) })];
      }
      if (rank === undefined || rank >= TLS12) return [];
      const document = rank < 2 ? 'RFC 7568' : 'RFC 8996';
      const text = `${version} is deprecated by ${document}: it can be attacked, and today's programs refuse it. Use TLSv1.2 or newer.`;
      const fixes = safe(versionFix(input, scope, line, name));
      return [remark(rank < 2 ? infos.broken : infos.old, onValue(line), text, { fixes })];
    }),
  );
}

function versionFix(input: LintInput, scope: Scope, line: Scope['assignments'][number], name: string) {
  const { document, target } = input;
  const hasMin = target >= release('5.50');
  if (name === 'sslVersionMax') return deleteFix(document, [line], true);
  if (!hasMin) return fixOf('Change to `TLSv1.2`', [newValue(line, 'TLSv1.2')], true);
  const isAlone = ['sslVersion', 'sslVersionMin', 'sslVersionMax'].flatMap((one) => namedIn(scope, one)).length === 1;
  if (isAlone && name === 'sslVersionMin') return fixOf('Change to `TLSv1.2`', [newValue(line, 'TLSv1.2')], true);
  const limit = namedIn(scope, 'sslVersionMax').at(-1);
  const isLimitGood = limit !== undefined && (RANK[limit.value.text.toLowerCase()] ?? TLS12) >= TLS12;
  if (name === 'sslVersionMin' && isLimitGood) return fixOf('Change to `TLSv1.2`', [newValue(line, 'TLSv1.2')], true);
  return fixOf('Replace by `sslVersionMin = TLSv1.2`', minimumChanges(input, scope, line, 'TLSv1.2'), true);
}

/** `options = -NO_SSLv3` and its kin: a version that is switched off is switched on again. */
function clearedFlags({ document, services }: LintInput): readonly Remark[] {
  return listed(services, 'options').flatMap(({ value, assignment }) => {
    const flag = /^-NO_(SSLv[23]|TLSv1(?:_1)?)$/i.exec(value)?.[1];
    if (flag === undefined) return [];
    const isBroken = /^SSL/i.test(flag);
    const text = `This switches ${flag.replace('_', '.')} on again, which can be attacked${isBroken ? ' (POODLE, DROWN)' : ''}. Delete the line.`;
    const info = isBroken ? infos.broken : infos.old;
    return [remark(info, onValue(assignment), text, { fixes: safe(deleteFix(document, [assignment], true)) })];
  });
}

/** The newest and oldest version that a service may speak, and whose line says so. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly minBy?: Setting;
  readonly maxBy?: Setting;
}

const NAMES: ReadonlySet<string> = new Set(['sslVersion', 'sslVersionMin', 'sslVersionMax']);

function rangeOf(service: Effective): Range {
  let range: Range = { min: 0, max: 5 };
  for (const setting of service.among(NAMES)) {
    const word = setting.value.toLowerCase();
    const { name } = setting.option;
    const [low, high] = word === 'all' ? [0, 5] : [RANK[word], RANK[word]];
    if (low === undefined || high === undefined) continue;
    if (name === 'sslVersion') range = { min: low, max: high, minBy: setting, maxBy: setting };
    else if (name === 'sslVersionMin') range = { ...range, min: low, minBy: setting };
    else if (name === 'sslVersionMax') range = { ...range, max: high, maxBy: setting };
  }
  return range;
}

const FLAGS: readonly (readonly [flag: string, rank: number])[] = [
  ['no_tlsv1_2', 4],
  ['no_tlsv1_3', 5],
];

function unusable({ document }: LintInput, service: Effective): readonly Remark[] {
  const { min, max, minBy, maxBy } = rangeOf(service);
  // Level 0 brings back what is old; which of it is left hangs on the build.
  if (min > max || levelOf(service) < 1 || isYes(service, 'fips')) return [];
  if (max < TLS12 && maxBy !== undefined) {
    const text = `Nothing newer than ${maxBy.value} may be spoken, and OpenSSL 3 speaks nothing older than TLSv1.2: every handshake fails. Use TLSv1.2 or newer.`;
    return [
      remark(infos.unusable, onValue(maxBy.assignment), text, { fixes: deleteFix(document, [maxBy.assignment]) }),
    ];
  }
  const off = FLAGS.map(([flag, rank]) => ({ rank, by: flagSetting(service, flag) })).filter(
    ({ by }) => by !== undefined,
  );
  const isLeft = [4, 5].some((rank) => rank >= min && rank <= max && !off.some((one) => one.rank === rank));
  const last = off.filter(({ rank }) => rank >= min && rank <= max).at(-1)?.by;
  if (isLeft || last === undefined) return [];
  const text = `With this flag no version of TLS is left to speak: every handshake fails. Delete the line.`;
  const limits = [minBy, maxBy].filter((limit) => limit !== undefined && limit.assignment.from === undefined);
  const related = [...new Set(limits)].map((limit) => ({
    start: limit?.assignment.start ?? 0,
    end: limit?.assignment.end ?? 0,
    message: 'This leaves no other version.',
  }));
  const fixes = deleteFix(document, [last.assignment]);
  return [remark(infos.unusable, onValue(last.assignment), text, { related, fixes })];
}

/** The line that switches `flag` on for good. */
function flagSetting(service: Effective, flag: string): Setting | undefined {
  const last = service.all('options').findLast(({ value }) => value.toLowerCase().replace(/^-/, '') === flag);
  return last?.value.startsWith('-') ? undefined : last;
}
