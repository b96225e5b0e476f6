import type { CheckInfo } from '../../../server/src/core/findings/check';
import type { Finding } from '../../../server/src/core/findings/finding';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import type { Version } from '../../../server/src/core/schema/version';
import type { Service } from '../../../server/src/core/services/service';
import { readNeighbours } from '../../../server/src/host/neighbours';
import type { Verdict } from '../verdict';

/** What ScrapeGuard says of `text`, a file in `home` where the files that it names can be looked at. */
export function askOurs(service: Service, text: string, version: Version, home: string): Verdict {
  const document = service.open(text);
  const surroundings = { targets: { ...newestTargets(), stunnel: version }, path: `${home}/stunnel.conf` };
  const alone = service.check(document, surroundings);
  const neighbours = readNeighbours(home, alone.needs.patterns);
  const { findings } = service.check(document, { ...surroundings, neighbours }, alone);
  const errors = findings.filter(({ severity, category }) => severity === 'error' && category !== 'security');
  const refused = errors.filter((finding) => isTagged(service.checks, finding, 'LOAD', 'START'));
  const crashing = errors.filter((finding) => isTagged(service.checks, finding, 'CRASH'));
  const shown = refused[0] ?? crashing[0];
  return {
    outcome: refused.length > 0 ? 'refused' : crashing.length > 0 ? 'crashed' : 'accepted',
    says: findings.map(({ severity, code, message }) => `${severity} ${message} [${code}]`).join('\n'),
    cause: shown === undefined ? '' : causeOf(shown),
    errors: refused.map(({ message, code }) => `${message} [${code}]`),
  };
}

/** Whether a check of that code is taken so by stunnel; an error that no check has is one of the structure. */
function isTagged(
  checks: readonly CheckInfo[],
  { code, severity }: Finding,
  ...tags: readonly CheckInfo['tag'][]
): boolean {
  const infos = checks.filter((info) => info.code === code && info.severity === severity);
  return infos.length === 0 ? tags.includes('LOAD') : infos.some(({ tag }) => tags.includes(tag));
}

function causeOf({ code, message }: Finding): string {
  return `${code}: ${message.replace(/`[^`]*`/g, '`…`').replace(/"[^"]*"/g, '"…"')}`.slice(0, 160);
}
