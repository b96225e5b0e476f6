import type { Glance } from '../glance';

const CALL =
  /^[^#\n'"]*\b(ufw\s+(--?\S+\s+)*(allow|deny|reject|limit|default|insert|prepend|route|enable|reset)\b|ip6?tables(-legacy|-nft)?\s+(-w\s+)?-[tAIPFD]\b|nft\s+(-f\b|add\b|insert\b|flush\b|['"]))/m;

/** Whether the file is a script that calls a firewall tool, or a file of rules of one. */
export function isFirewall({ path, name, text }: Glance): boolean {
  if (/\.nft$|^nftables\.conf$/i.test(name) || /^#!.*\bnft\b/.test(text))
    return /^\s*(table|add|flush|define)\b/m.test(text);
  if (/^rules\.v[46]$/i.test(name) || /\/ufw\/[^/]+\.rules$/i.test(path)) return /^\*\w+/m.test(text);
  if (/\/default\/ufw$/i.test(path)) return true;
  // What iptables-save writes, under the names that Fedora and Arch load it from.
  if (/^ip6?tables$|\.rules$/i.test(name) && /^\*filter[ \t]*\r?$/m.test(text)) return /^:INPUT\b/m.test(text);
  const isScript = /\.(sh|bash)$/i.test(name) || /^#!.*\b(ba|da|z|k)?sh\b/.test(text);
  return isScript && CALL.test(text);
}
