/**
 * What may stand in generated files. Every text that a user gives goes through one of these before a generator sees
 * it, so that no file needs to escape anything: none of the accepted characters means something in a shell, a unit, YAML
 * or nginx.
 */

/** With `_`, which RFC 1123 does not have: container names do, and Go, OpenSSL and resolvers take them. */
const LABEL = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i;

/** Whether `text` is a DNS name as a certificate may hold it (RFC 1123, and `_`); no wildcard. */
export function isDnsName(text: string): boolean {
  const labels = text.split('.');
  // A name whose last label is a number would be taken for a broken IPv4 address.
  return text.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

/** Whether `text` is a DNS name, or one with `*` as its first label (RFC 6125). */
export function isDnsPattern(text: string): boolean {
  return isDnsName(text) || (text.startsWith('*.') && isDnsName(text.slice(2)) && text.split('.').length > 2);
}

/** Whether `text` is an IPv4 address, without leading zeros. */
export function isIPv4(text: string): boolean {
  return /^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
}

/** Whether `text` is an IPv6 address without zone, in one of the forms of RFC 4291; no embedded IPv4 address. */
export function isIPv6(text: string): boolean {
  if (!/^[0-9a-f:]{2,39}$/i.test(text) || !text.includes(':')) return false;
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** Whether `text` is an IP address. */
export function isIpAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

/** Whether something that listens at `address` does so at every address of its machine; empty for none that is named. */
export function isEveryAddress(address: string): boolean {
  return /^$|^0\.0\.0\.0$|^[0:]*:[0:]*$/.test(address);
}

/** Whether `text` is a host: a DNS name or an IP address. */
export function isHost(text: string): boolean {
  return isDnsName(text) || isIpAddress(text);
}

/** Whether `text` is an IP address or a range of them, such as `10.0.0.0/24`. The range of all is none. */
export function isIpRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0 || !isIpAddress(address)) return false;
  if (bits === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128);
}

/** Whether `text` is a port that something can listen on. */
export function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536;
}

/** Whether `text` can be the name of a file or folder, a job, a system user: letters, digits, `.`, `_`, `-`. */
export function isPlainName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,62}$/i.test(text) && !text.endsWith('.') && !text.includes('..');
}

/** Whether `text` can be the user of basic auth: no colon (RFC 7617), nothing that YAML or a shell would read. */
export function isUserName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{0,62}$/i.test(text);
}

/** Whether `text` is an absolute path of the plainest kind. */
export function isPlainPath(text: string): boolean {
  return /^(\/[A-Za-z0-9_+@][A-Za-z0-9._+@-]*)+$/.test(text) && text.length < 1024 && !text.includes('..');
}

/** Whether `text` is a version such as `1.9.1`. */
export function isVersion(text: string): boolean {
  return /^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(text);
}

/** Whether `text` is a name of Kubernetes (RFC 1123 label): lower case, at most 63 characters. */
export function isKubernetesName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

/** `host` as it stands in front of a port: IPv6 addresses in brackets. */
export function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
