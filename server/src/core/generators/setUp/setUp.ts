import type { Exporter } from './exporter/exporters';

/** The ways to secure an exporter (generators.md). */
export const PROFILES = [
  'mtls',
  'basic-auth',
  'mtls+basic-auth',
  'stunnel',
  'tailnet',
  'reverse-proxy',
  'kubernetes',
] as const;
export type Profile = (typeof PROFILES)[number];

/** A machine with an exporter. */
export interface Target {
  /** Its folder, and its `instance` label. */
  readonly name: string;
  /** DNS names and IP addresses by which it is known; Prometheus connects to the first. At least one. */
  readonly names: readonly string[];
}

/** What is asked of whoever scrapes; both may be. Nothing is asked in a tailnet, whose policy decides. */
export interface Asks {
  readonly certificate: boolean;
  readonly password: boolean;
}

/** Everything that is decided about a set-up. All texts in it have gone through `names.ts`. */
export interface SetUp {
  readonly profile: Profile;
  readonly asks: Asks;
  readonly exporter: Exporter;
  /** The exporter's version: `1.9.1`. */
  readonly version: string;
  readonly targets: readonly Target[];
  /** Where Prometheus connects to. */
  readonly port: number;
  /** Where the exporter itself listens on loopback, behind stunnel or nginx. */
  readonly innerPort: number;
  /** With stunnel: whether it runs from files of our own, or one that the user has gets the service (`withService`). */
  readonly tunnel: 'own' | 'extended';
  /** The address that is listened on for Prometheus; empty for all. */
  readonly listenAddress: string;
  /** How the exporter runs: our unit, the Debian package with a drop-in, a container. */
  readonly form: 'systemd' | 'debian' | 'compose';
  readonly firewall: Firewall;
  /** Which collectors of node_exporter run. */
  readonly collectors: 'all' | 'without-sensitive' | 'minimal';
  readonly prometheus: PrometheusSide;
  /** Where certificates come from: issued by us, signed elsewhere from requests, fetched by an ACME client, or files that are there. */
  readonly certificates: 'issued' | 'request' | 'acme' | 'files';
  readonly places: Places;
}

/** The packet filter in front of the exporter. */
export interface Firewall {
  readonly tool: 'none' | 'ufw' | 'iptables' | 'nftables';
  /** What others get: an answer, or silence. */
  readonly refusal: 'reject' | 'drop';
  /** Addresses and ranges that Prometheus comes from; at least one where there is a firewall and no tailnet. */
  readonly scrapers: readonly string[];
}

/** The scraping side. */
export interface PrometheusSide {
  readonly job: string;
  /** The name in the certificate that it shows, by which targets tell it from others of the same authority. */
  readonly clientName: string;
  /** How often it scrapes, as Prometheus writes durations: `30s`. */
  readonly interval: string;
  /** The user of basic auth. */
  readonly user: string;
  /** Who may see Prometheus' own interface: whoever can reach it, as before; holders of a certificate; users. */
  readonly web: 'unchanged' | 'certificate' | 'password';
  /** Whether a prometheus.yml is written, or one that the user has gets the job (`withScrapeJob`). */
  readonly config: 'new' | 'extended';
  /** Names of Prometheus itself, for the certificate of its interface. */
  readonly names: readonly string[];
  /** In a cluster: set for the profile `kubernetes` only. */
  readonly kubernetes?: KubernetesSide;
}

/** Prometheus in a cluster, installed by kube-prometheus-stack. */
export interface KubernetesSide {
  /** The Helm release: the label by which its operator finds ScrapeConfigs. */
  readonly release: string;
  readonly namespace: string;
  readonly form: 'scrape-config' | 'helm-values';
}

/** Folders on the machines. */
export interface Places {
  /** Configuration of the exporter: `/etc/node_exporter`. */
  readonly exporter: string;
  /** Configuration of Prometheus: `/etc/prometheus`. */
  readonly prometheus: string;
  /** Where programs that we install go: `/usr/local/bin`. */
  readonly binaries: string;
  readonly stunnel: string;
  readonly nginx: string;
}
