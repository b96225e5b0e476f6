import type { GeneratedFile } from '../../../../server/src/core/generators/generatedFile';
import type { Credentials } from '../../../../server/src/core/generators/setUp/credentials';
import type { MachineFile } from '../../../../server/src/core/generators/setUp/machine';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { PrometheusSide, SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { RULES } from '../../../../server/src/core/rules/all';
import { checkFile } from '../../../../server/src/core/services/checkFile';
import { createServices } from '../../../../server/src/core/services/registry';
import { block } from '../../support/pemFiles';

export const HASH = `$2b$12$${'x'.repeat(53)}`;
export const WEB_HASH = `$2b$12$${'y'.repeat(53)}`;

/** The set-up of `answers`: two machines with node_exporter, unless they say others. */
export function setUpOf(answers: Answers, config: PrometheusSide['config'] = 'new'): SetUp {
  const isTailnet = answers.profile?.[0] === 'tailnet';
  const hosts = isTailnet ? ['100.101.102.103', 'web-2'] : ['web-1.example.com', '203.0.113.7,web-2.example.com'];
  const read = readAnswers({ hosts, ...answers }, config);
  if ('problems' in read) throw new Error(read.problems.map(({ id, problem }) => `${id}: ${problem}`).join('\n'));
  return read.setUp;
}

/** All credentials that a set-up may need; they are no real ones. */
export function credentialsFor({ targets }: SetUp): Credentials {
  const leaf = { certificate: block('CERTIFICATE'), key: block('PRIVATE KEY') };
  return {
    authority: block('CERTIFICATE'),
    servers: Object.fromEntries(targets.map(({ name }) => [name, leaf])),
    client: leaf,
    prometheus: leaf,
    browser: { name: 'browser.p12', pkcs12: Uint8Array.of(48, 0) },
    login: { user: 'prometheus', password: 'correct-horse', hash: HASH },
    webLogin: { user: 'admin', password: 'battery-staple', hash: WEB_HASH },
  };
}

/** The text of the file `path`. */
export function textIn(files: readonly GeneratedFile[], path: string): string {
  const content = files.find((file) => file.path === path)?.content;
  if (typeof content !== 'string') throw new Error(`There is no text ${path}.`);
  return content;
}

/** Where a file goes, and who may read it there. */
export function placeOf({ path, place, mode, isSecret }: MachineFile): string {
  const deployed = place === undefined ? '-' : `${place.path} ${place.owner}:${place.group} ${place.mode}`;
  return `${path} ${mode.toString(8)}${isSecret ? ' secret' : ''} -> ${deployed}`;
}

const services = createServices(RULES);
const WISHES = { prometheusVersion: '', toolkitVersion: '', stunnelVersion: '', rules: {} } as const;

/**
 * What our own rules say of `files`, which lie beside each other, down to hints; git ignores the secret ones. `level` is
 * that of the settings.
 */
export function findingsIn(files: readonly GeneratedFile[], level: 'recommended' | 'all'): readonly string[] {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const beside = (name: string) =>
    files
      .filter(({ path }) => nameOf(path) === name)
      .map(({ content, mode }) => ({ path: name, text: String(content), mode }));
  return files.flatMap(({ path, content, isSecret }) => {
    if (typeof content !== 'string') return [];
    const checked = checkFile(
      { text: content },
      {
        path,
        wishes: { ...WISHES, level },
        readNeighbours: (patterns) => new Map(patterns.map((pattern) => [pattern, beside(pattern)])),
        isGitIgnored: isSecret,
        now: Date.UTC(2026, 0, 1),
      },
      { services, newest: newestTargets() },
    );
    if (checked.text === undefined) return [];
    return checked.findings.map(({ severity, code, message }) => `${path}: ${severity} ${code}: ${message}`);
  });
}
