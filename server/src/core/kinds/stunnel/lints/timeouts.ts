import { defineChecks } from '../../../findings/check';
import type { Setting } from '../effective';
import { OPTIONS } from '../options';
import { onValue } from '../report';
import { deleteFix } from './edits';
import { counting, type Lint, type LintInput, type Remark, remark } from './lint';

const common = { severity: 'warning', source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  overflow: {
    ...common,
    code: 'number-overflow',
    summary: 'A number beyond 32 bits, of which stunnel takes some remainder.',
  },
  negative: { ...common, code: 'timeout-negative', summary: 'A negative number of seconds.' },
  zero: { ...common, code: 'timeout-zero', summary: 'No time at all for an idle or busy connection.' },
  huge: { ...common, code: 'timeout-huge', summary: 'Idle connections are kept for more than a day.' },
  unlimited: {
    ...common,
    code: 'session-cache-unlimited',
    summary: 'A session cache without a limit, which clients can fill until the memory is used up.',
  },
});

const DAY = 86_400;
const LARGEST = 2 ** 31 - 1;

/** Numbers that stunnel takes and that cannot be meant. */
export const timeouts: Lint = (input) => {
  const numbers = OPTIONS.filter(({ value }) => value.type === 'integer' && value.max === undefined);
  return numbers.flatMap(({ name }) => counting(input.services, name).flatMap((setting) => check(input, setting)));
};

function check({ document }: LintInput, { option, value, assignment }: Setting): readonly Remark[] {
  if (!/^[+-]?\d+$/.test(value)) return [];
  const number = Number(value);
  const fixes = deleteFix(document, [assignment]);
  const one = (info: (typeof infos)[keyof typeof infos], text: string): readonly Remark[] => [
    remark(info, onValue(assignment), text, { fixes }),
  ];
  const usual = option.default === undefined ? '' : ` The default is ${option.default}.`;
  if (Math.abs(number) > LARGEST) {
    return one(infos.overflow, `This is too large for stunnel, which takes some other number without a word.${usual}`);
  }
  const isTimeout = option.name.startsWith('TIMEOUT');
  if (isTimeout && number < 0) return one(infos.negative, `There is no negative time.${usual}`);
  if (/^TIMEOUT(idle|busy)$/.test(option.name) && number === 0) {
    return one(infos.zero, `With no time at all connections end at once.${usual}`);
  }
  if (option.name === 'TIMEOUTidle' && number > DAY) {
    return one(
      infos.huge,
      `Connections that nobody uses are kept for more than a day, and fill up the process.${usual}`,
    );
  }
  if (option.name === 'sessionCacheSize' && number === 0) {
    return one(infos.unlimited, `0 means no limit: clients can fill the memory with sessions.${usual}`);
  }
  return [];
}
