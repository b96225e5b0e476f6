import { defineChecks } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Secret } from '../../model/nouns';
import { hashFix } from '../../secrets/hashFix';
import { isTemplateName } from '../filledIn';
import type { PartReport } from '../kind';
import type { WebConfigFacts } from './facts';

export const infos = defineChecks({
  unexpanded: {
    code: 'unexpanded-variable',
    severity: 'warning',
    source: 'web-config',
    rules: [7],
    tag: 'LOAD',
    summary: 'A variable or a placeholder stands where the hash of a password belongs, and nothing fills it in.',
  },
});

/** What an exporter says of every text that is too short for a hash. */
const UNEXPANDED =
  'The exporter fills in no variables and refuses this text as the hash of a password. Unless something else writes the hash before the exporter reads the file, it does not start.';

/**
 * `report` with what can be told of the texts that are no hashes (web-config rule 7): one that something else fills in
 * is no fault of the file, and nothing in a file that is called a template; a password can be hashed.
 * @param path of the file, where it is known
 */
export function withHashes(report: PartReport<WebConfigFacts>, path = ''): PartReport<WebConfigFacts> {
  if (!report.findings.some(isUnhashed)) return report;
  const secrets = report.nouns?.().secrets ?? [];
  const findings = report.findings.flatMap((finding): readonly Finding[] => {
    if (!isUnhashed(finding)) return [finding];
    const secret = secrets.find(({ start, end }) => start === finding.start && end === finding.end);
    if (secret?.form !== 'variable' && secret?.form !== 'placeholder') return [withFix(finding, secret)];
    const { code, severity } = infos.unexpanded;
    return isTemplateName(path) ? [] : [{ ...finding, code, severity, message: UNEXPANDED }];
  });
  return { ...report, findings };
}

function isUnhashed({ code }: Finding): boolean {
  return code === 'unhashed-web-password';
}

/** What is the hash of another program, or broken, cannot be hashed. */
function withFix(finding: Finding, secret: Secret | undefined): Finding {
  if (secret?.form !== 'clear' || /^\$|^\{[A-Z0-9]+\}/.test(secret.text)) return finding;
  return { ...finding, fixes: hashFix('Hash the password', secret) };
}
