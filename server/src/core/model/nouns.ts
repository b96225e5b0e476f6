import type { Span } from '../text/span';

/**
 * What a file says of one thing, at the place where it says it. `value` is undefined where nobody can tell it from the
 * text: a template, a variable, an alias that leads nowhere. A rule is silent on what is unknown. Where the file says
 * nothing and the program has a default, `isDefault` is set and the span is where the missing thing would be marked.
 */
export interface Said<T> extends Span {
  readonly value: T | undefined;
  readonly isDefault?: true;
}

/** What a file that is named holds, as the annotation `x-file` of the schemas has it. */
export type FileContent =
  | 'ca'
  | 'certificate'
  | 'key'
  | 'crl'
  | 'psk'
  | 'password'
  | 'token'
  | 'secret'
  | 'username'
  | 'web-config'
  | 'config'
  | 'rules'
  | 'targets'
  | 'scrape-configs'
  | 'other';

/**
 * The place of a file that holds something: a path, or a key of a Kubernetes Secret or ConfigMap. `path` is undefined
 * where it is not known; for an object of Kubernetes it is `NAME/KEY`, in the namespace of the file's own object, or `NAME`
 * where all of it is mounted.
 */
export interface FileRef extends Span {
  readonly path: string | undefined;
  readonly holds: FileContent;
  /** Where a relative path starts: the folder of the file that names it, the process, or an object of Kubernetes. */
  readonly base: 'config' | 'process' | 'secret' | 'config-map';
}

/**
 * A scalar that holds a secret. `text` never leaves the server: it is in no message, no report and no log.
 * `form` tells what stands there: the secret in clear text, a bcrypt hash, something that others fill in (`<PASSWORD>`,
 * `CHANGE_ME`, `${NAME}`), or nothing.
 */
export interface Secret extends Span {
  /** The key that holds it, as the file has it: `password`, `stringData.token`, `protocolPassword`. */
  readonly key: string;
  readonly text: string;
  readonly form: 'clear' | 'hash' | 'placeholder' | 'variable' | 'empty';
  /** The key that names a file instead, where the program has one: `password_file`. */
  readonly fileKey?: string;
}

/** How a client proves who it is; `at` is the key of the block or of the value. */
export interface Credential {
  readonly type: 'basic' | 'bearer' | 'oauth2' | 'header' | 'token' | 'signature' | 'psk';
  readonly at: Span;
  readonly user?: Said<string>;
  /** The secret in the file itself, or where it lies. Neither where it comes from elsewhere (a role, metadata). */
  readonly secret?: Secret;
  readonly from?: FileRef;
}

/** What a client does about TLS; `at` is the key of its block, or the header of an stunnel service. */
export interface ClientTls {
  readonly at: Span;
  readonly skipVerify?: Said<boolean>;
  readonly serverName?: Said<string>;
  readonly minVersion?: Said<string>;
  /** `inline` where the certificate stands in the file itself. */
  readonly ca?: FileRef | 'inline';
  readonly certificate?: FileRef | 'inline';
  readonly key?: FileRef | 'inline';
}

/** Something that scrapes or sends: a scrape job, a remote_write, a ScrapeConfig, a client service of stunnel. */
export interface Client {
  readonly role:
    | 'scrape'
    | 'remote-write'
    | 'remote-read'
    | 'alertmanager'
    | 'discovery'
    | 'oauth2'
    | 'tracing'
    | 'notification'
    | 'probe'
    | 'tunnel';
  /** The name of the job or service; the key of the block where there is none. */
  readonly name: string;
  /** Where a finding about what it lacks stands: the value of `job_name`, the header of a service. */
  readonly at: Span;
  /** The whole of it in the text. */
  readonly block: Span;
  readonly scheme: Said<'http' | 'https'>;
  /** `host`, `host:port` or a URL, as written. None where discovery finds them. */
  readonly targets: readonly Said<string>[];
  /** Whether targets may come from elsewhere: service discovery, a Service, a relabeling of `__address__`. */
  readonly discovers: boolean;
  /** Set where all that it discovers are pods and services of its own cluster. */
  readonly isInCluster?: true;
  /** Whether `__param_target` is set by relabeling: the targets are probed by the exporter that is scraped. */
  readonly isProbe: boolean;
  /**
   * Who is scraped instead of the targets, where relabeling sets `__address__`: the prober of a probe, a tunnel's end
   * on this host. Unknown where it is made of labels.
   */
  readonly address?: Said<string>;
  readonly tls?: ClientTls;
  readonly credentials: readonly Credential[];
  /** The keys of the limits that are set: `sample_limit`, `body_size_limit`, … */
  readonly limits: readonly string[];
}

/** How a listener asks who comes: by certificate, by password; `unknown` where its web config is not in this file. */
export interface Admission {
  readonly certificates: 'none' | 'requested' | 'unverified' | 'optional' | 'required' | 'unknown';
  readonly password: 'none' | 'required' | 'unknown';
}

/** A path of a proxy and what it is passed on to. */
export interface Route {
  /** Where the path stands; the keyword where it has none. */
  readonly at: Span;
  /** The path; unknown for a regular expression. */
  readonly path: Said<string>;
  /** Whether the path is passed on alone, not all that begins with it. */
  readonly isExact: boolean;
  /** The URL that it is passed on to. */
  readonly to: Said<string>;
  /** How who comes is asked on this path, by the addresses too that are let in. */
  readonly admission: Admission & { readonly addresses: 'all' | 'some' | 'unknown' };
  /** Set where addresses are named that may come and nobody is shut out: a check of the kind says so. */
  readonly isMeantForSome?: true;
}

/** Something that can be reached: a web config, a server service of stunnel, a `--web.listen-address`, a published port. */
export interface Listener {
  readonly via: 'web-config' | 'process' | 'published-port' | 'tunnel' | 'proxy' | 'service';
  /** The program as people call it: `node_exporter`, `prometheus`, `stunnel`; empty where it is not known. */
  readonly program: string;
  readonly name: string;
  /** Where a finding about what it lacks stands: `ExecStart`, the header of a service, the key of a block. */
  readonly at: Span;
  /** `host:port` as the program takes it, an empty host for all interfaces; absent for a web config, which has none. */
  readonly address?: Said<string>;
  readonly tls: Said<'on' | 'off'>;
  readonly admission: Admission;
  readonly minVersion?: Said<string>;
  readonly certificate?: FileRef;
  readonly key?: FileRef;
  readonly clientCa?: FileRef;
  /** Where client certificates are required, if every one that the CA has signed lets in. */
  readonly anyClientOfCa?: Span;
  /** The file of `--web.config.file`, where it is named. */
  readonly webConfig?: FileRef;
  /** Where it passes connections on to: the backend of a tunnel or proxy, the port in the container. */
  readonly forwardsTo?: Said<string>;
  /** What it speaks below; absent for TCP. */
  readonly protocol?: 'udp';
  /** Set where the address is one inside of a container's own network, which the host's interfaces do not show. */
  readonly within?: 'container';
  /** The list of cipher suites as written for OpenSSL, where the file has one. */
  readonly ciphers?: Said<string>;
  /** The cipher suites that are listed one by one, by the names that Go has for them. */
  readonly suites?: readonly Said<string>[];
  /** What a proxy passes on, path by path; absent for everything else. */
  readonly routes?: readonly Route[];
}

/** A flag on the command line of a process: `name` without dashes; no value for a flag without one. */
export interface Flag extends Span {
  readonly name: string;
  readonly value?: Said<string>;
}

/** A unit or container that runs one of the programs this is about, or may: what it is allowed to do. */
export interface Process {
  readonly runsIn: 'unit' | 'container' | 'pod' | 'shell';
  readonly program: string;
  readonly name: string;
  /** Where a finding about what it lacks stands: `ExecStart`, the name of the service. */
  readonly at: Span;
  /** The user it runs as; absent where the file says none, so that the default of its surroundings counts. */
  readonly user?: Said<string>;
  readonly image?: Said<string>;
  readonly flags: readonly Flag[];
  /** Keys that harden or weaken it, as the file has them, last assignment: `NoNewPrivileges`, `read_only`, … */
  readonly hardening: Readonly<Record<string, Said<string>>>;
  readonly network?: Said<string>;
  /** Set where more may be said of it elsewhere (`extends`, files that are laid over): what is not here is not missing. */
  readonly isPartial?: true;
  /**
   * Set where it may need more than an ordinary user has: commands run before it, arguments come from elsewhere, its
   * program lies in somebody's home.
   */
  readonly mayNeedRoot?: true;
}

/** A call of a firewall tool, or a rule of its file, in the order in which it takes effect. */
export interface FirewallRule extends Span {
  readonly tool: 'ufw' | 'iptables' | 'ip6tables' | 'nft';
  /** `ipv6-off`: `IPV6=no` of ufw, which leaves IPv6 unfiltered. */
  readonly does: 'allow' | 'deny' | 'default-allow' | 'default-deny' | 'reset' | 'enable' | 'ipv6-off' | 'other';
  readonly direction: 'in' | 'out' | 'forward';
  readonly family: 'ipv4' | 'ipv6' | 'both';
  /** The family and name of the table, for nft. */
  readonly table?: string;
  /** The chain, where the tool has them. */
  readonly chain?: string;
  /** A port, a range or a list as written; absent for all. */
  readonly port?: Said<string>;
  readonly protocol?: Said<string>;
  /** Addresses as written; absent for everybody. */
  readonly from?: Said<string>;
  readonly interface?: Said<string>;
  /** Set where it depends on more than is told here: a destination, a limit, a state, something negated. */
  readonly isConditional?: true;
  /** Set where nobody can tell whether it is called at all: in a branch, loop or function, behind `&&`. */
  readonly isOptional?: true;
}

/** The nouns of a file: what it is about, whatever its syntax. Spans are offsets into its text. */
export interface Nouns {
  readonly clients: readonly Client[];
  readonly listeners: readonly Listener[];
  readonly secrets: readonly Secret[];
  readonly files: readonly FileRef[];
  readonly processes: readonly Process[];
  readonly firewallRules: readonly FirewallRule[];
}

/** A file that says nothing. */
export const NO_NOUNS: Nouns = {
  clients: [],
  listeners: [],
  secrets: [],
  files: [],
  processes: [],
  firewallRules: [],
};
