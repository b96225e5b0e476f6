import { defineChecks } from '../../../findings/check';
import { onName, onValue } from '../report';
import { deleteFix } from './edits';
import { counting, type Lint, type LintInput, type Remark, remark } from './lint';

const common = { severity: 'warning', source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  quotes: {
    ...common,
    code: 'execargs-no-quoting',
    summary: 'Quotes in `execArgs`, which stunnel hands on as they are.',
  },
  ident: { ...common, code: 'ident', summary: '`ident` believes whatever the host of the client says.' },
  sessiond: { ...common, code: 'sessiond', summary: 'Sessions are sent to another daemon in clear text.' },
});

/** What services do besides passing connections on. */
export const backends: Lint = (input) => [...quotes(input), ...plain(input)];

function quotes({ services }: LintInput): readonly Remark[] {
  return counting(services, 'execArgs').flatMap(({ value, assignment }) => {
    if (!/["']|\\ /.test(value)) return [];
    const text =
      'Arguments are split at every blank: quotes and backslashes are no protection and belong to the arguments. Put the command into a script.';
    return [remark(infos.quotes, onValue(assignment), text)];
  });
}

function plain({ document, services }: LintInput): readonly Remark[] {
  const one = (option: 'ident' | 'sessiond', text: string) =>
    counting(services, option)
      .filter(({ value }) => value !== '')
      .map(({ assignment }) =>
        remark(infos[option], onName(assignment), text, { fixes: deleteFix(document, [assignment]) }),
      );
  return [
    ...one(
      'ident',
      'The user is whom the host of the client names, in clear text, and every host can lie. Use client certificates, and delete the line.',
    ),
    ...one(
      'sessiond',
      'The secrets of sessions go to this daemon without encryption or authentication. Delete the line.',
    ),
  ];
}
