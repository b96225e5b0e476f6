import { defineChecks } from '../../../findings/check';
import { effective } from '../effective';
import { type Inspection, isVariable, onName, onValue } from '../report';
import { settled } from './judged';

const base = { severity: 'error', source: 'stunnel', tag: 'LOAD' } as const;

export const infos = defineChecks({
  relativePath: {
    ...base,
    code: 'relative-path-in-daemon',
    rules: ['3b'],
    summary: '`pid` or `output` is a relative path, and stunnel becomes a daemon.',
    program: '%s file must include full path name',
  },
  noEngine: {
    ...base,
    code: 'engine-not-opened',
    rules: ['1a', '3b'],
    summary: 'An engine is spoken to before any is opened.',
    program: 'No engine was defined',
  },
  engineNumber: {
    ...base,
    code: 'engine-not-opened',
    rules: ['1b', '3b'],
    summary: '`engineId` or `engineNum` names an engine that no `engine` line above opens.',
    program: 'Illegal engine number',
  },
});

/** Reports what is wrong between the options of the whole process. */
export function checkGlobal(inspection: Inspection): void {
  checkDaemonPaths(inspection);
  checkEngines(inspection);
}

function checkDaemonPaths(inspection: Inspection): void {
  const { document, report, isFragment } = inspection;
  const global = effective(document, document.global);
  // A fragment does not say whether stunnel stays in the foreground.
  if (isFragment || settled(global, 'foreground', inspection) !== 'no') return;
  for (const [name, words] of [['output', 'Log'] as const, ['pid', 'Pid'] as const]) {
    const setting = global.last(name);
    if (setting === undefined || isVariable(setting.assignment.value)) continue;
    const { value, option, assignment } = setting;
    if (/^(\/|[A-Za-z]:[\\/])/.test(value) || (value === '' && option.isEmptyAllowed)) continue;
    const text =
      'As a daemon stunnel works in `/`, so that this path has to begin with `/`. With `foreground = yes` a relative one is taken.';
    report(infos.relativePath, onValue(assignment), text, { program: `${words} file must include full path name` });
  }
}

function checkEngines({ document, report, isFragment }: Inspection): void {
  if (isFragment) return;
  const opened: string[] = [];
  const all = [document.global, ...document.services].flatMap(({ assignments }) => assignments);
  for (const line of all) {
    const name = line.name.text.toLowerCase();
    const value = line.value.text;
    if (isVariable(line.value)) {
      if (name === 'engine') opened.push('auto');
    } else if (name === 'engine') {
      opened.push(value);
    } else if ((name === 'enginectrl' || name === 'enginedefault') && opened.length === 0) {
      report(infos.noEngine, onName(line), `No engine is open here. Write \`engine = …\` above \`${line.name.text}\`.`);
    } else if (name === 'engineid' && !opened.includes(value) && !opened.includes('auto')) {
      const text =
        'No engine of this id is opened. Write `engine = …` with it in the global part; upper and lower case count.';
      report(infos.engineNumber, onValue(line), text, { program: 'Engine ID not found' });
    } else if (name === 'enginenum' && /^[+-]?\d+$/.test(value) && !isOpened(Number(value), opened)) {
      const text = `The engines are counted from 1, and ${opened.length} ${opened.length === 1 ? 'is' : 'are'} opened above.`;
      report(infos.engineNumber, onValue(line), text);
    }
  }
}

function isOpened(number: number, opened: readonly string[]): boolean {
  return number >= 1 && (number <= opened.length || opened.some((id) => id.toLowerCase() === 'auto'));
}
