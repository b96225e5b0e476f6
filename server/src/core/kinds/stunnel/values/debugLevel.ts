import { nearest } from '../../../schema/suggest';
import { DEBUG_LEVELS, FACILITIES } from '../vocabulary';
import { bareValue, type ValueContext, type ValueProblem, wrapping } from './problem';

/**
 * A level, in the global part perhaps behind a facility (stunnel-rules.md 1b). A facility without a level is not for
 * this check: stunnel does not refuse it, it crashes.
 */
export function debugProblem(value: string, { isGlobal }: ValueContext): ValueProblem | undefined {
  if (!isGlobal || !value.includes('.')) return levelProblem(value, isGlobal);
  const [facility, level] = value.split('.').filter((part) => part !== '');
  if (facility === undefined) return undefined;
  // `ntp` is a facility of BSD.
  if (![...FACILITIES, 'ntp'].includes(facility.toLowerCase())) {
    const near = nearest(facility, FACILITIES);
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    const meant = near === undefined || level === undefined ? undefined : `${near}.${level}`;
    return { text: `syslog has no such facility.${hint}`, meant, program: 'Illegal syslog facility' };
  }
  return level === undefined ? undefined : levelProblem(level, isGlobal, `${facility}.`);
}

function levelProblem(value: string, isGlobal: boolean, prefix = ''): ValueProblem | undefined {
  if (isLevel(value)) return undefined;
  const bare = bareValue(value);
  const tail = bare.slice(bare.indexOf('.') + 1);
  if (!isGlobal && bare.includes('.') && isLevel(tail)) {
    return { text: 'A facility can only be chosen in the global part; here stands the level alone.', meant: tail };
  }
  const near = OTHER_NAMES.get(bare.toLowerCase()) ?? (bare === '' ? undefined : nearest(bare, DEBUG_LEVELS));
  const meant = isLevel(bare) ? bare : near;
  const text = `This has to be a level from 0 to 7, or one of ${DEBUG_LEVELS.map((level) => `\`${level}\``).join(', ')}.`;
  return { text: text + wrapping(value), meant: meant === undefined ? undefined : prefix + meant };
}

/** Levels as other programs call them. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    emergency: 'emerg',
    panic: 'emerg',
    critical: 'crit',
    error: 'err',
    warn: 'warning',
    information: 'info',
    verbose: 'info',
    trace: 'debug',
  }),
);

function isLevel(value: string): boolean {
  return /^[0-7]$/.test(value) || DEBUG_LEVELS.includes(value.toLowerCase());
}
