/** Who can reach an address, or from how far away a name is (security-rules.md, Addresses). */
export type Reach = 'all' | 'loopback' | 'tailnet' | 'container' | 'private' | 'public' | 'unknown';

/** How far a host is; `noHost` is what the program takes where there is none. */
export function reachOf(host: string | undefined, noHost: Reach): Reach {
  if (host === undefined) return noHost;
  const name = host.trim().toLowerCase().replace(/\.$/, '');
  if (name === '' || name === '*') return noHost;
  if (/[{}$<>@%\s/]/.test(name)) return 'unknown';
  return /^[\d.]+$/.test(name) ? ipv4Reach(name) : name.includes(':') ? ipv6Reach(name) : nameReach(name);
}

function ipv4Reach(address: string): Reach {
  const parts = address.split('.').map(Number);
  const [a = 0, b = 0] = parts;
  if (parts.length > 4 || parts.some((part) => part > 255) || address.includes('..')) return 'unknown';
  if (a === 127) return 'loopback';
  if (parts.length < 4) return a === 0 && parts.every((part) => part === 0) ? 'all' : 'unknown';
  if (parts.every((part) => part === 0)) return 'all';
  if (a === 100 && b >= 64 && b < 128) return 'tailnet';
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254);
  return isPrivate ? 'private' : 'public';
}

function ipv6Reach(address: string): Reach {
  if (!/^[0-9a-f:.]+$/.test(address)) return 'unknown';
  if (/^[0:]+$/.test(address)) return 'all';
  if (/^[0:]+:0*1$/.test(address)) return 'loopback';
  const mapped = /^[0:]*:ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return ipv4Reach(mapped);
  if (address.startsWith('fd7a:115c:a1e0:')) return 'tailnet';
  return /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(address) ? 'private' : 'public';
}

const PRIVATE_NAMES = /\.(local|lan|home|corp|internal|localdomain|home\.arpa)$/;
const CLUSTER_NAMES = /\.svc$|\.svc\.|\.cluster\.local$|^host\.docker\.internal$/;
/** Top-level domains that the names of servers mostly have; those of two letters are countries, the last ones examples. */
const PUBLIC_NAMES =
  /\.([a-z]{2}|com|net|org|edu|gov|mil|int|info|biz|name|cloud|dev|app|online|site|tech|xyz|systems|network|host|tools|example|test)$/;

function nameReach(name: string): Reach {
  if (name === 'localhost' || name.startsWith('localhost.') || /^ip6-l/.test(name)) return 'loopback';
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name)) return 'unknown';
  if (name.endsWith('.ts.net')) return 'tailnet';
  if (CLUSTER_NAMES.test(name) || !name.includes('.')) return 'container';
  if (PRIVATE_NAMES.test(name)) return 'private';
  return PUBLIC_NAMES.test(name) ? 'public' : 'unknown';
}
