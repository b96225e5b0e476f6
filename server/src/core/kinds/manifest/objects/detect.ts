import type { Glance } from '../../glance';

/** Names of objects, and namespaces, that tell what an object belongs to. */
const NAME =
  /^ +["']?(name["']?\s*:.*(prometheus|exporter|alertmanager|pushgateway|cadvisor|kube-state-metrics|stunnel|grafana|blackbox|scrape)|namespace["']?\s*:.*(monitoring|observability|prometheus))/im;
/** The same in braces: `metadata: {name: auth, namespace: monitoring}`. */
const NAME_IN_BRACES =
  /^["']?metadata["']?\s*:\s*\{[^}\n]*\b(name["']?\s*:[^,}\n]*(prometheus|exporter|alertmanager|pushgateway|cadvisor|kube-state-metrics|stunnel|grafana|blackbox|scrape)|namespace["']?\s*:[^,}\n]*(monitoring|observability|prometheus))/im;
/** Keys that hold a whole file of ours, with the file below them. */
const FILE =
  /^ +["']?[\w.-]*(prometheus|scrape|web[-_.]?config|web\.ya?ml|rules|alerts?|alertmanager|blackbox|stunnel|nginx)[\w.-]*["']?\s*:\s*[|>"']/im;
/** Lines that only files of ours have. */
const CONTENT =
  /^ +(- )?["']?(scrape_configs|job_name|tls_server_config|basic_auth_users|alert|record|static_configs|verifyChain|prober)["']?\s*[:=]/m;
/** The route and the receivers of an Alertmanager below a key of any name. */
const ROUTES = [/^ +["']?route["']?\s*:/m, /^ +["']?receivers["']?\s*:/m, /^ +(- +)?["']?receiver["']?\s*:/m];
const IMAGE =
  /\bimage\s*:\s*["']?\S*(prom\/|prometheus|exporter|alertmanager|pushgateway|cadvisor|kube-state-metrics|stunnel|grafana)/i;
const PUBLISHED = /\btype\s*:\s*["']?(NodePort|LoadBalancer)\b/;

/** Objects that run pods. */
const WORKLOADS = [
  'Pod',
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
];

/** Objects that install a chart, and the values of charts that hold jobs or rules. */
const RELEASES = ['HelmRelease', 'Application', 'HelmChart', 'HelmChartConfig'];
const VALUES =
  /^ +["']?(additionalScrapeConfigs|additionalPrometheusRulesMap|extraScrapeConfigs|serverFiles)["']?\s*:/m;
const JOB_OR_RULE = /^ *(?:- +)?["']?(job_name|static_configs|\w+_sd_configs|alert|record|expr)["']?\s*:/m;

/** Whether a manifest without an object of the operator holds whole files of ours, or runs or names one of our programs. */
export function hasOurs({ text }: Glance): boolean {
  const kinds = new Set([...text.matchAll(/^(?:- | {2})?kind\s*:\s*["']?(\w+)/gm)].map((match) => match[1]));
  const isNamed = NAME.test(text) || NAME_IN_BRACES.test(text);
  const hasFile = CONTENT.test(text) || ROUTES.every((line) => line.test(text));
  if (kinds.has('ConfigMap') && (FILE.test(text) || hasFile)) return true;
  if (kinds.has('Secret') && (isNamed || hasFile)) return true;
  if (kinds.has('Service') && PUBLISHED.test(text) && isNamed) return true;
  if (RELEASES.some((kind) => kinds.has(kind)) && VALUES.test(text) && JOB_OR_RULE.test(text)) return true;
  return WORKLOADS.some((kind) => kinds.has(kind)) && IMAGE.test(text);
}
