import { defineChecks } from '../../../findings/check';
import { nearest } from '../../../schema/suggest';
import { type Inspection, isVariable, onValue, replaceValue } from '../report';
import type { Judged } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  form: {
    ...base,
    code: 'invalid-value',
    rules: ['3b'],
    summary: 'The `sni` of a server is not `SERVICE:PATTERN`.',
    program: 'Invalid SNI parameter format',
  },
  unknown: {
    ...base,
    code: 'unknown-service',
    rules: ['3b'],
    summary: 'The `sni` of a server names a service that is not there, or only below.',
    program: 'SNI section name not found',
  },
  client: {
    ...base,
    code: 'sni-of-client',
    rules: ['3b'],
    summary: 'The `sni` of a server names a service that is a client.',
    program: 'SNI primary service is a TLS client',
  },
});

/** Among how many names it is looked for the one that was meant. */
const MAX_GUESSES = 100;

/**
 * Reports a server that takes over connections from a service that cannot hand them over. Services are initialized one
 * after the other, so that only those above (and the service itself) are found; the first one of a name counts.
 */
export function checkSni(services: readonly Judged[], inspection: Inspection): void {
  const above = new Map<string, Judged>();
  const all = new Set(services.map(({ scope }) => scope.header?.name.text));
  const isAllKnown = services.every(({ isComplete, scope }) => isComplete || scope.strays.length === 0);
  services.forEach((service) => {
    const own = service.scope.header?.name.text ?? '';
    if (!above.has(own)) above.set(own, service);
    const setting = service.last('sni');
    if (service.side !== 'server' || setting === undefined || isVariable(setting.assignment.value)) return;
    const { value, assignment } = setting;
    const { report } = inspection;
    const colon = value.indexOf(':');
    if (colon < 0) {
      const text =
        'In a server this is `SERVICE:PATTERN`: the service above that listens, and the names it hands over, such as `web:*.example.com`.';
      report(infos.form, onValue(assignment), text);
      return;
    }
    const name = value.slice(0, colon);
    const primary = above.get(name);
    if (primary?.side === 'client') {
      report(
        infos.client,
        onValue(assignment),
        `\`[${name}]\` is a client, which takes no TLS connections that it could hand over.`,
      );
    } else if (primary === undefined && !inspection.isFragment && isAllKnown) {
      const text = unknownService(name, all.has(name));
      const near = nearest(name.trim(), [...above.keys()].slice(0, MAX_GUESSES));
      const fixes = near === undefined ? [] : replaceValue(assignment, near + value.slice(colon));
      report(infos.unknown, onValue(assignment), text, { fixes });
    }
  });
}

function unknownService(name: string, isBelow: boolean): string {
  return isBelow
    ? `\`[${name}]\` stands below this service, and stunnel reads from top to bottom. Move it above this one.`
    : `There is no service \`[${name}]\` above this one. Upper and lower case count, and so do blanks.`;
}
