import { type Glance, isYamlName } from '../glance';
import { isForeign, isMostly } from '../prometheus/detect';

/** The keys of a web configuration. */
export const WEB_CONFIG_KEYS: readonly string[] = [
  'tls_server_config',
  'http_server_config',
  'basic_auth_users',
  'rate_limit',
];
const NEAR_KEYS = /^(tls|http)(_server)?_config$|^basic_auth/;

/** Whether the name says so, unless the content says otherwise. */
export function isWebConfigByName(glance: Glance): boolean {
  const { name, keys } = glance;
  if (!isYamlName(glance) || isForeign(glance)) return false;
  const isOurs = WEB_CONFIG_KEYS.some((key) => keys.has(key));
  if (/^web[-_.]?config\.ya?ml$/i.test(name)) {
    return keys.size === 0 || isOurs || [...keys].some((key) => NEAR_KEYS.test(key));
  }
  return /(^|[-_.])web([-_.]?config)?\.ya?ml$/i.test(name) && isOurs;
}

/**
 * Whether the content is a web configuration. A file that says how to be a client as well is for the members of a
 * cluster of Alertmanagers among themselves (`--cluster.tls-config`).
 */
export function isWebConfigByContent(glance: Glance): boolean {
  const { keys } = glance;
  if (keys.has('tls_client_config')) return false;
  const hasListener = keys.has('tls_server_config') || keys.has('basic_auth_users');
  return isYamlName(glance) && hasListener && !isForeign(glance) && isMostly(keys, WEB_CONFIG_KEYS);
}
