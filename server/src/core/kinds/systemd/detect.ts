import type { Glance } from '../glance';

/** Programs that scrape, are scraped, or stand in between. */
const PROGRAM = /prometheus|_exporter|-exporter|alertmanager|pushgateway|stunnel/i;

/** Whether the file is a unit, a drop-in or an argument file of a program this is about. */
export function isSystemd({ path, name, text }: Glance): boolean {
  if (/\/default\/(prometheus|stunnel)[^/]*$/i.test(path)) return true;
  if (/\.service$/i.test(name))
    return (
      PROGRAM.test(name) ||
      (/^\s*ExecStart\s*=.*$/im.test(text) && PROGRAM.test(/^\s*ExecStart\s*=(.*)$/im.exec(text)?.[1] ?? ''))
    );
  return /\.service\.d\/[^/]*\.conf$/i.test(path) && PROGRAM.test(path);
}
