/** A leaf certificate with its key, as PEM. */
export interface Leaf {
  /** The certificate, followed by those between it and the authority; absent while another authority has it to sign. */
  readonly certificate?: string;
  /** PKCS#8, without a passphrase: Prometheus and exporters cannot ask for one. */
  readonly key: string;
  /** The request that another authority signs, where there is no certificate yet. */
  readonly request?: string;
}

/** What the two sides of a set-up prove themselves with. */
export interface Credentials {
  /** The certificate of the authority that both sides trust, as PEM; absent without TLS, with ACME, and while it is not known. */
  readonly authority?: string;
  /** What each target shows, by the name of the target. None with ACME, whose files are on the machine already. */
  readonly servers: Readonly<Record<string, Leaf>>;
  /** What Prometheus shows to the targets, where they ask for certificates. */
  readonly client?: Leaf;
  /** What Prometheus shows on its own interface, where that is secured. */
  readonly prometheus?: Leaf;
  /** The browser's certificate and key for that interface. */
  readonly browser?: BrowserFile;
  /** The password of basic auth in clear text, for the scraping side, with its bcrypt hash. */
  readonly login?: Login;
  /** Those of people at Prometheus' own interface. */
  readonly webLogin?: Login;
}

/** A PKCS#12 file. One with a renewed certificate gets another name, because no secret is ever overwritten. */
export interface BrowserFile {
  /** `browser.p12`, then `browser-2.p12` and so on. */
  readonly name: string;
  readonly pkcs12: Uint8Array;
}

/** The name of the browser's file after so many renewals. */
export function browserFileName(renewals: number): string {
  return renewals === 0 ? 'browser.p12' : `browser-${renewals + 1}.p12`;
}

/** Whether a file is called as one for the browser. */
export function isBrowserFile(name: string): boolean {
  return /^browser(-\d+)?\.p12$/.test(name);
}

/** A user of basic auth. */
export interface Login {
  readonly user: string;
  readonly password: string;
  /** bcrypt, `$2b$`. */
  readonly hash: string;
}
