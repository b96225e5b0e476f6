/** A prometheus.yml as somebody keeps it, and what becomes of it. */
export interface Style {
  readonly name: string;
  readonly text: string;
  /** What a refusal says; absent where the job can be added. */
  readonly refused?: RegExp;
}

const GLOBAL = 'global:\n  scrape_interval: 15s\n';
const SELF = "  - job_name: prometheus\n    static_configs:\n      - targets: ['localhost:9090']\n";

/** Configurations that promtool takes, in the styles that are around. */
export const STYLES: readonly Style[] = [
  {
    name: 'what Debian brings',
    text: `# Sample config for Prometheus.

global:
  scrape_interval:     15s # Set the scrape interval to every 15 seconds. Default is every 1 minute.
  evaluation_interval: 15s # Evaluate rules every 15 seconds. The default is every 1 minute.
  # scrape_timeout is set to the global default (10s).

  # Attach these labels to any time series or alerts when communicating with
  # external systems (federation, remote storage, Alertmanager).
  external_labels:
      monitor: 'example'

# Alertmanager configuration
alerting:
  alertmanagers:
  - static_configs:
    - targets: ['localhost:9093']

# Load rules once and periodically evaluate them according to the global 'evaluation_interval'.
rule_files:
  # - "first_rules.yml"
  # - "second_rules.yml"

# A scrape configuration containing exactly one endpoint to scrape:
# Here it's Prometheus itself.
scrape_configs:
  # The job name is added as a label \`job=<job_name>\` to any timeseries scraped from this config.
  - job_name: 'prometheus'

    # Override the global default and scrape targets from this job every 5 seconds.
    scrape_interval: 5s
    scrape_timeout: 5s

    # metrics_path defaults to '/metrics'
    # scheme defaults to 'http'.

    static_configs:
      - targets: ['localhost:9090']

  - job_name: host
    # If prometheus-node-exporter is installed, grab stats about the local
    # machine by default.
    static_configs:
      - targets: ['localhost:9100']
`,
  },
  {
    name: 'as an operator writes it, with relabeling',
    text: `${GLOBAL}scrape_configs:
- job_name: kubernetes-pods
  honor_labels: true
  dns_sd_configs:
  - names:
    - pods.monitoring.svc
  relabel_configs:
  - action: keep
    regex: true
    source_labels:
    - __meta_kubernetes_pod_annotation_prometheus_io_scrape
  - action: replace
    regex: (.+?)(?::\\d+)?;(\\d+)
    replacement: $1:$2
    source_labels:
    - __address__
    - __meta_kubernetes_pod_annotation_prometheus_io_port
    target_label: __address__
  - action: labelmap
    regex: __meta_kubernetes_pod_label_(.+)
  scheme: http
`,
  },
  {
    name: 'all in braces',
    text: "{ global: { scrape_interval: 15s }, scrape_configs: [ { job_name: a, static_configs: [ { targets: ['a:1'] } ] } ] }\n",
  },
  {
    name: 'braces over several lines',
    text: `{
  "global": { "scrape_interval": "15s" },
  "scrape_configs": [
    { "job_name": "a", "static_configs": [{ "targets": ["a:1"] }] }
  ]
}
`,
  },
  {
    name: 'jobs in brackets',
    text: `${GLOBAL}scrape_configs: [{job_name: a, static_configs: [{targets: ["a:1"]}]}] # short\n`,
  },
  { name: 'Windows line ends', text: `# Ours\n${GLOBAL}\nscrape_configs:\n${SELF}`.replaceAll('\n', '\r\n') },
  {
    name: 'tabs in comments and behind values',
    text: `#\tOurs\n${GLOBAL.trimEnd()}\t# often\nscrape_configs:\t# all\n${SELF}#\tend\n`,
  },
  {
    name: 'anchors and aliases',
    text: `${GLOBAL}scrape_configs:
  - job_name: a
    static_configs: &hosts
      - targets: ['a:1', 'b:1']
  - job_name: b
    metrics_path: /probe
    static_configs: *hosts
`,
  },
  {
    name: 'merge keys',
    text: `${GLOBAL}scrape_configs:
  - &base
    job_name: a
    scrape_interval: 30s
    static_configs: [{ targets: ['a:1'] }]
  - <<: *base
    job_name: b
    scheme: https
`,
  },
  {
    name: 'lists that are not indented',
    text: `${GLOBAL}rule_files:\n- rules/*.yml\nscrape_configs:\n- job_name: a\n  static_configs:\n  - targets:\n    - a:1\n    - b:1\n`,
  },
  { name: 'lists that are indented', text: `${GLOBAL}rule_files:\n  - rules/*.yml\nscrape_configs:\n${SELF}` },
  { name: 'an empty list of jobs', text: `${GLOBAL}scrape_configs: []\n` },
  { name: 'jobs without a value', text: `${GLOBAL}scrape_configs:\n` },
  { name: 'jobs that are null', text: `${GLOBAL}scrape_configs: null # none yet\nrule_files: ~\n` },
  { name: 'an empty list with a comment', text: `scrape_configs: []   # none yet\nrule_files: # nor these\n${GLOBAL}` },
  { name: 'no jobs', text: GLOBAL },
  {
    name: 'targets that are commented out',
    text: `scrape_configs:\n${SELF}      # - targets: ['old:9090']\n\n    # scheme: https\n  # - job_name: older\n\n# End.\n`,
  },
  { name: 'comments alone', text: '# Nothing yet.\n# To be done.' },
  { name: 'nothing', text: '' },
  {
    name: 'comments at the end',
    text: `scrape_configs:\n${SELF}\n  # - job_name: old\n  #   static_configs: []\n\n# vim: set ft=yaml:\n`,
  },
  { name: 'a document that begins and ends', text: `---\n${GLOBAL}scrape_configs:\n${SELF}...\n` },
  { name: 'a document that begins', text: `# Managed\n---\n${GLOBAL}\nscrape_configs:\n${SELF}` },
  {
    name: 'sections behind the jobs',
    text: `scrape_configs:
${SELF}
# Long-term storage
remote_write:
  - url: https://metrics.example.net/write
    queue_config: { capacity: 10000 }

remote_read: []
`,
  },
  {
    name: 'an indentation of 4',
    text: `global:
    scrape_interval: 15s

rule_files:
    -   "rules.yml"

scrape_configs:
    -   job_name: 'a'
        static_configs:
            -   targets:
                    -   'a:1'
    -   job_name: 'b'
        static_configs:
            -   targets: ['b:1']
                labels:
                    env: prod
`,
  },
  { name: 'a job at the end without a line end', text: `${GLOBAL}scrape_configs:\n${SELF}`.trimEnd() },
  { name: 'a comment at the end without a line end', text: `scrape_configs:\n${SELF}  # end` },
  { name: 'a byte order mark', text: `\uFEFF${GLOBAL}scrape_configs:\n${SELF}` },
  {
    name: 'umlauts and emojis',
    text: `# Überwachung 🚀\n${GLOBAL}scrape_configs:\n  - job_name: größe # ✓\n    static_configs: [{targets: ['a:1']}]\n`,
  },
  {
    name: 'values over several lines',
    text: `${GLOBAL}scrape_configs:
  - job_name: "a
      b"
    params:
      match[]:
        - >-
          {job=~".+"}
        - |
          up
    static_configs:
      - targets: [
          'a:1',
          'b:1',   # the second
        ]
`,
  },
  {
    name: 'keys in quotes',
    text: `"global":\n  'scrape_interval': 15s\n"scrape_configs":\n  - 'job_name': a\n    "static_configs": [{"targets": ['a:1']}]\n`,
  },
  {
    name: 'a job in braces at the end of a list',
    text: `scrape_configs:\n${SELF}  - {job_name: b, static_configs: [{targets: ['b:1']}]}\n`,
  },
  { name: 'blank lines and blanks at ends', text: `\n\n${GLOBAL}   \n\nscrape_configs:  \n\n${SELF}\n\n   \n` },
  {
    name: 'a dash on a line of its own',
    text: `scrape_configs:\n  -\n    job_name: a\n    static_configs:\n      -\n        targets: ['a:1']\n`,
  },
  {
    name: 'a tag',
    text: `scrape_configs: !!seq\n  - job_name: !!str a\n    static_configs: [{targets: ['a:1']}]\n`,
  },
  {
    name: 'jobs with an anchor',
    text: `scrape_configs: &all\n  - job_name: a\n    static_configs: [{targets: ['a:1']}]\n`,
    refused: /an anchor/,
  },
  { name: 'the directive of YAML', text: `%YAML 1.1\n---\nscrape_configs:\n${SELF}` },
  {
    name: 'old Mac line ends',
    text: `${GLOBAL}scrape_configs:\n${SELF}`.replaceAll('\n', '\r'),
    refused: /cannot be added .* by hand/,
  },
];
