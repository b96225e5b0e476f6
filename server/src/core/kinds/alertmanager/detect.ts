import { type Glance, isYamlName } from '../glance';

/** Whether the file configures Alertmanager. */
export function isAlertmanager(glance: Glance): boolean {
  const { keys } = glance;
  return isYamlName(glance) && keys.has('route') && keys.has('receivers') && !keys.has('apiVersion');
}
