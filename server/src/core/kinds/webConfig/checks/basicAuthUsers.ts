import { defineChecks } from '../../../findings/check';
import { bcryptProblem, isCompleteBcrypt } from '../../../formats/bcrypt';
import { spanOf } from '../../../schema/report';
import { mapAt } from '../../../schema/value';
import type { WebConfigCheck } from '../context';

export const infos = defineChecks({
  noHash: {
    code: 'unhashed-web-password',
    severity: 'error',
    source: 'web-config',
    rules: [7],
    tag: 'LOAD',
    summary: 'The password of a user is no bcrypt hash.',
    program: 'crypto/bcrypt: hashedSecret too short to be a bcrypted password',
  },
  incompleteHash: {
    code: 'incomplete-bcrypt-hash',
    severity: 'warning',
    source: 'web-config',
    rules: [8],
    tag: 'SILENT',
    summary: 'A bcrypt hash is not complete or not well-formed: it loads, and no password ever matches it.',
  },
});

/** The schema judges every hash that is there; here is what it cannot see. */
const hashes: WebConfigCheck = (root, _place, { report }) => {
  for (const { keyNode, value } of mapAt(root, 'basic_auth_users')?.entries.values() ?? []) {
    if (value?.kind === 'null') {
      report(
        infos.noHash,
        keyNode,
        'This user has no password hash. Hash the password with bcrypt, or remove the user.',
      );
    } else if (value?.kind === 'scalar') {
      const text = String(value.value);
      if (bcryptProblem(text) !== undefined || isCompleteBcrypt(text)) continue;
      const message =
        'This hash is cut off, too long, or has characters that bcrypt does not write: it loads, and no password ever matches it. Hash the password again.';
      report(infos.incompleteHash, spanOf(value.node), message);
    }
  }
};

export const checks: readonly WebConfigCheck[] = [hashes];
