import type { Listener } from '../../model/nouns';
import { servesMetrics } from '../listening';
import { asksWhoComes, exposureOf } from '../reach';
import { defineRule, fix, type RuleInput } from '../rule';

const SERVICE = (ports: string, command = '') => `services:
  node-exporter:
    image: prom/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
${command}    ports:
${ports}`;

export default defineRule({
  id: 'published-port-bypasses-firewall',
  category: 'network',
  severity: 'warning',
  kinds: ['compose'],
  summary: 'A port of an exporter is published on all interfaces, past the firewall of the host',
  why: 'Docker forwards published ports by rules of its own, which come before those of ufw and before the chain `INPUT`. A firewall that denies the port does not keep anybody out, so that everybody who reaches the host reads the metrics.',
  advice:
    'Publish on loopback (`127.0.0.1:9100:9100`) or on the address of a private network, or publish nothing and put Prometheus into the same network of containers.',
  sources: ['https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw'],
  examples: [
    {
      kind: 'compose',
      bad: SERVICE('      - "‹9100:9100›"\n'),
      fixed: SERVICE('      - "127.0.0.1:9100:9100"\n'),
    },
    {
      kind: 'compose',
      bad: SERVICE('      - target: 9100\n        published: ‹9100›\n'),
      fixed: SERVICE('      - target: 9100\n        published: 9100\n        host_ip: 127.0.0.1\n'),
    },
    {
      kind: 'compose',
      severity: 'info',
      bad: SERVICE('      - ‹0.0.0.0:9100:9100›\n', "    command: ['--web.config.file=/etc/web.yml']\n"),
      fixed: SERVICE('      - 127.0.0.1:9100:9100\n', "    command: ['--web.config.file=/etc/web.yml']\n"),
    },
  ],
  good: [
    { kind: 'compose', text: SERVICE('      - 127.0.0.1:9100:9100\n') },
    { kind: 'compose', text: SERVICE("      - '[::1]:9100:9100'\n      - '$ADDRESS:9100:9100'\n") },
    {
      kind: 'compose',
      text: `services:
  web:
    image: nginx:1.27
    ports: ['443:443']
  node-exporter:
    image: prom/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    expose: ['9100']
`,
    },
  ],
  check: (input) => {
    for (const listener of input.nouns.listeners) {
      const isPublished = listener.via === 'published-port' && exposureOf(listener) === 'all';
      if (isPublished && servesMetrics(listener)) reportPort(listener, input);
    }
  },
});

function reportPort(listener: Listener, input: RuleInput): void {
  const asks = asksWhoComes(listener);
  const effect =
    asks === false
      ? `and ${listener.program} asks nobody who comes: everybody who reaches this host reads its metrics.`
      : 'so that only what the program itself asks for keeps others out.';
  input.report(
    listener.address ?? listener.at,
    `This publishes the port on all interfaces. Docker lets it in before any rule of ufw or of \`INPUT\` is tried, ${effect} Publish it on \`127.0.0.1\` or on the address that is meant, or drop \`ports\` where Prometheus is in the same network.`,
    { severity: asks === false ? 'warning' : 'info', fixes: fixesFor(listener, input) },
  );
}

/** An address in front of the ports, in the short form; a key more in the long one. */
function fixesFor({ address, forwardsTo }: Listener, { edits, textAt }: RuleInput) {
  if (address === undefined) return [];
  const isLong = forwardsTo !== undefined && forwardsTo.start !== address.start;
  if (isLong) {
    const isNew = address.value?.startsWith(':') === true;
    const change = isNew ? edits.addBeside(address, [{ key: 'host_ip', value: '127.0.0.1' }]) : undefined;
    return fix('Publish on 127.0.0.1', [change], { safe: true });
  }
  const ports = portsIn(textAt(address));
  const change = ports === undefined ? undefined : edits.replaceValue(address, `127.0.0.1:${ports}`);
  return fix('Publish on 127.0.0.1', [change], { safe: true });
}

/** `9100:9100/tcp` of a port in the short form, without its host; none where only the port inside is given. */
function portsIn(written: string): string | undefined {
  const port = String.raw`(?:\d+(?:-\d+)?|\$\{[^}]*\})`;
  return new RegExp(`^(?:[\\d.]+:|\\[[\\d:]+\\]:|:)?(${port}:${port}(?:/\\w+)?)$`).exec(written)?.[1];
}
