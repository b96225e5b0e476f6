import { beforeAll, describe, expect, test } from 'vitest';
import { type CorpusCase, corpusCases, hasCorpus, type PlacedFinding, prepareCorpus } from './support/corpus';

/** The ids of the catalogue for those of the corpus, where they differ (security-rules.md, the same thing under two names). */
const IDS: Readonly<Record<string, string>> = {
  'client-no-verification': 'stunnel-client-unverified',
  'ca-without-verify': 'stunnel-client-unverified',
  'verifychain-without-subject-check': 'stunnel-no-subject-check',
  'verify-obsolete': 'stunnel-verify-deprecated',
  'sslversion-deprecated': 'stunnel-verify-deprecated',
  'options-no-tls-use-sslversionmin': 'stunnel-verify-deprecated',
  'requirecert-no-weakens-verify': 'client-cert-not-required',
  'verify-order-conflict': 'stunnel-verify-order',
  'accept-any-without-client-auth': 'bind-all-interfaces',
  'plaintext-to-remote': 'stunnel-plaintext-backend',
  'old-tls-version': 'tls-min-version',
  'options-all': 'stunnel-options',
  'unsafe-legacy-renegotiation': 'stunnel-renegotiation',
  'secret-world-readable': 'key-file-mode',
  'expired-certificate': 'certificate-expired',
};

/** What is found besides what the manifest names, which says that its lists are not complete. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  'good/crl-file.conf': ['listener-any-client-of-ca'],
  'good/empty-section-value-spaces-in-key.conf': ['ident'],
  'good/ocsp-with-verifychain.conf': ['ocsp-soft-fail'],
  'good/negative-timeout.conf': ['session-cache-unlimited'],
  'good/verify-legacy-level3.conf': ['verifypeer-with-ca-only'],
};

const cases = corpusCases().filter(({ isGood }) => isGood);

describe.skipIf(!hasCorpus)('what stunnel accepts and should not be written [needs ../shared]', () => {
  let findingsOf: (one: CorpusCase) => readonly PlacedFinding[];
  beforeAll(() => {
    const corpus = prepareCorpus();
    findingsOf = corpus.findingsOf;
    return corpus.remove;
  }, 60_000);

  test.each(cases)('in $name: $lint', (one) => {
    const found = findingsOf(one).map(({ code }) => code);
    const expected = [...one.lint.map((id) => IDS[id] ?? id), ...(FURTHER[one.name] ?? [])];
    // Who starts stunnel, and as whom, the corpus leaves open.
    const isHostDependent = (code: string) => code === 'runs-as-root' && !one.lint.includes(code);
    expect(new Set(found.filter((code) => !isHostDependent(code)))).toEqual(new Set(expected));
  });
});
