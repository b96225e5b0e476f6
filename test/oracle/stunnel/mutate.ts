import type { Random } from '../random';

type Mutation = (random: Random, lines: readonly string[]) => readonly string[];

/** Changes one line. */
function onLine(change: (random: Random, line: string) => string): Mutation {
  return (random, lines) => {
    const at = random.below(lines.length);
    return lines.with(at, change(random, lines[at] ?? ''));
  };
}

function insertSign(signs: readonly string[]): Mutation {
  return onLine((random, line) => {
    const at = random.below(line.length + 1);
    return line.slice(0, at) + random.pick(signs) + line.slice(at);
  });
}

/** What people and editors do to such files. */
const MUTATIONS: readonly Mutation[] = [
  (random, lines) => lines.toSpliced(random.below(lines.length), 1),
  (random, lines) => lines.toSpliced(random.below(lines.length), 1),
  (random, lines) => lines.toSpliced(random.below(lines.length), 0, random.pick(lines)),
  (random, lines) => [...lines, random.pick(lines)],
  (random, lines) => lines.toSpliced(random.below(lines.length), 0, random.pick(NEW_LINES)),
  (random, lines) => lines.toSpliced(random.below(lines.length), 0, random.pick(NEW_LINES)),
  (_, lines) => lines.map((line) => `${line}\r`),
  (_, lines) => lines.with(0, `\uFEFF${lines[0] ?? ''}`),
  onLine((_, line) => `  ${line}`),
  onLine((_, line) => `; ${line}`),
  onLine((_, line) => `${line} ; comment`),
  onLine((_, line) => line.replace(' = ', ' ')),
  onLine((_, line) => line.replace(' = ', ': ')),
  onLine((_, line) => line.replace(' = ', '==')),
  onLine((_, line) => line.replace(/=.*/, '=')),
  onLine((_, line) => line.replace(/^.*=/, '=')),
  onLine((random, line) => line.slice(0, random.below(line.length + 1))),
  onLine((random, line) => {
    const at = random.below(line.length + 1);
    return line.slice(0, at) + line.slice(at + 1);
  }),
  onLine((random, line) => {
    const at = random.below(line.length + 1);
    return `${line.slice(0, at)}\n${line.slice(at)}`;
  }),
  insertSign(['=', '[', ']', ';', '#', ':', ' ', '"', '-', ',', '.', '\\', '/']),
  insertSign(['\t', '\r', '\v', '\f', '\0', '\u00a0', '\uFEFF', 'é', '\u{1f600}', '\x01']),
];

const NEW_LINES = [
  '[new]',
  '[]',
  '[ a ]',
  '[a',
  'a]',
  '[a] ; b',
  '[a] = b',
  '[a=b]',
  '#',
  ';',
  ' ',
  '=',
  'nonsense',
  'nonsense = 1',
  '[global]',
  '//',
];

/** `text` with one such thing. */
export function mutateLines(random: Random, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `${random.pick(MUTATIONS)(random, lines).join('\n')}${random.chance(90) ? '\n' : ''}`;
}
