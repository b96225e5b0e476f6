import type { Glance } from '../glance';

/** Whether the file is a stunnel.conf: by its name, its folder, or options that no other program has. */
export function isStunnel({ path, name, text }: Glance): boolean {
  if (/^stunnel[^/]*\.conf$/i.test(name)) return true;
  const isConf = /\.conf$/i.test(name);
  if (isConf && /\/stunnel[0-9]?(\/(conf|services|stunnel)\.d)?\/[^/]*$/i.test(path)) return true;
  return (
    isConf &&
    /^\s*(verifyChain|verifyPeer|checkHost|sslVersion(Min|Max)?|CAfile|TIMEOUTidle)\s*=/im.test(text) &&
    /^\s*(accept|connect)\s*=/im.test(text)
  );
}
