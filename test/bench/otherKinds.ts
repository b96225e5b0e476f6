import { measureEdits } from './measure';
import { type ServerCommand, startSession } from './session';
import { median } from './table';

/** A file of another kind, and the end of a value in its middle: one more letter makes that line wrong. */
export interface OtherInput {
  readonly label: string;
  readonly name: string;
  readonly text: string;
  readonly edit: { readonly line: number; readonly character: number };
}

const SERVICE_LINES = 8;
const SERVICES = 250;

/** A stunnel.conf of 2,000 lines. */
function stunnelInput(): OtherInput {
  const lines = Array.from({ length: SERVICES }, (_, index) => [
    `[exporter-${index}]`,
    'client = yes',
    `accept = 127.0.0.1:${10_000 + index}`,
    `connect = node-${index}.example.net:9443`,
    'verifyChain = yes',
    `checkHost = node-${index}.example.net`,
    'CAfile = /srv/certificates/ca.pem',
    '',
  ]).flat();
  const line = (SERVICES / 2) * SERVICE_LINES + 4;
  return {
    label: 'stunnel.conf of 2,000 lines',
    name: 'stunnel.conf',
    text: lines.join('\n'),
    edit: endOf(lines, line),
  };
}

const DOCUMENTS = 200;

/** A manifest of 200 ScrapeConfigs. */
function manifestInput(): OtherInput {
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => [
    'apiVersion: monitoring.coreos.com/v1alpha1',
    'kind: ScrapeConfig',
    'metadata:',
    `  name: node-${index}`,
    '  labels: {release: prometheus}',
    'spec:',
    '  scheme: HTTPS',
    '  staticConfigs:',
    `    - targets: ["node-${index}.example.net:9100"]`,
    '  tlsConfig:',
    '    ca: {configMap: {name: ca, key: ca.crt}}',
    '---',
  ]);
  const lines = documents.flat();
  const line = (DOCUMENTS / 2) * (documents[0]?.length ?? 0) + 6;
  return {
    label: 'manifest of 200 documents',
    name: 'manifest.yaml',
    text: lines.join('\n'),
    edit: endOf(lines, line),
  };
}

function endOf(lines: readonly string[], line: number): OtherInput['edit'] {
  return { line, character: lines[line]?.length ?? 0 };
}

/** Medians of the time from an edit to the right diagnostics, as lines of Markdown. */
export async function otherKindsText(server: ServerCommand, folder: string, repetitions: number): Promise<string> {
  const rows: string[] = [];
  for (const input of [stunnelInput(), manifestInput()]) {
    const samples: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      samples.push(...(await measureOther(server, input, folder)));
    }
    rows.push(`| ${input.label} | ${median(samples)?.toFixed(1) ?? '–'} |`);
  }
  return ['| | one-character edit to the right diagnostics, ms |', '| --- | --: |', ...rows].join('\n');
}

async function measureOther(server: ServerCommand, input: OtherInput, folder: string): Promise<readonly number[]> {
  const session = await startSession(server, folder, input.name);
  try {
    await session.diagnosed(session.open(input.text), () => true);
    return await measureEdits(session, input);
  } finally {
    await session.stop();
  }
}
