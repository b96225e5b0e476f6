import { isEveryAddress } from '../../names';
import type { ExporterSide } from '../exporter/exporterSide';
import { partsOf } from '../exporter/service';
import type { SetUp } from '../setUp';

/**
 * The comment by which our own rules pass over an exporter that listens on all addresses: in a tailnet, where only a name
 * of the machine is known, the firewall of the set is what keeps everybody else away. None where it is not so.
 * @param rule the rule that would say it, on the line below
 */
export function fencedComment({ profile, firewall, port }: SetUp, { listen }: ExporterSide, rule: string): string {
  const isOpen = isEveryAddress(partsOf(listen).host);
  if (profile !== 'tailnet' || firewall.tool === 'none' || !isOpen) return '';
  return `# scrapeguard-ignore ${rule}: the firewall opens port ${port} on tailscale0 only`;
}
