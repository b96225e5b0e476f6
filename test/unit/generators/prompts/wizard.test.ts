import { describe, expect, it } from 'vitest';
import { setUpAnswers, setUpQuestions } from '../../../../client/src/commands/secureExporter/questions';
import type { Answer, Answers, Question } from '../../../../client/src/prompts/question';
import { walk } from '../../../../client/src/prompts/walk';
import type { Known } from '../../../../server/src/core/generators/setUp/questions/question';
import { QUESTIONS } from '../../../../server/src/core/generators/setUp/questions/questions';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import { PROFILES } from '../../../../server/src/core/generators/setUp/setUp';

/** Takes what every question starts with, but for these answers; refuses nothing that is fine. */
async function answered(own: Answers): Promise<Answers> {
  const answers = await walk(
    setUpQuestions(() => ({})),
    async (question, before) => {
      const answer = own[question.id] ?? standardOf(question, before);
      expect(question.problem?.(answer, before), question.id).toBeUndefined();
      return { answer };
    },
  );
  return answers ?? {};
}

function standardOf(question: Question, answers: Answers): Answer {
  const standard = question.standard?.(answers);
  return standard === undefined || standard === '' ? (question.choices?.(answers)[0]?.value ?? '') : standard;
}

describe('the questions of the wizard', () => {
  it.each(PROFILES)('lead to a set-up with the profile %s, mostly by their defaults', async (profile) => {
    const hosts = profile === 'tailnet' ? ['web-1.tail1234.ts.net'] : ['web-1.example.com'];
    const read = readAnswers(setUpAnswers(await answered({ profile, hosts, scrapers: ['192.0.2.1'] })));
    expect(read).toMatchObject({ setUp: { profile, targets: [{ name: hosts[0] }] } });
  });

  it('are those of the table that are not advanced', () => {
    expect(setUpQuestions(() => ({})).map(({ id }) => id)).toEqual(
      QUESTIONS.filter(({ isAdvanced }) => !isAdvanced).map(({ id }) => id),
    );
  });

  const question = (id: string) =>
    setUpQuestions(() => ({ hosts: ['a.example.com', 'not a host'] })).find((one) => one.id === id);

  it.each([
    ['web-1 web-2', ['web-1', 'web-2']],
    ['web-1, web-2', ['web-1', 'web-2']],
    ['web-1,10.0.0.5 web-2', ['web-1,10.0.0.5', 'web-2']],
    [' , ', []],
  ])('machines are typed as %j', (typed, machines) => {
    expect(question('hosts')?.list?.read(typed)).toEqual(machines);
  });

  it('suggest only what fits', () => {
    expect(question('hosts')?.standard?.({ profile: 'mtls' })).toEqual(['a.example.com']);
  });

  it.each([
    ['hosts', [], 'Name one at least.'],
    ['hosts', ['a.example.com', 'b;rm -rf /'], 'b;rm -rf /: This is no host name'],
    ['port', '', 'This has to be said.'],
    ['port', '99999', 'A port is a number from 1 to 65535.'],
  ])('refuse for %s the answer %j', (id, answer, problem) => {
    expect(question(id)?.problem?.(answer, { profile: 'mtls' })).toContain(problem);
  });

  it('offer no firewall that would not know Prometheus', () => {
    const choices = (scrapers: readonly string[]) =>
      question('firewall')
        ?.choices?.({ profile: 'mtls', scrapers })
        .map(({ value }) => value);
    expect(choices([])).toEqual(['none']);
    expect(choices(['192.0.2.1'])).toEqual(['none', 'ufw', 'nftables', 'iptables']);
  });
});

describe('the texts of the wizard', () => {
  // What fits into VS Code's quick pick, at its usual width; more is cut.
  const [PLACEHOLDER, DETAIL] = [74, 85];
  const known: Known = (id) => ({ profile: ['mtls'], exporter: ['node'] })[id as string] ?? [];

  it.each(QUESTIONS.filter(({ isAdvanced, choices }) => !isAdvanced && choices))('of $id are not cut', (question) => {
    expect(question.detail.length).toBeLessThanOrEqual(PLACEHOLDER);
    for (const { label, detail } of question.choices?.(known) ?? []) {
      expect(`${label} | ${detail}`.split(' | ').filter((text) => text.length > DETAIL)).toEqual([]);
    }
  });
});
