import { describe, expect, it } from 'vitest';
import type { Answers, Ask, Outcome, Position, Question } from '../../../../client/src/prompts/question';
import { listOf } from '../../../../client/src/prompts/question';
import { walk } from '../../../../client/src/prompts/walk';

const text = (id: string, more: Partial<Question> = {}): Question => ({ id, title: id, kind: 'text', ...more });
const WAY: readonly Question[] = [
  { id: 'kind', title: 'kind', kind: 'choice', choices: () => ['a', 'b'].map((value) => ({ value, label: value })) },
  text('onlyA', { applies: ({ kind }) => kind === 'a' }),
  text('last', { standard: ({ kind }) => `standard of ${String(kind)}` }),
];

/** Somebody who answers in this order, and what they were asked. */
function user(...outcomes: (string | Outcome)[]) {
  const asked: string[] = [];
  const ask: Ask = async (question, answers, { step, steps }) => {
    const start = question.standard?.(answers);
    asked.push(`${step}/${steps} ${question.id}${start === undefined ? '' : ` (${String(start)})`}`);
    const outcome = outcomes.shift() ?? 'cancel';
    if (typeof outcome === 'object' || outcome === 'back' || outcome === 'cancel') return outcome;
    return { answer: outcome };
  };
  return { ask, asked };
}

describe('walking over questions', () => {
  it.each<[string, (string | Outcome)[], Answers | undefined, string[]]>([
    [
      'asks what applies, in order',
      ['a', 'x', 'y'],
      { kind: 'a', onlyA: 'x', last: 'y' },
      ['1/3 kind', '2/3 onlyA', '3/3 last (standard of a)'],
    ],
    ['leaves out what does not apply', ['b', 'y'], { kind: 'b', last: 'y' }, ['1/3 kind', '2/2 last (standard of b)']],
    [
      'goes back, and starts with what was answered',
      ['a', 'x', 'back', 'z', 'y'],
      { kind: 'a', onlyA: 'z', last: 'y' },
      ['1/3 kind', '2/3 onlyA', '3/3 last (standard of a)', '2/3 onlyA (x)', '3/3 last (standard of a)'],
    ],
    [
      'forgets the answer to what does not apply any more',
      ['a', 'x', 'back', 'back', 'b', 'y'],
      { kind: 'b', last: 'y' },
      [
        '1/3 kind',
        '2/3 onlyA',
        '3/3 last (standard of a)',
        '2/3 onlyA (x)',
        '1/3 kind (a)',
        '2/2 last (standard of b)',
      ],
    ],
    ['gives nothing once it is given up', ['a', 'cancel'], undefined, ['1/3 kind', '2/3 onlyA']],
    [
      'stays at the first question, which has nothing before it',
      ['back', 'cancel'],
      undefined,
      ['1/3 kind', '1/3 kind'],
    ],
  ])('%s', async (_, outcomes, answers, asked) => {
    const { ask, asked: seen } = user(...outcomes);
    expect(await walk(WAY, ask)).toEqual(answers);
    expect(seen).toEqual(asked);
  });

  it('does not ask for what is known', async () => {
    const { ask, asked } = user('y');
    expect(await walk(WAY, ask, { kind: 'a', onlyA: 'x' })).toEqual({ kind: 'a', onlyA: 'x', last: 'y' });
    expect(asked).toEqual(['1/1 last (standard of a)']);
  });

  it('takes what a question starts with where nobody is asked, also after a step back', async () => {
    const way: readonly Question[] = [
      {
        id: 'rest',
        title: '',
        kind: 'choice',
        choices: () => ['fits', 'change'].map((value) => ({ value, label: '' })),
      },
      text('port', { standard: () => '9100', isAsked: ({ rest }) => rest === 'change' }),
      text('last', { standard: ({ port }) => `at ${String(port)}` }),
    ];
    const { ask, asked } = user('change', '1234', 'back', 'back', 'fits', 'y');
    expect(await walk(way, ask)).toEqual({ rest: 'fits', port: '9100', last: 'y' });
    expect(asked).toEqual([
      '1/2 rest',
      '2/3 port (9100)',
      '3/3 last (at 1234)',
      '2/3 port (1234)',
      '1/2 rest (change)',
      '2/2 last (at 9100)',
    ]);
  });

  it('never shows a secret again', async () => {
    const seen: (Position & { start: unknown })[] = [];
    const outcomes: Outcome[] = [{ answer: 's3cret' }, 'back', 'cancel'];
    await walk([{ id: 'secret', title: '', kind: 'secret' }, text('next')], async (question, answers, position) => {
      seen.push({ ...position, start: question.standard?.(answers) });
      return outcomes.shift() ?? 'cancel';
    });
    expect(seen.map(({ start }) => start)).toEqual([undefined, undefined, undefined]);
  });
});

it.each([
  ['', []],
  ['web-1', ['web-1']],
  [' web-1, web-2;web-3  web-1 ', ['web-1', 'web-2', 'web-3']],
])('%j is the list %j', (typed, list) => {
  expect(listOf(typed)).toEqual(list);
});
