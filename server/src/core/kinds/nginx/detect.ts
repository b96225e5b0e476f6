import type { Glance } from '../glance';

/** Whether the file is a site of nginx that passes something on to an exporter or to Prometheus. */
export function isNginx({ path, name, text }: Glance): boolean {
  const isNamed =
    /\.(conf|nginx)$/i.test(name) || /\/nginx\//i.test(path) || /\/sites-(available|enabled)\//.test(path);
  if (!isNamed || !/^\s*server\s*\{/m.test(text)) return false;
  return /proxy_pass\s|stub_status/.test(text) && /:(9\d{3})\b|metrics|exporter|prometheus|stub_status/i.test(text);
}
