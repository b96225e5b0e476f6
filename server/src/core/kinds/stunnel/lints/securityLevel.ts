import { defineChecks } from '../../../findings/check';
import type { Effective } from '../effective';
import { onValue } from '../report';
import { deleteFix, fixOf, newValue } from './edits';
import { counting, type Lint, type Remark, remark } from './lint';

const common = {
  code: 'tls-min-version',
  category: 'security',
  source: 'stunnel',
  rules: ['5'],
  tag: 'SILENT',
} as const;

export const infos = defineChecks({
  low: { ...common, severity: 'warning', summary: 'A security level below 2: TLS 1.0, 1.1 and short keys come back.' },
  none: { ...common, severity: 'error', summary: 'Security level 0: everything that OpenSSL still knows is allowed.' },
});

const IN_LIST = /@SECLEVEL=(\d+)/i;

/** The security level that counts: the one inside of `ciphers` wins (stunnel-rules.md 1b). */
export function levelOf(service: Effective): number {
  const inList = IN_LIST.exec(service.last('ciphers')?.value ?? '')?.[1];
  const level = Number(inList ?? service.last('securityLevel')?.value ?? 2);
  return Number.isInteger(level) && level >= 0 && level <= 5 ? level : 2;
}

/** Security levels that let in what is broken. */
export const securityLevel: Lint = ({ document, services }) => [
  ...counting(services, 'securityLevel').flatMap(({ value, assignment }): Remark[] => {
    if (!/^\+?0*[01]$/.test(value)) return [];
    const fixes = deleteFix(document, [assignment], true);
    return [remark(infoFor(Number(value)), onValue(assignment), textFor(Number(value)), { fixes })];
  }),
  ...counting(services, 'ciphers').flatMap(({ value, assignment }): Remark[] => {
    const match = IN_LIST.exec(value);
    const level = Number(match?.[1]);
    if (match === null || level > 1) return [];
    // Carriage returns inside of a line move what stands behind them: then the whole value is the place.
    const isVerbatim = assignment.value.end - assignment.value.start === value.length && assignment.from === undefined;
    const start = assignment.value.start + match.index;
    const at = isVerbatim ? { start, end: start + match[0].length } : onValue(assignment);
    const rest = value.replace(/[:, ]?@SECLEVEL=\d+/i, '').replace(/^[:, ]+/, '');
    const fixes =
      rest === ''
        ? deleteFix(document, [assignment], true)
        : fixOf(`Take out \`${match[0]}\``, [newValue(assignment, rest)], true);
    return [remark(infoFor(level), at, textFor(level), { fixes })];
  }),
];

function infoFor(level: number) {
  return level === 0 ? infos.none : infos.low;
}

function textFor(level: number): string {
  const what =
    level === 0 ? 'TLS 1.0, short keys and ciphers without authentication' : 'TLS 1.0 and 1.1 and short keys';
  return `Security level ${level} brings back ${what}. Leave it at 2, the default.`;
}
