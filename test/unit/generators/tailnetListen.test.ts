import { describe, expect, test } from 'vitest';
import { isEveryAddress } from '../../../server/src/core/generators/names';
import { generateSetUp } from '../../../server/src/core/generators/setUp/generateSetUp';
import type { Answers } from '../../../server/src/core/generators/setUp/questions/question';
import { readAnswers } from '../../../server/src/core/generators/setUp/readAnswers';
import { credentialsFor, findingsIn, setUpOf } from './prometheus/sides';

const TAILNET: Answers = { profile: ['tailnet'], hosts: ['web-1'] };

describe('an exporter of a tailnet of which only a name is known', () => {
  test.each(['node', 'redis'].flatMap((exporter) => ['systemd', 'debian', 'compose'].map((form) => [exporter, form])))(
    '%s, %s: listens everywhere, behind a firewall, and our own rules are told so',
    (exporter, form) => {
      const setUp = setUpOf({ ...TAILNET, exporter: [exporter ?? ''], form: [form ?? ''] });
      const host = generateSetUp(setUp, credentialsFor(setUp)).filter(({ path }) => path.startsWith('hosts/'));
      expect(findingsIn(host, 'recommended').filter((line) => / (error|warning) /.test(line))).toEqual([]);
    },
  );

  test('says nothing of a firewall to a set that has none, or whose address is known', () => {
    for (const answers of [{ hosts: ['web-1,100.101.102.103'] }, { listenAddress: ['100.101.102.103'] }]) {
      const setUp = setUpOf({ ...TAILNET, ...answers });
      const files = generateSetUp(setUp, credentialsFor(setUp));
      expect(files.filter(({ content }) => String(content).includes('scrapeguard-ignore bind-all'))).toEqual([]);
    }
  });
});

test.each<[string, Answers, string]>([
  ['nothing would keep others away', { ...TAILNET, firewall: ['none'] }, 'could read its metrics. Name its address'],
  ['it would listen outside of the tailnet', { ...TAILNET, listenAddress: ['10.0.0.7'] }, 'no address of a tailnet'],
  ['it would listen everywhere', { ...TAILNET, listenAddress: ['0.0.0.0'] }, 'no address of a tailnet'],
])('answers for a tailnet are refused where %s', (_name, answers, told) => {
  expect(readAnswers(answers)).toEqual({
    problems: [expect.objectContaining({ problem: expect.stringContaining(told) })],
  });
});

test.each([
  ['', true],
  ['0.0.0.0', true],
  ['::', true],
  ['0:0:0:0:0:0:0:0', true],
  ['::1', false],
  ['127.0.0.1', false],
  ['fd7a:115c:a1e0::1', false],
  ['a', false],
])('%j is every address: %s', (address, every) => {
  expect(isEveryAddress(address)).toBe(every);
});
