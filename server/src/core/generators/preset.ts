import { isDnsPattern, isHost, isIpAddress, isPlainName, isPort } from './names';

/**
 * What is known before a generator asks: its questions start with these answers. It is the one argument of the commands
 * `scrapeguard.issueCertificate` and `scrapeguard.secureExporter`, whoever calls them: a fix, the context menu, a link.
 */
export interface GeneratorPreset {
  /** Names for a certificate: DNS names, with a wildcard at most, and IP addresses. */
  readonly names?: readonly string[];
  /** What a certificate is for. */
  readonly purpose?: 'server' | 'client';
  /** The job of the prometheus.yml at `uri` that is to be secured. */
  readonly job?: string;
  /** Hosts with an exporter, by which Prometheus connects to them. */
  readonly hosts?: readonly string[];
  /** The port that Prometheus connects to. */
  readonly port?: number;
  /** The document that it is about. */
  readonly uri?: string;
  /** The folder that is written to, relative to that of the document at `uri`, or else to that of the workspace. */
  readonly out?: string;
  /** The name of the files that are made, without their ending: `server` for `server.crt` and `server.key`. */
  readonly file?: string;
}

/**
 * `value`, the argument of a command, as a preset. What is no answer that a generator takes is left out, so that its
 * question is asked as if nothing were known.
 */
export function readPreset(value: unknown): GeneratorPreset {
  if (typeof value !== 'object' || value === null) return {};
  const field = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  const [purpose, port, uri] = [field('purpose'), field('port'), field('uri')];
  const [job, out, file] = [field('job'), field('out'), field('file')];
  return {
    ...some('names', textsOf(field('names'), isCertificateName)),
    ...((purpose === 'server' || purpose === 'client') && { purpose }),
    ...(typeof job === 'string' && isPlainName(job) && { job }),
    ...some('hosts', textsOf(field('hosts'), isHost)),
    ...(typeof port === 'number' && isPort(String(port)) && { port }),
    ...(typeof uri === 'string' && /^[a-z][a-z0-9+.-]+:/i.test(uri) && { uri }),
    ...(typeof out === 'string' && isPlainFolder(out) && { out }),
    ...(typeof file === 'string' && isPlainName(file) && { file }),
  };
}

/** Whether a certificate can hold `text` as a subject alternative name. */
export function isCertificateName(text: string): boolean {
  return isDnsPattern(text) || isIpAddress(text);
}

function textsOf(value: unknown, isGood: (text: string) => boolean): readonly string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((item): item is string => typeof item === 'string' && isGood(item)))];
}

function some<K extends 'names' | 'hosts'>(
  key: K,
  texts: readonly string[],
): { readonly [P in K]?: readonly string[] } {
  return texts.length === 0 ? {} : ({ [key]: texts } as { readonly [P in K]: readonly string[] });
}

/** A folder below another: no step upwards, and no way out of the root. */
function isPlainFolder(path: string): boolean {
  return path === '.' || path.split('/').every(isPlainName);
}
