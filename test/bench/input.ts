/** A configuration that both servers take, and places in it to work on; lines and characters from 0. */
export interface Input {
  readonly text: string;
  /** The same with a relabel action that does not exist, in the last job. */
  readonly wrong: string;
  readonly wrongLine: number;
  /** The end of a relabel action in the job in the middle: one more letter makes it wrong. */
  readonly edit: { readonly line: number; readonly character: number };
  /** The end of a line in the middle behind which a key of a job may follow. */
  readonly insert: { readonly line: number; readonly character: number };
  /** A key in the middle to hover over. */
  readonly hover: { readonly line: number; readonly character: number };
}

const HEAD = ['global:', '  scrape_interval: 30s', '  external_labels:', '    site: north', 'scrape_configs:'];
const ACTION = 'action: labelkeep';

function job(index: number): readonly string[] {
  const name = `service-${String(index).padStart(5, '0')}`;
  return [
    `  - job_name: ${name}`,
    '    scheme: https',
    '    metrics_path: /metrics',
    '    authorization:',
    `      credentials_file: /etc/prometheus/${name}.token`,
    '    tls_config:',
    '      ca_file: /etc/prometheus/ca.pem',
    '    static_configs:',
    `      - targets: [${[1, 2, 3].map((node) => `${name}-${node}.example.net:9100`).join(', ')}]`,
    `        labels: {team: team-${index % 40}}`,
    '    relabel_configs:',
    '      - source_labels: [__address__]',
    '        target_label: instance',
    `      - ${ACTION}`,
    '        regex: "(instance|job|team|__.*)"',
  ];
}

const JOB_LINES = job(0).length;
const ACTION_LINE = job(0).findIndex((line) => line.endsWith(ACTION));

/** A configuration with `jobs` scrape jobs. */
export function inputOf(jobs: number): Input {
  const lines = [...HEAD, ...Array.from({ length: jobs }, (_, index) => job(index)).flat(), ''];
  const firstOf = (index: number) => HEAD.length + index * JOB_LINES;
  const middle = firstOf(Math.floor(jobs / 2));
  const wrongLine = firstOf(jobs - 1) + ACTION_LINE;
  const endOf = (line: number) => ({ line, character: lines[line]?.length ?? 0 });
  return {
    text: lines.join('\n'),
    wrong: lines.with(wrongLine, `${lines[wrongLine]}x`).join('\n'),
    wrongLine,
    edit: endOf(middle + ACTION_LINE),
    insert: endOf(middle + 1),
    hover: { line: middle + 1, character: 6 },
  };
}
