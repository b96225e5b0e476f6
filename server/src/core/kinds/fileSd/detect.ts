import { type Glance, isYamlName } from '../glance';

/** Whether the file is a list of target groups, as `file_sd_configs` reads them. */
export function isFileSd(glance: Glance): boolean {
  const { name, text, isList } = glance;
  if (/\.json$/i.test(name)) return /^\s*\[\s*\{\s*"(targets|labels)"\s*:/.test(text);
  return (
    isYamlName(glance) && isList && /^ *-? *["']?targets["']?\s*:/m.test(text) && !/^ *- *["']?job_name/m.test(text)
  );
}
