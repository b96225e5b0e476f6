import type { Finding, Fix } from '../findings/finding';
import type { KindId } from '../kinds/kindId';
import { parseAddress } from '../model/address';
import type { Client, FileRef, Listener, Nouns } from '../model/nouns';
import { meets, type Span } from '../text/span';
import { isHost, isPlainName, isPort } from './names';
import { type GeneratorPreset, isCertificateName } from './preset';

/**
 * The fixes of `finding` that start a generator: *issue a certificate* where one has to be there, *secure this job*
 * where a job goes without protection to targets that it names. They are never the first, never safe, and need a client
 * that asks questions, so they are no part of the finding: whoever can do them adds them.
 * @param kind the kind of the file; undefined for one that is none of ours
 * @param nouns those of the whole file, at their places in its text
 */
export function generatorFixes(finding: Finding, kind: KindId | undefined, nouns: () => Nouns): readonly Fix[] {
  if (kind === 'prometheus' && UNPROTECTED.has(finding.code)) return secureJob(finding, nouns());
  if (finding.code === 'file-not-found' && WITH_CERTIFICATES.has(kind)) return missingFile(finding, nouns());
  const purpose = kind === 'web-config' ? LACKS_CERTIFICATE.get(finding.code) : undefined;
  if (purpose === 'server') return [issueFix({ purpose, file: 'server', out: '.' })];
  return purpose === 'client' ? [issueFix(OF_PROMETHEUS)] : [];
}

/** Findings that say of a job that others can read what goes over the wire, or answer in the place of its targets. */
const UNPROTECTED: ReadonlySet<string> = new Set([
  'unencrypted-scrape',
  'unencrypted-inside',
  'credentials-over-http',
  'tls-config-without-https',
  'insecure-skip-verify',
]);

/** The kinds whose programs read certificates from files that these kinds name. */
const WITH_CERTIFICATES: ReadonlySet<KindId | undefined> = new Set(['prometheus', 'web-config', 'stunnel']);

/** Findings in a web configuration that no certificate is named, and whose is missing. */
const LACKS_CERTIFICATE: ReadonlyMap<string, 'server' | 'client'> = new Map([
  ['tls-settings-without-certificate', 'server'],
  ['basic-auth-without-tls', 'server'],
  ['client-ca-missing', 'client'],
]);

/** What Prometheus shows: the name that `client_allowed_sans` and `checkHost` of what we generate ask for. */
const OF_PROMETHEUS: GeneratorPreset = { names: ['prometheus'], purpose: 'client' };

function secureJob({ start, end }: Span, { clients }: Nouns): readonly Fix[] {
  const job = clients.find(({ role, block }) => role === 'scrape' && block.start <= start && end <= block.end);
  const preset = job && presetOf(job);
  if (preset === undefined) return [];
  const title = 'Secure this job with certificates on both sides (mTLS)…';
  return [{ title, changes: [], preferred: false, act: { does: 'secure-job', preset } }];
}

/** The job with its hosts, where they are named here and all behind the same port: one exporter, on several machines. */
function presetOf({ name, targets, discovers, isProbe, address }: Client): GeneratorPreset | undefined {
  if (!isPlainName(name) || discovers || isProbe || address !== undefined) return undefined;
  const addresses = targets.map(({ value = '' }) => parseAddress(value));
  const [port, ...others] = new Set(addresses.map((one) => one.port));
  const hosts = [...new Set(addresses.map(({ host }) => host))];
  if (others.length > 0 || hosts.length === 0 || !hosts.every(isHost)) return undefined;
  return { job: name, hosts, ...(port !== undefined && isPort(port) && { port: Number(port) }) };
}

/** What makes the file that is missing at `place`: a certificate of this side, or that of the other, with the CA of both. */
function missingFile(place: Span, { clients, listeners }: Nouns): readonly Fix[] {
  const isHere = (file: FileRef | 'inline' | undefined): file is FileRef =>
    file !== undefined && file !== 'inline' && meets(file, place);
  for (const { certificate, key, clientCa, address } of listeners) {
    const own = [certificate, key].find(isHere);
    if (own !== undefined) return [issueFix({ ...namesOf([hostOf(address?.value)]), purpose: 'server', ...at(own) })];
    if (isHere(clientCa)) return [issueFix(OF_PROMETHEUS)];
  }
  for (const { role, tls, targets } of clients) {
    if (tls === undefined || !(role === 'scrape' || role === 'tunnel')) continue;
    const own = [tls.certificate, tls.key].find(isHere);
    if (own !== undefined) return [issueFix({ ...OF_PROMETHEUS, ...at(own) })];
    if (!isHere(tls.ca)) continue;
    const named = tls.serverName?.value;
    const names = named === undefined ? targets.map(({ value }) => hostOf(value)) : [named];
    return [issueFix({ ...namesOf(names), purpose: 'server' })];
  }
  return [];
}

function issueFix(preset: GeneratorPreset): Fix {
  const { names = [], purpose } = preset;
  const [first, ...others] = names;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const whose = purpose === 'client' ? 'a client certificate' : 'a server certificate';
  const title = first === undefined ? `Issue ${whose}…` : `Issue ${whose} for ${first}${more}…`;
  return { title, changes: [], preferred: false, act: { does: 'issue-certificate', preset } };
}

/** Where the file lies that is named, as far as it can be told from its text. */
function at({ path }: FileRef): GeneratorPreset {
  if (path === undefined || path.startsWith('/')) return {};
  const parts = path.replace(/^(\.\/)+/, '').split('/');
  const name = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
  if (!isPlainName(name) || !parts.slice(0, -1).every(isPlainName)) return {};
  return { file: name, out: parts.length === 1 ? '.' : parts.slice(0, -1).join('/') };
}

function hostOf(address: Listener['name'] | undefined): string {
  return address === undefined ? '' : parseAddress(address).host;
}

/** Those of `names` that a certificate can hold; all interfaces are none. */
function namesOf(names: readonly string[]): GeneratorPreset {
  const good = [...new Set(names)].filter((name) => isCertificateName(name) && !/^[0.:]+$/.test(name));
  return good.length === 0 ? {} : { names: good };
}
