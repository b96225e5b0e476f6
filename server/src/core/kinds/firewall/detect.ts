import type { Glance } from '../glance';

/** Whether the file is a script that calls a firewall tool, or a file of rules of one. */
export function isFirewall({ path, name, text }: Glance): boolean {
  if (/\.nft$|^nftables\.conf$|^rules\.v[46]$/i.test(name)) return true;
  if (/\/ufw\/[^/]+\.rules$|\/default\/ufw$/i.test(path)) return true;
  const isScript = /\.(sh|bash)$/i.test(name) || /^#!.*\b(ba|da|z|k)?sh\b/.test(text);
  return (
    isScript &&
    /^[^#\n]*\b(ufw\s+(--?\S+\s+)*(allow|deny|reject|limit|default|insert|prepend|delete|enable|reset)|ip6?tables\s+-|nft\s+(add|-f|insert|flush))/m.test(
      text,
    )
  );
}
