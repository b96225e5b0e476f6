import { defineChecks } from '../../../findings/check';
import { onHeader } from '../report';
import { type Lint, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['2', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  duplicate: {
    ...common,
    code: 'duplicate-service-name',
    severity: 'warning',
    summary: 'Two services of one name: both run, and logs and `sni` cannot tell them apart.',
  },
  odd: {
    ...common,
    code: 'service-name-odd',
    severity: 'info',
    summary: 'The name of a service is empty, or has a sign in it that looks like a mistake.',
  },
});

/** Names of services that are taken, or look as if something else was meant. */
export const serviceNames: Lint = ({ document }) => {
  const first = new Map<string, (typeof document.services)[number]['header']>();
  return document.services.flatMap(({ header }): Remark[] => {
    const name = header.name.text;
    const known = first.get(name);
    if (known !== undefined) {
      const text = `There is a service [${name}] above. Both run, but the log cannot tell them apart and \`sni\` only finds the first. Give this one a name of its own.`;
      const related = [{ start: known.start, end: known.end, message: 'The first service of this name.' }];
      return [remark(infos.duplicate, onHeader(header), text, { related })];
    }
    first.set(name, header);
    const problem = oddity(name);
    return problem === undefined
      ? []
      : [remark(infos.odd, onHeader(header), `${problem} Take a name of letters, digits, \`-\` and \`_\`.`)];
  });
};

function oddity(name: string): string | undefined {
  if (name.trim() === '') return 'This service has no name, so nobody finds it in the log.';
  if (name !== name.trim()) return 'The blanks at the ends belong to the name of this service.';
  if (/[[\]]/.test(name)) return 'Everything up to the last bracket is the name of this service.';
  if (name.includes('=')) return 'The whole line is the name of this service, the `=` included.';
  if (name.includes(':')) return 'A service with a `:` in its name cannot be named in `sni = SERVICE:PATTERN`.';
  return undefined;
}
