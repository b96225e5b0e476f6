import { parseAddress } from '../model/address';
import type { Route } from '../model/nouns';
import { PROGRAMS } from '../model/programs';
import type { RuleInput } from './rule';

/** Whether everybody is let in on the path of `route`: known, not only not said. */
export function isOpen({ admission: { addresses, certificates, password } }: Route): boolean {
  return addresses === 'all' && certificates !== 'required' && certificates !== 'unknown' && password === 'none';
}

/** Whether `/debug/pprof` of an exporter is reached by `route`: each path below it is a path of the exporter. */
export function passesAll({ path, isExact, to }: Route): boolean {
  if (isExact || path.value === undefined || to.value === undefined || !isGoExporter(to.value)) return false;
  const rest = uriOf(to.value);
  return path.value === '/' ? rest === '' || rest === '/' : path.value.endsWith('/') && rest === '/';
}

/** Exporters that are written in another language. */
const NOT_GO = new Set(['cloudwatch_exporter', 'wireguard_exporter']);

/** Whether `url` leads to an exporter, by its port or its name; the pages of Prometheus and its like are to be seen. */
function isGoExporter(url: string): boolean {
  const { host, port } = parseAddress(url);
  const program = PROGRAMS.find((one) => one.port !== undefined && one.port >= 9000 && String(one.port) === port);
  if (program !== undefined) return program.role === 'exporter' && !NOT_GO.has(program.name);
  return /(^|[^a-z])[a-z]*[_-]?exporter([^a-z]|$)/i.test(host);
}

/** The path of a URL; empty where it has none, so that nginx passes on the path as it comes. */
export function uriOf(url: string): string {
  return /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(url)?.[1] ?? '';
}

/** Whether a location for the paths of debugging stands in the file. */
export function shutsDebug(textAt: RuleInput['textAt']): boolean {
  return /\blocation\s[^{;]{0,200}debug/.test(textAt({ start: 0, end: Number.MAX_SAFE_INTEGER }));
}
