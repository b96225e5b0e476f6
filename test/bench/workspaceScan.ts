import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ServerCommand, startSession } from './session';
import { median } from './table';

const FILES = 10_000;
/** Every so many-th file is one of ours. */
const EVERY = 50;

const FOREIGN = [
  ['values.yaml', 'replicaCount: 2\nimage:\n  repository: example.org/app\n  tag: "1.2"\n'],
  ['package.json', '{"name": "app", "private": true, "scripts": {"build": "make"}}\n'],
  ['deploy.sh', '#!/bin/sh\nset -eu\nrsync -a build/ web-1.example.net:/srv/app/\n'],
  ['ci.yml', 'stages: [build, test]\nbuild:\n  script: [make]\n'],
  ['app.conf', 'log_level = info\nworkers = 4\n'],
] as const;

const JOB = (index: number) => `  - job_name: node-${index}
    scheme: https
    tls_config:
      ca_file: /etc/prometheus/ca.pem
      insecure_skip_verify: true
    static_configs:
      - targets: ["node-${index}.example.net:9100"]
`;
const OURS = [
  ['prometheus.yml', `scrape_configs:\n${Array.from({ length: 20 }, (_, index) => JOB(index)).join('')}`],
  ['web-config.yml', 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n  min_version: TLS10\n'],
  ['compose.yml', 'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n    ports: ["9100:9100"]\n'],
  ['node_exporter.service', '[Service]\nExecStart=/usr/local/bin/node_exporter --web.listen-address=:9100\n'],
] as const;

/** A tree of small files, ten in each folder; gives the number of those that are ours. */
function layOut(folder: string): number {
  let ours = 0;
  for (let index = 0; index < FILES; index++) {
    const isOurs = index % EVERY === 0;
    const among = isOurs ? OURS : FOREIGN;
    const [name, text] = among[Math.floor(index / (isOurs ? EVERY : 1)) % among.length] ?? ['', ''];
    const place = join(folder, `team-${index % 100}`, `service-${Math.floor(index / 1000)}`, `${index}`, name);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
    ours += isOurs ? 1 : 0;
  }
  return ours;
}

/** The time of a scan of 10,000 files from a fresh server on, and the memory that it took, as lines of Markdown. */
export async function workspaceScanText(server: ServerCommand, home: string, repetitions: number): Promise<string> {
  const folder = mkdtempSync(join(home, 'workspace-'));
  try {
    const ours = layOut(folder);
    const took: number[] = [];
    const memory: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const session = await startSession(server, folder);
      try {
        const scan = await session.command('scrapeguard.scanWorkspace');
        const found = JSON.stringify(scan.result);
        if (!found.includes(`"ours":${ours},`)) throw new Error(`not all files of ours were found: ${found}`);
        took.push(scan.took);
        memory.push(session.peakMemory() ?? Number.NaN);
      } finally {
        await session.stop();
      }
    }
    const what = `*Scan Workspace* over ${FILES.toLocaleString('en')} files, ${ours} of them ours`;
    const cells = [median(took)?.toFixed(0), median(memory)?.toFixed(0)];
    return `| | ms | peak memory, MiB |\n| --- | --: | --: |\n| ${what} | ${cells.join(' | ')} |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
