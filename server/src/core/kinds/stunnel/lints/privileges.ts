import { defineChecks } from '../../../findings/check';
import type { Scope } from '../document';
import { onName, onValue } from '../report';
import type { Assignment } from '../statement';
import { fixOf, insertion, newValue } from './edits';
import { namedIn } from './lines';
import { isUnknown, type Lint, type LintInput, listed, onLack, type Remark, remark } from './lint';
import { isTold } from './told';

const common = { source: 'stunnel', rules: ['5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  root: {
    ...common,
    code: 'runs-as-root',
    severity: 'info',
    category: 'security',
    summary: 'No `setuid`: unless something else gives stunnel a user, it stays root.',
  },
  execAsRoot: {
    ...common,
    code: 'runs-as-root',
    severity: 'error',
    category: 'security',
    summary: '`exec` without `setuid`: the program runs as root for whoever connects.',
  },
  noGroup: {
    ...common,
    code: 'setuid-without-setgid',
    severity: 'warning',
    summary: 'Only one of `setuid` and `setgid`: a part of root stays.',
  },
  noEffect: {
    ...common,
    code: 'section-setuid-without-unix-socket',
    severity: 'info',
    summary: '`setuid` or `setgid` in a section that has no Unix socket to give away.',
  },
  output: {
    ...common,
    rules: ['3b', '5'],
    code: 'setuid-pid-output',
    severity: 'warning',
    tag: 'START',
    summary: '`pid` or `output` in a folder of root, although they are written after `setuid`.',
  },
});

/** Rights that stunnel keeps, or drops too early. */
export const privileges: Lint = (input) => {
  const { document } = input;
  const user = last(document.global, 'setuid');
  const group = last(document.global, 'setgid');
  return [
    ...root(input, user),
    ...alone(input, user, group),
    ...document.services.flatMap((scope) => withoutEffect(scope)),
    ...outputs(document.global, user),
  ];
};

function root(input: LintInput, user: Assignment | undefined): readonly Remark[] {
  const { document, services } = input;
  // Inetd and Windows choose the user themselves.
  if (document.services.length === 0 || isForWindows(input)) return [];
  if (!isTold(input, document.global, ['setuid'])) return [];
  const isRoot = user !== undefined && /^(root|\+?0+)$/.test(user.value.text);
  if (user !== undefined && !isRoot) return [];
  const [program] = listed(services, 'exec');
  const at = isRoot ? user.value : program === undefined ? onLack(document.services[0] ?? document.global) : undefined;
  const fixes = rootFix(input, user);
  if (program !== undefined) {
    const text =
      'This program runs as root for whoever comes through the tunnel, unless the unit gives stunnel a user. Add `setuid` and `setgid` to the global part, and ask clients for certificates.';
    return [remark(infos.execAsRoot, at ?? onValue(program.assignment), text, { fixes })];
  }
  const text =
    'Unless its unit or container gives stunnel a user, the whole process stays root. Add `setuid` and `setgid` to the global part (Debian has the user `stunnel4`).';
  return at === undefined ? [] : [remark(infos.root, at, text, { fixes })];
}

function rootFix({ document }: LintInput, user: Assignment | undefined) {
  const title = 'Run as `stunnel4`';
  if (user !== undefined) return fixOf(title, [newValue(user, 'stunnel4')]);
  const lines = ['setuid', 'setgid'].filter((name) => last(document.global, name) === undefined);
  const added = lines.map((name) => ({ name, value: 'stunnel4' }));
  const change = insertion(document, document.global, added);
  if (change !== undefined) return fixOf(title, [change]);
  const first = document.services[0]?.header;
  if (first === undefined || first.from !== undefined) return [];
  const newline = document.text.includes('\r\n') ? '\r\n' : '\n';
  const newText = added.map(({ name, value }) => `${name} = ${value}${newline}`).join('') + newline;
  return fixOf(title, [{ start: first.start, end: first.start, newText }]);
}

/** Whether the file is for Windows, where there is no `setuid`. */
function isForWindows({ document }: LintInput): boolean {
  return [document.global, ...document.services].some(({ assignments }) =>
    assignments.some(
      ({ name, value }) => /^(taskbar|icon(Active|Error|Idle))$/i.test(name.text) || /^[A-Za-z]:[\\/]/.test(value.text),
    ),
  );
}

function alone(
  { document }: LintInput,
  user: Assignment | undefined,
  group: Assignment | undefined,
): readonly Remark[] {
  const given = user ?? group;
  if (given === undefined || (user !== undefined && group !== undefined)) return [];
  const missing = user === undefined ? 'setuid' : 'setgid';
  const kept = missing === 'setgid' ? "root's groups are kept" : 'the process stays root';
  const text = `Without \`${missing}\` in the global part ${kept}. Set both.`;
  const lines = [{ name: missing, value: given.value.text }];
  const fixes = fixOf(`Add \`${missing} = ${given.value.text}\``, [insertion(document, document.global, lines, given)]);
  return [remark(infos.noGroup, onName(given), text, { fixes: isUnknown(given.value.text) ? [] : fixes })];
}

function withoutEffect(scope: Scope): readonly Remark[] {
  const accepts = namedIn(scope, 'accept');
  if (accepts.length === 0 || accepts.some(({ value }) => value.text.startsWith('/'))) return [];
  return ['setuid', 'setgid'].flatMap((name) =>
    namedIn(scope, name).map((line) => {
      const text = `In a section \`${name}\` only says who owns its Unix socket, and this one has none. Move it to the global part, above the first section.`;
      return remark(infos.noEffect, onName(line), text);
    }),
  );
}

/** Folders in which only root can make files. */
const ROOT_FOLDERS = /^\/(var\/run|run|var\/log|var|etc|etc\/stunnel|root|usr(\/.*)?|)\/[^/]+$/;

function outputs(global: Scope, user: Assignment | undefined): readonly Remark[] {
  const isRoot = user === undefined || /^(root|\+?0+)$/.test(user.value.text) || isUnknown(user.value.text);
  if (isRoot || last(global, 'chroot') !== undefined) return [];
  return ['pid', 'output'].flatMap((name) => {
    const line = last(global, name);
    if (line === undefined || !ROOT_FOLDERS.test(line.value.text)) return [];
    const text = `This file is made after \`setuid\`, and in its folder only root can make one: stunnel does not start. Use a folder that belongs to \`${user.value.text}\`, such as \`${name === 'pid' ? '/run/stunnel4/' : '/var/log/stunnel4/'}\`.`;
    return [remark(infos.output, onValue(line), text)];
  });
}

function last(scope: Scope, name: string): Assignment | undefined {
  return namedIn(scope, name).at(-1);
}
