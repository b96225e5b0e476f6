import type { KindId } from '../../server/src/core/kinds/kindId';
import { minorOf, parseVersion, type Version } from '../../server/src/core/schema/version';
import type { Disagreement } from './verdict';

/** A difference between a promtool and the Prometheus that ScrapeGuard speaks for, which is nobody's mistake. */
export interface KnownDifference {
  /** Absent where it is about YAML, so that it shows in files of every kind. */
  readonly kind?: KindId;
  /** The last version of Prometheus that differs; absent where all do. */
  readonly until?: string;
  readonly reason: string;
  readonly isIt: (found: Disagreement) => boolean;
}

const ODD_NUMBER = /^(This number must not be|A whole number is expected here, not `18446744073709551616`)/;

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    kind: 'prometheus',
    reason: "Debian's build leaves out the discoveries of consul, kubernetes, kuma, linode and nomad.",
    isIt: ({ theirs }) =>
      /field (consul|kubernetes|kuma|linode|nomad)_sd_configs not found in type config\./.test(theirs.says),
  },
  {
    kind: 'prometheus',
    until: '3.13',
    reason:
      'Up to 3.13 a missing region of EC2 and Lightsail is asked for at the instance itself: what comes of it hangs on the machine.',
    isIt: ({ theirs }) => /^(EC2|Lightsail) SD configuration requires a region$/.test(theirs.says),
  },
  {
    kind: 'prometheus',
    until: '2.44',
    reason:
      'Up to 2.44 half a client certificate is only refused when it is applied, which is an error to us all the same.',
    isIt: onlyOurs(/client (cert|key) file .* specified without client (cert|key) file/),
  },
  {
    kind: 'prometheus',
    reason:
      'A wrong global escaping scheme is noticed as soon as there is a scrape config; to us it is wrong without one.',
    isIt: onlyOurs(/unknown global name escaping method specified/),
  },
  {
    kind: 'prometheus',
    reason:
      'The name of an Azure environment is only looked up when the discovery starts, an error to us all the same.',
    isIt: onlyOurs(/there is no cloud configuration matching the name/),
  },
  {
    kind: 'prometheus',
    reason: 'A key that ends in _ref is an error of its own to us, so the key that it excludes is not named as well.',
    isIt: ({ theirs, ours }) =>
      /^at most one of /.test(theirs.says) && /\[secret-ref-without-manager\]/.test(ours.says),
  },
  {
    kind: 'prometheus',
    until: '2.55',
    reason:
      'Older discoveries of http, puppetdb and uyuni do not look into their HTTP client; incomplete oauth2 fails later.',
    isIt: onlyOurs(/oauth2 (client_id|token_url) must be configured|either oauth2 client_secret or client_secret_file/),
  },
  {
    kind: 'prometheus',
    until: '3.10',
    reason: 'Programs built with a Go before 1.26 take more colons and more between brackets in the host of a URL.',
    isIt: onlyOurs(/invalid port ".*" after host|invalid host: ParseAddr|invalid IP-literal/),
  },
  {
    kind: 'prometheus',
    reason:
      'Go turns a negative or too large float into some whole number, and compares nothing with NaN: mistakes to us.',
    isIt: (found) => /-[0-9]*\.[0-9]|18446744073709551616|\.nan/i.test(found.text) && onlyOurs(ODD_NUMBER)(found),
  },
  {
    kind: 'prometheus',
    reason: 'The key `httpclient` of a DigitalOcean discovery shows a part of the program that nobody can configure.',
    isIt: ({ theirs }) => /not found in type http\.Client/.test(theirs.says),
  },
  {
    kind: 'rules',
    until: '3.2',
    reason: 'An alias as expr, record or alert is an error of its own to us, while these versions read its name.',
    isIt: ({ ours }) => /\[alias-taken-as-text\]/.test(ours.says),
  },
  {
    kind: 'rules',
    reason: 'A value that begins with the braces of a template makes the file one, which is not looked into.',
    isIt: ({ theirs, ours }) => theirs.outcome === 'refused' && /\[template\]/.test(ours.says),
  },
  {
    kind: 'rules',
    until: '3.2',
    reason: 'A null as expr, record or alert is the text null to these versions, and nothing to us as to later ones.',
    isIt: onlyOurs(/one of 'record' or 'alert' must be set|field 'expr' must be set/),
  },
  {
    kind: 'rules',
    reason: 'A variable such as $x may be filled in by another program before Prometheus reads the expression.',
    isIt: ({ theirs, ours }) => ours.outcome === 'accepted' && /unexpected character: '\$'/.test(theirs.says),
  },
  {
    kind: 'rules',
    reason: 'yaml.v3 knows the booleans of YAML 1.2 where a tag asks for one.',
    isIt: ({ theirs }) => /cannot decode !!str `\w+` as a !!bool/.test(theirs.says),
  },
  {
    kind: 'rules',
    reason: 'yaml.v3 looks a little into what stands behind the first document, of which we say that nobody reads it.',
    isIt: ({ theirs, ours }) => theirs.outcome === 'refused' && /\[ignored-content\]/.test(ours.says),
  },
  {
    kind: 'rules',
    reason: 'An alias inside of what it stands for is a mistake to us wherever it stands.',
    isIt: onlyOurs(/stands inside of what it is an alias of/),
  },
  {
    reason: 'The tag !!binary decodes its text, which nobody uses in these files.',
    isIt: ({ text }) => /!!binary/.test(text),
  },
  {
    reason: 'A second byte order mark makes yaml.v2 lose the letter behind it, which is a bug of its own.',
    isIt: ({ text }) => /^\ufeff\ufeff/.test(text),
  },
  {
    kind: 'web-config',
    reason: 'A certificate or key file has to be there; whether it is, the checks of a text cannot know.',
    isIt: ({ theirs }) =>
      /open [\s\S]*: (no such file or directory|is a directory|file name too long|invalid argument)/.test(theirs.says),
  },
  {
    kind: 'web-config',
    reason: 'What is in a certificate or key is not looked into.',
    isIt: ({ theirs }) => /^failed to load X509KeyPair: (tls|x509|asn1|encoding)/.test(theirs.says),
  },
];

/** Whether the file is refused by ScrapeGuard alone, for errors that are all explained. */
function onlyOurs(explained: RegExp): KnownDifference['isIt'] {
  return ({ theirs, ours: { errors = [] } }) =>
    theirs.outcome === 'accepted' && errors.length > 0 && errors.every((error) => explained.test(error));
}

/** Whether `difference` may show in files of `kind` that Prometheus `version` reads. */
export function concerns({ kind: only, until }: KnownDifference, kind: KindId, version: Version): boolean {
  const last = until === undefined ? undefined : parseVersion(until);
  return (only === undefined || only === kind) && (last === undefined || minorOf(version) <= last);
}
