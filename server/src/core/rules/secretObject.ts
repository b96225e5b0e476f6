import type { Secret } from '../model/nouns';

/** Whether `secret` is a value of a Secret of Kubernetes, by the key under which the object has it. */
export function isOfSecretObject({ key }: Secret): boolean {
  return key.startsWith('stringData.') || key.startsWith('data.');
}
