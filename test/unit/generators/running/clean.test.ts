import { describe, expect, test } from 'vitest';
import { exporterSide } from '../../../../server/src/core/generators/setUp/exporter/exporterConfig';
import { EXPORTERS } from '../../../../server/src/core/generators/setUp/exporter/exporters';
import { runningPart } from '../../../../server/src/core/generators/setUp/exporter/running';
import { examplesOf } from '../../../../server/src/core/generators/setUp/exporter/service';
import type { MachineFile } from '../../../../server/src/core/generators/setUp/machine';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { RULES } from '../../../../server/src/core/rules/all';
import { checkFile } from '../../../../server/src/core/services/checkFile';
import { createServices } from '../../../../server/src/core/services/registry';
import { CREDENTIALS, CUSTOM, setUp, side, TARGET } from './fixtures';

const services = createServices(RULES);
const PROGRAMS = [...EXPORTERS, CUSTOM];
const FORMS: readonly SetUp['form'][] = ['systemd', 'debian', 'compose'];

const WISHES = { prometheusVersion: '', toolkitVersion: '', stunnelVersion: '', rules: {} };

/** The kind of the file at `path`, and what is found in it: with the rules that only a few want, and down to hints. */
function judged(path: string, text: string, level: 'recommended' | 'all' = 'all') {
  const context = { path, wishes: { ...WISHES, level }, readNeighbours: () => new Map(), now: 0 };
  const checked = checkFile({ text }, context, { services, newest: newestTargets() });
  const findings = checked.text === undefined ? [] : checked.findings;
  return {
    kind: checked.service?.kind,
    findings: findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
  };
}

/** The files that are ours, beside those of the profile. */
function ownFiles(one: SetUp): readonly MachineFile[] {
  const { files } = side(one);
  return runningPart(one, TARGET, side(one)).files.filter((file) => !files.some(({ path }) => path === file.path));
}

function text({ content }: MachineFile): string {
  return typeof content === 'string' ? content : '';
}

const CASES = FORMS.flatMap((form) =>
  PROGRAMS.filter(({ debian, image }) => (form === 'debian' ? debian : form === 'compose' ? image : true)).flatMap(
    (chosen) =>
      (['all', 'without-sensitive', 'minimal'] as const)
        .filter((collectors) => collectors === 'all' || chosen.id === 'node')
        .map((collectors) => ({ form, collectors, program: chosen.program, chosen })),
  ),
);

describe.each(CASES)('$program as $form with collectors $collectors', ({ form, collectors, chosen }) => {
  const one = setUp({ exporter: chosen, form, collectors });
  const files = ownFiles(one);

  test('is found to be free of everything by our own rules, where it is deployed', () => {
    const found = files.map(({ place, ...file }) => judged(place?.path ?? '', text(file)));
    const kinds = form === 'systemd' ? ['systemd'] : form === 'debian' ? ['systemd', 'systemd'] : ['compose'];
    // A drop-in for a program that nobody knows by its name would be no file of ours.
    expect(found).toEqual(
      kinds.map((kind) => ({ kind: chosen.id === 'custom' ? found[0]?.kind : kind, findings: [] })),
    );
  });

  test('is found to be free of everything in the folder where it is written', () => {
    const found = files.map((file) => judged(`/work/set/hosts/web-1/${file.path}`, text(file)).findings);
    expect(found).toEqual(files.map(() => []));
  });

  test('leaves nothing to fill in and no blank where a value belongs', () => {
    for (const file of files) expect(text(file)).not.toMatch(/\{[a-z]|undefined|NaN|[ \t]$/m);
  });

  test('is the same when it is made again', () => {
    expect(runningPart(one, TARGET, side(one))).toEqual(runningPart(one, TARGET, side(one)));
  });
});

test.each(PROGRAMS)('the examples of $program are found to be free of everything', (chosen) => {
  for (const { name, holds, lines } of examplesOf(setUp({ exporter: chosen }))) {
    if (holds !== 'configuration') continue;
    const { findings } = judged(`/etc/${chosen.program}/${name}`, `${lines.join('\n')}\n`);
    expect(findings).toEqual([]);
  }
});

test.each(FORMS)('in a tailnet an exporter as %s has no error and no warning', (form) => {
  const names = ['web-1.example.ts.net', '100.100.1.2'];
  const target = { name: 'web-1', names };
  const one = setUp({ profile: 'tailnet', form, asks: { certificate: false, password: false }, listenAddress: '' });
  const { files } = runningPart(one, target, exporterSide(one, target, CREDENTIALS));
  expect(files.map(text).join('')).toContain('--web.listen-address=100.100.1.2:9100');
  expect(files.map(text).join('')).toMatch(/^After=(network-online\.target )?tailscaled\.service/m);
  const found = files.flatMap(({ place, ...file }) => judged(place?.path ?? '', text(file), 'recommended').findings);
  expect(found.filter((line) => !/^(info|hint) /.test(line))).toEqual([]);
});
