import { addressClass } from '../../model/address';
import { isDnsName, isHost, isIpAddress } from '../names';
import type { Profile, Target } from './setUp';

/**
 * Reads a host as it is asked for: names and addresses of one machine, parted by commas; Prometheus connects to the
 * first one (`web-1.example.com,203.0.113.7`).
 * @returns what is wrong with it, for the user, where it is none
 */
export function readTarget(text: string): Target | { readonly problem: string } {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const wrong = names.find((name) => !isHost(name));
  if (wrong !== undefined) {
    return {
      problem:
        'This is no host name and no IP address. Write it like "web-1.example.com" or "203.0.113.7", without scheme and port; several of one machine with commas between.',
    };
  }
  const [first = ''] = names;
  return { name: folderOf(first), names: [...new Set(names)] };
}

/** Why `target` cannot be used with `profile`; undefined where it can. */
export function unfit({ names }: Target, profile: Profile): string | undefined {
  const [first = ''] = names;
  if (profile === 'tailnet' && addressClass(first) !== 'tailnet' && !isMagicName(first)) {
    return 'In a tailnet Prometheus connects to an address in 100.64.0.0/10 or fd7a:115c:a1e0::/48, to a name that ends in .ts.net, or to a machine name of MagicDNS. Write that one first.';
  }
  return undefined;
}

/** The address of `target` in the tailnet; empty, for all interfaces, where only its name is known. */
export function tailnetAddress({ names }: Target): string {
  return names.find((name) => isIpAddress(name) && addressClass(name) === 'tailnet') ?? '';
}

function isMagicName(name: string): boolean {
  return isDnsName(name) && !isIpAddress(name) && !name.includes('.');
}

/** Windows allows no colon in the name of a folder. */
function folderOf(host: string): string {
  const name = host.replaceAll('::', '-0-').replaceAll(':', '-');
  return name.replace(/^-+|-+$/g, '');
}
