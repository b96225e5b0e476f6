import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../server/src/core/text/edit';
import { findingsIn } from '../support/expectFindings';
import { client, server } from './support/confs';

/** The codes in `text` in their order. */
const codes = (text: string) => findingsIn('stunnel', text).map(({ code }) => code);

/** `text` after the first fix of the finding with `code`. */
function repaired(text: string, code: string): string {
  const finding = findingsIn('stunnel', text).find((one) => one.code === code);
  return applyChanges(text, finding?.fixes?.[0]?.changes ?? []);
}

describe('levels of verify that leave something open', () => {
  test('level 0 in a client verifies nothing', () => {
    const text = client('verify = 0');
    expect(codes(text)).toEqual(['stunnel-client-unverified', 'stunnel-verify-deprecated']);
    expect(repaired(text, 'stunnel-verify-deprecated')).toBe(client());
  });

  test('level 0 behind verifyChain takes it back', () => {
    const text = client('CAfile = ca.pem', 'verifyChain = yes', 'verify = 0');
    expect(codes(text)).toEqual(['stunnel-client-unverified', 'stunnel-verify-order']);
    expect(repaired(text, 'stunnel-verify-order')).toBe(client('CAfile = ca.pem', 'verifyChain = yes'));
  });

  test('level 0 in a server asks and does not look', () => {
    const text = server('verify = 0');
    expect(codes(text)).toEqual(['stunnel-verify-deprecated', 'client-cert-not-required']);
    expect(repaired(text, 'stunnel-verify-deprecated')).toBe(server());
  });

  test('level 1 in a server lets in who has no certificate', () => {
    const text = server('CAfile = ca.pem', 'requireCert = yes', 'verify = 1');
    expect(codes(text)).toEqual(['stunnel-verify-deprecated', 'client-cert-not-required']);
    const modern = repaired(text, 'stunnel-verify-deprecated');
    expect(modern).toBe(server('CAfile = ca.pem', 'verifyChain = yes', 'requireCert = no'));
    expect(codes(modern)).toEqual(['client-cert-not-required']);
  });

  test('level 2 in a client leaves open whose certificate it is', () => {
    const text = client('CAfile = ca.pem', 'verify = 2');
    expect(codes(text)).toEqual(['stunnel-no-subject-check', 'stunnel-verify-deprecated']);
    expect(codes(repaired(text, 'stunnel-no-subject-check'))).toEqual(['stunnel-verify-deprecated']);
    expect(codes(repaired(text, 'stunnel-verify-deprecated'))).toEqual(['stunnel-no-subject-check']);
  });
});
