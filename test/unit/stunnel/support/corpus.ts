import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../../server/src/core/findings/finding';
import { newestTargets } from '../../../../server/src/core/kinds/targets';
import { parseTarget } from '../../../../server/src/core/schema/version';
import { createServices } from '../../../../server/src/core/services/registry';
import { readNeighbours } from '../../../../server/src/host/neighbours';

const CORPUS = fileURLToPath(new URL('../../../../../shared/conformance/stunnel', import.meta.url));

/** Whether the corpus and what makes its keys are here. */
export const hasCorpus = existsSync(join(CORPUS, 'manifest.json')) && hasOpenssl();

/** A file of the corpus with what the real program says of it. */
export interface CorpusCase {
  /** `bad/NAME.conf` or `good/NAME.conf`. */
  readonly name: string;
  readonly isGood: boolean;
  /** The lines where an error may stand, counted from 1; none for a good file. */
  readonly lines: readonly number[];
  /** What a linter should raise although stunnel starts. */
  readonly lint: readonly string[];
}

/** A finding with the line where it begins, counted from 1 as stunnel does. */
export type PlacedFinding = Finding & { readonly line: number };

interface Row {
  readonly file: string;
  readonly expect: 'good' | 'bad';
  readonly line?: number | null;
  readonly suggested_line?: number | null;
  readonly section_line?: number | null;
  readonly lint?: readonly string[];
  /** The included file that stunnel names. */
  readonly error_file?: string;
  readonly [key: string]: unknown;
}

/** Rows that depend on the machine or the build, or are only refused once the ports are bound. */
const LEFT_OUT = ['runtime', 'needs_user', 'needs_root', 'build_dependent'];

/** The files of the corpus that can be judged from their text and the files around them. */
export function corpusCases(): readonly CorpusCase[] {
  if (!hasCorpus) return [];
  const { files } = JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8')) as { files: readonly Row[] };
  return files
    .filter((row) => !LEFT_OUT.some((key) => row[key] === true || typeof row[key] === 'string'))
    .map((row) => {
      // The line that stunnel names may be one of an included file, which is reported at the include.
      const named = row.error_file === undefined ? row.line : undefined;
      const line = named ?? row.suggested_line ?? row.section_line;
      const isGood = row.expect === 'good';
      const lines = isGood || typeof line !== 'number' ? [] : [line];
      return { name: row.file, isGood, lines, lint: row.lint ?? [] };
    });
}

/** Makes the keys and folders that the corpus names, in a folder of their own, and gives a way to check its files and to remove it. */
export function prepareCorpus(): { findingsOf: (one: CorpusCase) => readonly PlacedFinding[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stunnel-corpus-'));
  const places = {
    '@TLS@': join(folder, 'tls'),
    '@CORPUS@': CORPUS,
    '@INC@': join(folder, 'inc'),
    '@RUN@': join(folder, 'run'),
  };
  execFileSync('bash', [join(CORPUS, 'tools/gen-tls.sh'), places['@TLS@']], { stdio: 'ignore' });
  mkdirSync(places['@RUN@']);
  chmodSync(places['@RUN@'], 0o777);
  for (const kind of ['good', 'bad']) copyFragments(join(CORPUS, kind), places['@INC@'], filledIn);
  const services = createServices([]);
  const target = parseTarget('5.68');
  if (target === undefined) throw new Error('5.68 is no version.');

  return { findingsOf: (one) => placed(one), remove: () => rmSync(folder, { recursive: true, force: true }) };

  function filledIn(text: string): string {
    return Object.entries(places).reduce((filled, [name, path]) => filled.replaceAll(name, path), text);
  }

  function placed(one: CorpusCase): readonly PlacedFinding[] {
    const path = join(folder, basename(one.name));
    const text = filledIn(readFileSync(join(CORPUS, one.name), 'utf8'));
    writeFileSync(path, text);
    return findingsIn(text, path).map((finding) => ({
      ...finding,
      line: stunnelLine(text, finding.start),
    }));
  }

  function findingsIn(text: string, path: string): readonly Finding[] {
    const service = services.get('stunnel');
    if (service === undefined) throw new Error('There is no service for stunnel.');
    const document = service.open(text);
    const surroundings = { targets: { ...newestTargets(), stunnel: target ?? 0 }, path, now: Date.now() };
    const alone = service.check(document, surroundings);
    const neighbours = readNeighbours(dirname(path), alone.needs.patterns);
    return service.check(document, { ...surroundings, neighbours }, alone).findings;
  }
}

/** The line of an offset as stunnel counts: what does not fit into its buffer is a line of its own. */
function stunnelLine(text: string, offset: number): number {
  const pieces = (line: string) => Math.max(1, Math.ceil(Buffer.byteLength(line) / 16_383));
  const lines = text.slice(0, offset).split('\n');
  return lines
    .map((line, index) => (index < lines.length - 1 ? pieces(line) : Math.floor(Buffer.byteLength(line) / 16_383) + 1))
    .reduce((sum, count) => sum + count, 0);
}

function copyFragments(from: string, to: string, filledIn: (text: string) => string): void {
  for (const name of readdirSync(from).filter((entry) => entry.endsWith('.d'))) {
    cpSync(join(from, name), join(to, name), { recursive: true });
    for (const file of readdirSync(join(to, name))) {
      const path = join(to, name, file);
      writeFileSync(path, filledIn(readFileSync(path, 'utf8')));
    }
  }
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
