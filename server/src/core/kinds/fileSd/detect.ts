import { type Glance, isYamlName } from '../glance';

/** Keys that items of other lists have beside their `targets`. */
const FOREIGN = /^(?:job_name|name|hosts|tasks|id|uses|run|type|url|kind|roles?|src|title)$/;

/** What `targets` is misspelled as, beside `labels`. */
const NEAR = /^targe?\w*$/i;

/** Whether the file is a list of target groups, as `file_sd_configs` reads them. */
export function isFileSd(glance: Glance): boolean {
  const { name, text, isList } = glance;
  if (/\.json$/i.test(name)) return /^\s*\[\s*\{\s*"(?:targets|labels)"\s*:/i.test(text);
  if (!isYamlName(glance)) return false;
  // A list in brackets, which may as well be JSON.
  if (/^\s*(?:---\s*)?\[\s*\{\s*["']?(?:targets|labels)["']?\s*:/.test(text)) return true;
  if (!isList) return false;
  const keys = itemKeys(text);
  const isNear = keys.includes('labels') && keys.some((key) => NEAR.test(key));
  return (keys.includes('targets') || isNear) && !keys.some((key) => FOREIGN.test(key));
}

/** The keys of the items of a block list: behind their `-`, and on the lines below in the same column. */
function itemKeys(text: string): readonly string[] {
  const [, indent = '', blanks = ''] = /^( *)-( +)\S/m.exec(text) ?? [];
  const column = indent.length + 1 + blanks.length;
  const keys = [...text.matchAll(/^( *(?:- *)?)(?:\{ *)?["']?([A-Za-z_]\w*)["']?\s*:(?:\s|$)/gm)];
  return keys.flatMap(([, before = '', key = '']) => (before.length === column ? [key] : []));
}
