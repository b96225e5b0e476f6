import { type Glance, isYamlName } from '../glance';
import { hasOurs } from './objects/detect';

/** An object of the operator: a document of its own, or an item of a List. A definition of its kinds is none. */
const OPERATOR = /^apiVersion:[ \t]*["']?monitoring\.coreos\.com\//m;
const OPERATOR_ITEM = /^[ \t]*(?:-[ \t]+)?apiVersion:[ \t]*["']?monitoring\.coreos\.com\//m;
const LIST = /^kind:[ \t]*["']?\w*List["']?[ \t]*(?:#.*)?$/m;

/** Whether the file is a manifest of Kubernetes that has to do with scraping. */
export function isManifest(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance) || !keys.has('apiVersion') || !keys.has('kind')) return false;
  return OPERATOR.test(text) || (LIST.test(text) && OPERATOR_ITEM.test(text)) || hasOurs(glance);
}
