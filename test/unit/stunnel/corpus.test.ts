import { beforeAll, describe, expect, test } from 'vitest';
import { type CorpusCase, corpusCases, hasCorpus, type PlacedFinding, prepareCorpus } from './support/corpus';

const cases = corpusCases();

describe.skipIf(!hasCorpus)('files that stunnel 5.68 has judged [needs ../shared]', () => {
  let findingsOf: (one: CorpusCase) => readonly PlacedFinding[];
  beforeAll(() => {
    const corpus = prepareCorpus();
    findingsOf = corpus.findingsOf;
    return corpus.remove;
  }, 60_000);

  const refusals = (one: CorpusCase) =>
    findingsOf(one).filter(({ category, severity }) => category === 'validation' && severity === 'error');

  test.each(cases.filter(({ isGood }) => !isGood))('refuses $name', (one) => {
    expect(refusals(one).map(({ line }) => line)).toEqual(expect.arrayContaining([...one.lines]));
  });

  test.each(cases.filter(({ isGood }) => isGood))('takes $name', (one) => {
    expect(refusals(one).filter(({ code }) => !isNeverMeant(code))).toEqual([]);
  });
});

/** What stunnel takes and nobody can have meant is an error, too. */
function isNeverMeant(code: string): boolean {
  return ['no-usable-protocol', 'accept-empty', 'port-out-of-range', 'port-zero', 'debug-crash'].includes(code);
}
