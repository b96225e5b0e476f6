import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generatorsText } from './generators';
import { inputOf } from './input';
import { METRICS, measureProcess, measureServer } from './measure';
import { otherKindsText } from './otherKinds';
import type { ServerCommand } from './session';
import { METRIC_LABELS, median, type Row, tableOf, withTable } from './table';
import { workspaceScanText } from './workspaceScan';

/** What is measured: every sample by row and number of jobs. */
type Table = Map<string, Map<number, number[]>>;

/** Measures and prints; `--write` puts the table into the README. To be run in the checkout, after a build. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '10,100,1000,5000' },
      repetitions: { type: 'string', default: '5' },
      write: { type: 'boolean', default: false },
    },
  });
  const sizes = values.sizes.split(',').map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'scrapeguard-bench-'));
  try {
    const table: Table = new Map();
    for (let repetition = 0; repetition < Number(values.repetitions); repetition++) {
      for (const size of sizes) await measureOnce(folder, size, repetition, table);
    }
    const [ours] = servers();
    const others = ours === undefined ? '' : await otherKindsText(ours, folder, Number(values.repetitions));
    const scan = ours === undefined ? '' : await workspaceScanText(ours, folder, Number(values.repetitions));
    const sets = await generatorsText(folder, Number(values.repetitions));
    const text = `${report(table, sizes)}\n\n${others}\n\n${scan}\n\n${sets}`;
    console.log(text);
    return values.write && !writeReadme(text) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every program once, in fresh processes, in an order that turns with the repetition. */
async function measureOnce(folder: string, size: number, repetition: number, table: Table): Promise<void> {
  const input = inputOf(size);
  const home = join(folder, String(size));
  mkdirSync(home, { recursive: true });
  const file = join(home, 'prometheus.yml');
  writeFileSync(file, input.text);
  const all = servers();
  for (let index = 0; index < all.length; index++) {
    const server = all[(index + repetition) % all.length];
    if (server === undefined) continue;
    const samples = await measureServer(server, input, home).catch((error: unknown) => {
      console.error(`${server.name} with ${size} jobs: ${String(error)}`);
      return undefined;
    });
    for (const metric of METRICS) add(table, `${metric} ${server.name}`, size, samples?.[metric] ?? []);
  }
  for (const [name, command] of Object.entries(processes(file))) {
    const took = measureProcess(command);
    add(table, name, size, took === undefined ? [] : [took]);
  }
}

function add(table: Table, key: string, size: number, samples: readonly number[]): void {
  const row = table.get(key) ?? new Map<number, number[]>();
  table.set(key, row);
  row.set(size, [...(row.get(size) ?? []), ...samples]);
}

const PEER = 'yaml-language-server';

function servers(): readonly ServerCommand[] {
  const schema = pathToFileURL(resolve('schemas/prometheus.schema.json')).href;
  const yaml = {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    schemas: { [schema]: '*.yml' },
  };
  return [
    { name: 'ScrapeGuard', command: [process.execPath, resolve('dist/server.js'), '--stdio'], settings: {} },
    {
      name: PEER,
      command: [process.execPath, join(peerFolder(), 'bin', PEER), '--stdio'],
      settings: { yaml },
    },
  ];
}

function peerFolder(): string {
  return dirname(createRequire(resolve('package.json')).resolve(`${PEER}/package.json`));
}

function processes(file: string): Readonly<Record<string, readonly string[]>> {
  return {
    'scrapeguard check': [process.execPath, resolve('dist/cli.js'), 'check', file],
    'promtool check config': ['promtool', 'check', 'config', '--syntax-only', file],
  };
}

function report(table: Table, sizes: readonly number[]): string {
  const rows: readonly Row[] = [
    ...METRICS.flatMap((metric) =>
      ['ScrapeGuard', PEER].map((name) => ({ label: `${name}: ${METRIC_LABELS[metric]}`, key: `${metric} ${name}` })),
    ),
    { label: '`scrapeguard check`, whole process, ms', key: 'scrapeguard check' },
    { label: '`promtool check config --syntax-only`, whole process, ms', key: 'promtool check config' },
  ];
  const medians = new Map(
    [...table].map(([key, bySize]) => {
      const middles = [...bySize].flatMap(([size, samples]) => {
        const middle = median(samples);
        return middle === undefined ? [] : [[size, middle] as const];
      });
      return [key, new Map(middles)] as const;
    }),
  );
  const peer = JSON.parse(readFileSync(join(peerFolder(), 'package.json'), 'utf8'));
  const machine = `Medians; Node ${process.versions.node}, ${cpus().length} cores, ${PEER} ${peer.version} with the same schema`;
  return `${tableOf(rows, sizes, medians)}\n\n${machine} (it waits 200 ms before it validates).`;
}

function writeReadme(text: string): boolean {
  const fresh = withTable(readFileSync('README.md', 'utf8'), text);
  if (fresh === undefined) console.error('README.md has no lines <!-- bench:start --> and <!-- bench:end -->.');
  else writeFileSync('README.md', fresh);
  return fresh !== undefined;
}
