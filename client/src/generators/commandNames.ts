/** The commands of the generators, as the manifest has them. `scrapeguard.hashPassword` is an act too: see ../acts.ts. */
export const GENERATOR_COMMANDS = [
  'createCertificateAuthority',
  'issueCertificate',
  'renewCertificate',
  'inspectCertificate',
  'createCertificateRequest',
  'signRequest',
  'exportPkcs12',
  'removePassphrase',
  'generatePassword',
  'explainScrapeError',
  'secureExporter',
] as const;

/** A command by its name without `scrapeguard.` in front. */
export type GeneratorCommand = (typeof GENERATOR_COMMANDS)[number] | 'hashPassword';
