import { type AddressClass, addressClass, parseAddress } from '../model/address';
import type { Listener } from '../model/nouns';
import { PROGRAMS, programOfCommand } from '../model/programs';
import { isEveryInterface } from './reach';

/** How far away those are who reach `listener`: `all` for every interface. */
export function classOfListener({ address }: Pick<Listener, 'address'>): AddressClass | 'all' {
  if (address?.value === undefined) return 'unknown';
  const { host } = parseAddress(address.value);
  return isEveryInterface(host) ? 'all' : addressClass(host);
}

/** Whether `listener` is of a program that is scraped or scrapes; of one that stands in front, whether that is known. */
export function servesMetrics({ program, name, forwardsTo }: Listener): boolean {
  const role = programOfCommand(program)?.role;
  if (role === 'stunnel' || role === 'proxy') {
    const port = forwardsTo?.value === undefined ? undefined : parseAddress(withHost(forwardsTo.value)).port;
    return (port !== undefined && isPortOfMetrics(Number(port))) || /export|metric|prom|alertm|pushg/i.test(name);
  }
  return role === 'exporter' || role === 'prometheus' || role === 'alertmanager' || role === 'pushgateway';
}

/** stunnel takes a port alone for one of this host. */
function withHost(text: string): string {
  return /^\d+$/.test(text) ? `localhost:${text}` : text;
}

function isPortOfMetrics(port: number): boolean {
  return (
    PROGRAMS.some((program) => program.role !== 'grafana' && program.port === port) || (port >= 9100 && port < 10000)
  );
}
