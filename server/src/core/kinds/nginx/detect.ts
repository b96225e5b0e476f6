import type { Glance } from '../glance';
import { parseNginx } from './directives';
import { sitesIn } from './sites';

/** Whether the file is a site of nginx that passes something on to an exporter or to Prometheus. */
export function isNginx({ path, name, text }: Glance): boolean {
  const isNamed =
    /\.(conf|nginx)$/i.test(name) || /\/(nginx|sites-available|sites-enabled)\/(.*\/)?[^/.]+$/i.test(path);
  if (!isNamed || !/\b(proxy_pass|stub_status)\b/.test(text)) return false;
  return /(^|[\s;{}])(server|location)\b[^;{}]*\{/.test(text) && sitesIn(parseNginx(text)).length > 0;
}
