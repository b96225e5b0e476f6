import { describe, expect, test } from 'vitest';
import { withScrapeJob } from '../../../server/src/core/generators/extend/prometheus';
import { secureJob } from '../../../server/src/core/generators/extend/secureJob';
import { readPreset } from '../../../server/src/core/generators/preset';
import { applyChanges } from '../../../server/src/core/text/edit';
import { FILES, findingsOf, offersIn, setUpFrom, textOf } from './workspaceOffers';

const PROFILES = ['mtls', 'basic-auth', 'mtls+basic-auth', 'stunnel', 'reverse-proxy'];

/** All that is offered in the sample and the how-tos besides edits: `LINE CODE ACT PRESET`. */
const OFFERS: Readonly<Record<string, readonly string[]>> = {
  'exporters/node/web-config.yml': [
    '3 file-not-found issue-certificate {"purpose":"server","file":"node","out":"."}',
    '4 file-not-found issue-certificate {"purpose":"server","file":"node","out":"."}',
    '10 unhashed-web-password hash-password',
  ],
  'how-tos/basic-auth/prometheus.yml': [
    '2 credentials-over-http secure-job {"job":"node_exporter","hosts":["node-1.example.com"],"port":9100}',
    '7 plaintext-password move-secret',
  ],
  'how-tos/basic-auth/values.yaml': ['8 plaintext-password move-secret'],
  'how-tos/self-signed/prometheus.yml': [
    '9 insecure-skip-verify secure-job {"job":"node","hosts":["203.0.113.10"],"port":9100}',
  ],
};

test('the sample and the how-tos offer what is right for their findings, and nothing else', () => {
  const offered = FILES.map((path) => [
    path,
    offersIn(path).map(({ line, code, does, preset }) =>
      [line, code, does, ...(preset === undefined ? [] : [JSON.stringify(preset)])].join(' '),
    ),
  ]);
  expect(Object.fromEntries(offered.filter(([, lines]) => lines?.length !== 0))).toEqual(OFFERS);
});

test('what is offered is what a generator takes', () => {
  for (const { preset } of FILES.flatMap(offersIn)) {
    if (preset !== undefined) expect(readPreset(preset)).toEqual(preset);
  }
});

const JOBS = FILES.flatMap((path) =>
  offersIn(path).flatMap(({ does, at, preset }) =>
    does === 'secure-job' && preset !== undefined ? [{ path, at, preset }] : [],
  ),
);

describe.each(JOBS)('the job $preset.job of $path', ({ path, at, preset }) => {
  test.each(PROFILES)('has no error and no warning any more, secured by %s', (profile) => {
    const setUp = setUpFrom(preset, profile);
    const text = textOf(path);
    const extension = secureJob(text, at, setUp);
    if ('problem' in extension) throw new Error(extension.problem);
    const once = applyChanges(text, extension.changes);
    const left = findingsOf(path, once).findings.filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    expect(
      left.map(({ code, message }) => `${code}: ${message}`),
      once,
    ).toEqual([]);
    // It is the job of the set from then on: another run adds the alerts alone.
    const more = withScrapeJob(once, setUp);
    expect('changes' in more && more.changes.map(({ newText }) => newText).join('')).not.toMatch(/job_name|targets/);
    expect(more).toHaveProperty('changes');
  });
});
