import type { Random } from './random';

type Mutation = (random: Random, text: string) => string;

/** Changes a line: `change` gets it and gives what stands in its place. */
function onLine(change: (random: Random, line: string) => string): Mutation {
  return (random, text) => {
    const lines = text.split('\n');
    const at = random.below(Math.max(1, lines.length - 1));
    return lines.with(at, change(random, lines[at] ?? '')).join('\n');
  };
}

/** Inserts one of `pieces` at any place. */
function insert(pieces: readonly string[]): Mutation {
  return (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  };
}

const SIGNS = [...':-#,[]{}&*!|>\'"%@`?', ' ', '\n', ': ', ' #', '- ', '\\', '<<'];

/** What the writing of YAML can get wrong, or does in an odd way. */
const MUTATIONS: readonly Mutation[] = [
  onLine((_, line) => ` ${line}`),
  onLine((_, line) => line.replace(/^ /, '')),
  onLine((_, line) => `  ${line}`),
  onLine((_, line) => line.replace(/^ {2}/, '')),
  onLine((_, line) => line.replace(/^ +/, '\t')),
  onLine((_, line) => `\t${line}`),
  onLine((_, line) => line.replace(/: /, ':\t')),
  onLine((_, line) => line.replace(/: /, ':')),
  onLine((_, line) => line.replace(/:/, '')),
  onLine((_, line) => line.replace(/:/, ' :')),
  onLine((_, line) => `${line}\t# comment`),
  onLine((_, line) => `${line}#comment`),
  onLine((_, line) => `# ${line}`),
  onLine((_, line) => line.replace(/- /, '-')),
  onLine((_, line) => line.replace(/- /, '-\t')),
  onLine((_, line) => line.replace(/: (.+)$/, ': &a $1')),
  onLine((_, line) => line.replace(/:(.*)$/, ': &a$1')),
  onLine((_, line) => line.replace(/: (.+)$/, ': *a')),
  onLine((_, line) => line.replace(/([\w.-]+):/, '"$1":')),
  onLine((_, line) => line.replace(/([\w.-]+):/, '? $1\n:')),
  onLine((_, line) => line.replace(/: (.+)$/, ':\n $1')),
  onLine((_, line) => line.replace(/: (.+)$/, ': |\n$1')),
  onLine(
    (random, line) =>
      `${line}\n${line.replace(/\S.*$/, random.pick(['<<: {}', '<<: {a: b}', '<<: *a', '<<: []', '<<:']))}`,
  ),
  onLine(
    (random, line) => `${line}\n${random.pick(['---', '...', '--- ', '---a', '--- a', '%YAML 1.1', '\ufeff', '\f'])}`,
  ),
  onLine((_, line) => `${line}\n${line}`),
  onLine(() => ''),
  (_, text) => text.replaceAll('\n', '\r\n'),
  (_, text) => text.replaceAll('\n', '\r'),
  (_, text) => `\ufeff${text}`,
  (_, text) => `---\n${text}`,
  (random, text) => `${random.pick(['%YAML 1.1', '%YAML 1.2', '%YAML 2.0', '%TAG ! a:', '%FOO', '# c'])}\n---\n${text}`,
  (_, text) => `${text}---\nunknown: 1\n`,
  (_, text) => `${text}...\n`,
  (_, text) => `${text}...\nunknown: [\n`,
  (_, text) => text.replace(/\n$/, ''),
  (_, text) => text.slice(0, Math.floor(text.length / 2)),
  (random, text) => text.replace(/^(\w+):/gm, (all) => (random.chance(30) ? `${all} &a` : all)),
  insert(SIGNS),
  insert(SIGNS),
  insert(SIGNS),
  insert(['\t', '\u0000', '\u0007', '\u0085', '\u00a0', '\u2028', '\ufffe', '\ufeff', '\u{1f600}', 'é', '\r']),
  (random, text) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + 1);
  },
];

/** `text` with one such thing. */
export function mutateText(random: Random, text: string): string {
  return random.pick(MUTATIONS)(random, text);
}
