import type { Secret } from '../../model/nouns';
import { secretForm } from '../../model/secretForm';
import type { Span } from '../../text/span';
import { isPublicValue } from '../publicValue';
import { defineRule } from '../rule';
import { isOfSecretObject } from '../secretObject';

export default defineRule({
  id: 'plaintext-secret-manifest',
  category: 'auth',
  severity: 'warning',
  kinds: ['scrape-config'],
  summary: 'The manifest of a Secret has its value in it',
  why: 'A manifest is written to be kept: in a repository, in the history of a deployment. Base64 hides nothing, so whoever reads the manifest has the secret, whatever the cluster does to protect it.',
  advice:
    'Keep an encrypted form in the repository (Sealed Secrets, SOPS), or only the name (External Secrets), and let the cluster make the Secret. Then change the secret, since the old one is known. Where git ignores the file, this is a hint.',
  sources: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  examples: [
    {
      kind: 'scrape-config',
      bad: `apiVersion: v1
kind: Secret
metadata:
  name: node-login
stringData:
  username: prometheus
  password: ‹correct-horse›
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: v1
kind: Secret
metadata:
  name: node-login
data:
  password: ‹Y29ycmVjdC1ob3JzZQ==›
`,
    },
  ],
  good: [
    {
      kind: 'scrape-config',
      text: `apiVersion: v1
kind: Secret
metadata:
  name: node-login
stringData:
  password: <PASSWORD>
`,
    },
    {
      kind: 'scrape-config',
      text: `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: node-login
spec:
  encryptedData:
    password: AgBy3i4OJSWK
`,
    },
  ],
  check: ({ nouns, surroundings, textAt, report }) => {
    const severity = surroundings.isGitIgnored === true ? 'hint' : 'warning';
    for (const secret of nouns.secrets) {
      if (secret.form !== 'clear' || !isOfSecretObject(secret) || isPublicValue(secret)) continue;
      const at = placeOf(secret, textAt(secret));
      if (at === undefined) continue;
      const kept =
        surroundings.isGitIgnored === true
          ? 'git ignores this file, and whoever can read it still has the secret.'
          : 'whoever can read this file or its repository has the secret.';
      const text = `The value of the Secret stands in its manifest (\`${secret.key}\`), where base64 hides nothing: ${kept} Keep it encrypted (Sealed Secrets, SOPS), or take it from a store of secrets (External Secrets).`;
      report(at, text, { severity });
    }
  },
});

/** A line of a file that gives something secret a value. */
const SECRET_LINE =
  /(?:^|[\s"',{_-])(?:password|passwd|pass|token|secret|secret[-_]?key|api[-_]?key|access[-_]?key|client[-_]?secret)["']?[ \t]*[:=][ \t]*["']?([^\s"',]+)/gi;

/**
 * Where the secret stands: the value, or a word of it where it is a whole file. Undefined where nothing in that file
 * looks like one; a file in base64 is not looked into.
 * @param raw what stands in the manifest
 */
function placeOf(secret: Secret, raw: string): Span | undefined {
  if (!secret.text.trim().includes('\n') || secret.text.includes('PRIVATE KEY-----')) return secret;
  for (const match of raw.matchAll(SECRET_LINE)) {
    const value = match[1] ?? '';
    const end = secret.start + match.index + match[0].length;
    if (secretForm(value) === 'clear') return { start: end - value.length, end };
  }
  return undefined;
}
