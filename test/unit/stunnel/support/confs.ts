/** A global part with nothing to say against. */
export const GLOBAL = 'setuid = stunnel4\nsetgid = stunnel4\n';

/** A file of a global part and services, each with its lines. */
export function conf(global: readonly string[], ...services: readonly (readonly string[])[]): string {
  return GLOBAL + [...global, ...services.flat()].map((line) => `${line}\n`).join('');
}

/** A file with one client service that verifies nothing, and further lines. */
export function client(...lines: readonly string[]): string {
  return conf([], [...CLIENT, ...lines]);
}

/** A file with one server service for the local node_exporter, and further lines. */
export function server(...lines: readonly string[]): string {
  return conf([], [...SERVER, ...lines]);
}

/** The lines of a client service that verifies nothing. */
export const CLIENT = ['[prom]', 'client = yes', 'accept = 127.0.0.1:9100', 'connect = exporter.example.com:9443'];
/** The lines of a server service. */
export const SERVER = [
  '[node]',
  'accept = 127.0.0.1:9443',
  'connect = 127.0.0.1:9100',
  'cert = node.pem',
  'key = node.key',
];
/** What makes a client believe the right server only. */
export const VERIFIED = ['verifyChain = yes', 'CAfile = ca.pem', 'checkHost = exporter.example.com'];
/** What makes a server let in the right clients only. */
export const CLIENTS_VERIFIED = ['verifyChain = yes', 'CAfile = ca.pem', 'checkHost = prometheus.example.com'];
