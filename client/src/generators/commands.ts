import { createAuthority } from '../commands/pki/createAuthority';
import { explainScrapeError } from '../commands/pki/explain';
import { inspectCertificate } from '../commands/pki/inspect';
import { issueCertificate } from '../commands/pki/issue';
import { generatePassword, hashPassword } from '../commands/pki/passwords';
import { exportPkcs12 } from '../commands/pki/pkcs12';
import { removePassphrase } from '../commands/pki/removePassphrase';
import { renewCertificate } from '../commands/pki/renew';
import { createCertificateRequest } from '../commands/pki/request';
import { signRequest } from '../commands/pki/sign';
import { secureExporter } from '../commands/secureExporter/secureExporter';
import type { GeneratorCommand } from './commandNames';
import type { Run } from './shell';

/** Each command with its title, as the manifest has it, and what it does. */
export const COMMANDS: Readonly<Record<GeneratorCommand, { readonly title: string; readonly run: Run }>> = {
  createCertificateAuthority: { title: 'Create Certificate Authority', run: createAuthority },
  issueCertificate: { title: 'Issue Certificate', run: issueCertificate },
  renewCertificate: { title: 'Renew Certificate', run: renewCertificate },
  inspectCertificate: { title: 'Inspect Certificate', run: inspectCertificate },
  createCertificateRequest: { title: 'Create Certificate Request', run: createCertificateRequest },
  signRequest: { title: 'Sign Request', run: signRequest },
  exportPkcs12: { title: 'Export PKCS#12', run: exportPkcs12 },
  removePassphrase: { title: 'Remove Passphrase', run: removePassphrase },
  hashPassword: { title: 'Hash Password', run: hashPassword },
  generatePassword: { title: 'Generate Password', run: generatePassword },
  explainScrapeError: { title: 'Explain Scrape Error', run: explainScrapeError },
  secureExporter: { title: 'Secure an Exporter', run: secureExporter },
};
