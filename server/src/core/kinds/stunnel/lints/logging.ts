import { defineChecks } from '../../../findings/check';
import { onValue } from '../report';
import type { Assignment } from '../statement';
import { FACILITIES } from '../vocabulary';
import { deleteFix, fixOf, newValue } from './edits';
import { namedIn } from './lines';
import { counting, type Lint, type LintInput, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['3d', '5'] } as const;

export const infos = defineChecks({
  crash: {
    ...common,
    code: 'debug-crash',
    severity: 'error',
    tag: 'CRASH',
    summary: 'A facility of `debug` without its level, at which stunnel crashes.',
  },
  verbose: {
    ...common,
    code: 'debug-7',
    severity: 'warning',
    tag: 'SILENT',
    summary: 'Everything is logged, with details of sessions.',
  },
  silent: {
    ...common,
    code: 'syslog-and-output-off',
    severity: 'info',
    tag: 'SILENT',
    summary: 'A daemon that logs nowhere.',
  },
});

/** Logs that say too much, nothing at all, or end the program. */
export const logging: Lint = (input) => [...crash(input), ...verbose(input), ...silent(input)];

function crash({ document }: LintInput): readonly Remark[] {
  return namedIn(document.global, 'debug').flatMap((line) => {
    if (!isCrash(line)) return [];
    const { text } = line.value;
    const words =
      'Behind the dot a level is missing, and stunnel crashes (SIGSEGV) before it says a word. Write `FACILITY.LEVEL`, such as `daemon.notice`.';
    const facility = /^\w+(?=\.)/.exec(text)?.[0] ?? 'daemon';
    const fixes = fixOf(`Change to \`${facility}.notice\``, [newValue(line, `${facility}.notice`)], true);
    return [remark(infos.crash, onValue(line), words, { fixes })];
  });
}

/** Whether stunnel crashes at the value of a global `debug`: a dot with no facility, or one that it knows, and no level. */
export function isCrash({ value }: Assignment): boolean {
  const [facility, level] = value.text.split('.').filter((part) => part !== '');
  if (!value.text.includes('.') || level !== undefined) return false;
  return facility === undefined || FACILITIES.includes(facility.toLowerCase());
}

function verbose({ document, services }: LintInput): readonly Remark[] {
  return counting(services, 'debug').flatMap(({ value, assignment }) => {
    if (!/^(\w+\.)?(0*7|debug)$/i.test(value)) return [];
    const text =
      'Level 7 is for looking for a mistake: it is slow, hard to read, and writes details of sessions into the log. Use `notice` or `info`.';
    const level = value.replace(/[^.]*$/, 'notice');
    const fixes = [
      ...fixOf(`Change to \`${level}\``, [newValue(assignment, level)], true),
      ...deleteFix(document, [assignment]),
    ];
    return [remark(infos.verbose, onValue(assignment), text, { fixes })];
  });
}

function silent({ document }: LintInput): readonly Remark[] {
  const last = (name: string) => namedIn(document.global, name).at(-1)?.value.text.toLowerCase();
  const syslog = namedIn(document.global, 'syslog').at(-1);
  const isDaemon = document.services.length > 0 && (last('foreground') ?? 'no') === 'no';
  if (!isDaemon || syslog?.value.text.toLowerCase() !== 'no' || last('output') !== undefined) return [];
  const text =
    'As a daemon without syslog and without `output`, stunnel logs nowhere. Delete the line, or add `output`.';
  return [remark(infos.silent, onValue(syslog), text, { fixes: deleteFix(document, [syslog]) })];
}
