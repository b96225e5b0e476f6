import { secretForm } from '../model/secretForm';
import { BESIDE_FILE, contentOf, SELECTORS } from './canMove';
import type { MoveRequest, SecretMove } from './secretMove';
import { toFile } from './toFile';
import { toGrafanaSecret, toMountedSecret } from './toHelmSecret';
import { toSelector } from './toSelector';
import { wayTo } from './way';

/**
 * How the secret is moved into a file of its own, or into a manifest of a Secret. Undefined where that cannot be done:
 * there is no such scalar (it is a part of another one), it is no secret in clear text, something else shares it
 * (an anchor), or the key of the file is there already.
 */
export function moveSecret(request: MoveRequest): SecretMove | undefined {
  const { text, kind, secret } = request;
  const { fileKey } = secret;
  const way = wayTo(text, secret);
  if (way === undefined || fileKey === undefined || secretForm(way.scalar.value) !== 'clear') return undefined;
  const content = contentOf({ text: way.scalar.value });
  if (content === undefined) return undefined;
  const found = { ...request, way, content, fileKey };
  if (BESIDE_FILE.has(kind)) return toFile(found);
  if (SELECTORS.has(fileKey)) return toSelector(found);
  if (kind !== 'helm-values') return undefined;
  return fileKey === 'admin.existingSecret' ? toGrafanaSecret(found) : toMountedSecret(found);
}
