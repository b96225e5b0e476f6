import { defineChecks } from '../../../findings/check';
import type { Finding } from '../../../findings/finding';
import { flagProblem } from '../../../model/knownFlags';
import type { Flag } from '../../../model/nouns';
import { replaceFix } from '../../../schema/report';
import { found, type ServiceCheck } from './check';

/** Flags that end the process (security-rules.md, unknown-flag). */
export const infos = defineChecks({
  unknown: {
    code: 'unknown-flag',
    severity: 'error',
    source: 'security',
    rules: ['unknown-flag'],
    tag: 'START',
    summary: 'a flag that the program does not have: it ends as it starts',
    program: "unknown long flag '--%s'",
  },
});

/** The flags of a service that its program is known not to have. */
export const checkFlags: ServiceCheck = ({ service, source }) =>
  service.flags.flatMap((flag): Finding[] => {
    const problem = flagProblem(service.program.name, flag.name, service.version);
    if (problem === undefined) return [];
    const at = nameSpan(flag, source);
    const { meant } = problem;
    const isWritten = source.slice(at.start, at.end).replace(/^-+/, '') === flag.name;
    const fixes = meant === undefined || !isWritten ? [] : [replaceFix(`Use --${meant}`, at, `--${meant}`)];
    const says = `unknown long flag '--${flag.name}'`;
    return [found(infos.unknown, at, problem.text, fixes, { program: service.program.name, says })];
  });

/** The name of a flag with its dashes, without its value. */
function nameSpan(flag: Flag, source: string) {
  const written = /^--?[^\s=]+/.exec(source.slice(flag.start, flag.end))?.[0];
  return { start: flag.start, end: written === undefined ? flag.end : flag.start + written.length };
}
