import type { Credentials } from '../../../../server/src/core/generators/setUp/credentials';
import type { MachineFile, Part } from '../../../../server/src/core/generators/setUp/machine';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp, Target } from '../../../../server/src/core/generators/setUp/setUp';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { RULES } from '../../../../server/src/core/rules/all';
import { checkFile } from '../../../../server/src/core/services/checkFile';
import { createServices } from '../../../../server/src/core/services/registry';
import { certificateFor, privateKeyOf, rsaKey } from '../../support/certificate';

/** The set-up of `answers`; one host, unless they say others. */
export function setUpOf(answers: Answers): SetUp {
  const host = answers.profile?.[0] === 'tailnet' ? '100.101.102.103' : 'web-1.example.com';
  const read = readAnswers({ hosts: [host], ...answers });
  if ('problems' in read) throw new Error(read.problems.map(({ id, problem }) => `${id}: ${problem}`).join('\n'));
  return read.setUp;
}

/** The first machine of `setUp`. */
export function targetOf({ targets }: SetUp): Target {
  const [first] = targets;
  if (first === undefined) throw new Error('There is no machine.');
  return first;
}

const KEYS = { authority: rsaKey(), server: rsaKey() };

/** Credentials for the first machine of `setUp`, whose signatures nobody verifies. */
export function credentialsFor(setUp: SetUp): Credentials {
  const server = { certificate: certificateFor(KEYS.server), key: privateKeyOf(KEYS.server) };
  return {
    authority: certificateFor(KEYS.authority, { subject: 'authority', isAuthority: true }),
    servers: { [targetOf(setUp).name]: server },
    login: { user: 'prometheus', password: 'correct-horse', hash: `$2b$12$${'x'.repeat(53)}` },
  };
}

/** The text of the file `path` of `part`. */
export function textOf(part: Part, path: string): string {
  const content = part.files.find((file) => file.path === path)?.content;
  if (typeof content !== 'string') throw new Error(`There is no text ${path}.`);
  return content;
}

const services = createServices(RULES);

/** All rules, those that only a few want too, down to hints. */
const WISHES = { prometheusVersion: '', toolkitVersion: '', stunnelVersion: '', rules: {}, level: 'all' } as const;

/**
 * What our own rules say of `files`, which lie beside each other: `FILE: severity code: message`. A file that is none of
 * ours is told of as such.
 */
export function findingsIn(files: readonly MachineFile[]): readonly string[] {
  const beside = (path: string) => files.filter((file) => file.path === path || file.place?.path === path);
  return files.flatMap(({ path, content }) => {
    if (typeof content !== 'string') return [];
    const checked = checkFile(
      { text: content },
      {
        path,
        wishes: WISHES,
        readNeighbours: (patterns) =>
          new Map(
            patterns.map((pattern) => [
              pattern,
              beside(pattern).map((file) => ({ path: file.path, text: String(file.content), mode: file.mode })),
            ]),
          ),
        now: Date.UTC(2026, 0, 1),
      },
      { services, newest: newestTargets() },
    );
    if (checked.text === undefined) return [];
    return checked.findings.map(({ severity, code, message }) => `${path}: ${severity} ${code}: ${message}`);
  });
}

/** The kinds that our services take `files` for, by their paths. */
export function kindsOf(files: readonly MachineFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.flatMap(({ path, content }) => {
      if (typeof content !== 'string') return [];
      const { service } = checkFile(
        { text: content },
        { path, wishes: WISHES, readNeighbours: () => new Map(), now: 0 },
        { services, newest: newestTargets() },
      );
      return service === undefined ? [] : [[path, service.kind]];
    }),
  );
}
