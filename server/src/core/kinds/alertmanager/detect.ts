import { type Glance, isYamlName } from '../glance';

/** The receiver of a route. Others that have `route` and `receivers` name theirs in the items of a list. */
const RECEIVER = /^[ \t]+["']?receiver["']?\s*:|[{,]\s*["']?receiver["']?\s*:/m;

/** Whether the file configures Alertmanager. */
export function isAlertmanager(glance: Glance): boolean {
  const { keys, name, text } = glance;
  if (!isYamlName(glance) || keys.has('apiVersion') || keys.has('exporters')) return false;
  if (/^alertmanager[-_.]?.*\.ya?ml$/i.test(name) && keys.has('route')) return true;
  return keys.has('route') && keys.has('receivers') && RECEIVER.test(text);
}
