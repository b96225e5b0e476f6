import { defineChecks } from '../../../findings/check';
import type { Fix } from '../../../findings/finding';
import { replaceFix, spanOf } from '../../../schema/report';
import { isGiven, listAt, type StructValue, textAt } from '../../../schema/value';
import { additionTo, addKeysFix } from '../../fixes';
import { keySpan, valueSpan } from '../../walk';
import type { WebConfigCheck } from '../context';
import { hasClientCa, isTlsOn } from '../tlsFact';

export const infos = defineChecks({
  caWithoutPolicy: {
    code: 'client-ca-without-policy',
    severity: 'error',
    source: 'web-config',
    rules: [19],
    tag: 'LOAD',
    summary: 'A client CA is given, and clients are not asked for a certificate.',
    program: "client CA's have been configured without a Client Auth Policy",
  },
  caMissing: {
    code: 'client-ca-missing',
    severity: 'error',
    category: 'security',
    source: 'web-config',
    rules: [20],
    tag: 'SILENT',
    summary: 'Client certificates are verified without a client CA: any public authority will do.',
  },
  notVerified: {
    code: 'client-cert-not-required',
    severity: 'warning',
    category: 'security',
    source: 'web-config',
    rules: [21],
    tag: 'SILENT',
    summary: 'Client certificates are asked for and not verified: any self-signed one enters.',
  },
  sansIgnored: {
    code: 'allowed-sans-ignored',
    severity: 'warning',
    source: 'web-config',
    rules: [22],
    tag: 'SILENT',
    summary: '`client_allowed_sans` without client certificates: everybody enters.',
  },
  sansWithoutCertificate: {
    code: 'allowed-sans-without-certificate',
    severity: 'warning',
    source: 'web-config',
    rules: [22],
    tag: 'SILENT',
    summary: '`client_allowed_sans` while certificates are optional: a client without one ends in a panic.',
  },
  sansEmpty: {
    code: 'allowed-sans-empty',
    severity: 'warning',
    source: 'web-config',
    rules: [22],
    tag: 'SILENT',
    summary: 'An empty list of `client_allowed_sans` refuses every client.',
  },
  sanWildcard: {
    code: 'allowed-sans-wildcard',
    severity: 'warning',
    source: 'web-config',
    rules: [22],
    tag: 'SILENT',
    summary: 'A name with a wildcard in `client_allowed_sans`: names are compared as they are.',
  },
});

const STRICT = 'RequireAndVerifyClientCert';
const UNVERIFIED = ['RequestClientCert', 'RequireAnyClientCert', 'RequireClientCert'];

/** `client_auth_type`, `NoClientCert` where it is not given; undefined where it cannot be read. */
function policyOf(tls: StructValue): string | undefined {
  const entry = tls.entries.get('client_auth_type');
  if (entry === undefined) return tls.meant.has('client_auth_type') ? undefined : 'NoClientCert';
  if (entry.value === undefined) return undefined;
  return textAt(tls, 'client_auth_type') || 'NoClientCert';
}

function strictFix(tls: StructValue, preferred: boolean) {
  const value = tls.entries.get('client_auth_type')?.value;
  if (value?.kind === 'scalar') return [replaceFix(`Change to \`${STRICT}\``, spanOf(value.node), STRICT, preferred)];
  if (tls.entries.has('client_auth_type')) return [];
  return addKeysFix(tls, [`client_auth_type: ${STRICT}`], `Add \`client_auth_type: ${STRICT}\``, preferred);
}

/** The strict policy; it needs the CA of the clients, which only somebody else can know. */
function verifiedFix(tls: StructValue): Fix[] {
  const strict = strictFix(tls, true);
  if (hasClientCa(tls)) return strict.map((fix) => ({ ...fix, safe: true }));
  const addition = tls.entries.has('client_ca_file') ? undefined : additionTo(tls, ['client_ca_file: ca.crt']);
  if (addition === undefined) return [];
  return strict.map(({ changes }) => ({
    title: `Change to \`${STRICT}\` with a \`client_ca_file\``,
    preferred: false,
    changes: [...changes, addition],
  }));
}

const authority: WebConfigCheck = (tls, _place, { report, incomplete }) => {
  const policy = policyOf(tls);
  if (policy === 'NoClientCert' && hasClientCa(tls) && !incomplete) {
    const key = tls.entries.has('client_ca_file') ? 'client_ca_file' : 'client_ca';
    const text = `A client CA is of use only when clients are asked for a certificate. Set \`client_auth_type: ${STRICT}\`.`;
    report(infos.caWithoutPolicy, keySpan(tls, key), text, { fixes: strictFix(tls, true) });
  }
  const verifies = policy === STRICT || policy === 'VerifyClientCertIfGiven';
  const isMeant = tls.meant.has('client_ca') || tls.meant.has('client_ca_file');
  if (verifies && !hasClientCa(tls) && !isMeant && !incomplete) {
    const text =
      'Without a client CA, every certificate that any public authority has issued is let in. Add `client_ca_file` with the CA of your own clients.';
    const fixes = tls.entries.has('client_ca_file')
      ? []
      : addKeysFix(tls, ['client_ca_file: ca.crt'], 'Add `client_ca_file`');
    report(infos.caMissing, valueSpan(tls, 'client_auth_type'), text, { fixes });
  }
  if (policy !== undefined && UNVERIFIED.includes(policy)) {
    const text = `Client certificates are not verified, so any self-signed one is let in. Use \`${STRICT}\`.`;
    report(infos.notVerified, valueSpan(tls, 'client_auth_type'), text, { fixes: verifiedFix(tls) });
  }
};

const allowedSans: WebConfigCheck = (tls, _place, { report }) => {
  if (!isGiven(tls, 'client_allowed_sans') || !isTlsOn(tls)) return;
  const at = keySpan(tls, 'client_allowed_sans');
  const policy = policyOf(tls);
  const sans = tls.entries.get('client_allowed_sans')?.value;
  if (policy === 'NoClientCert' && !hasClientCa(tls)) {
    const text = `Clients are not asked for a certificate, so these names are not looked at and everybody enters. Set \`client_auth_type: ${STRICT}\` and \`client_ca_file\`.`;
    report(infos.sansIgnored, at, text);
  } else if (sans?.kind === 'list' && sans.items.length === 0) {
    report(infos.sansEmpty, at, 'An empty list refuses every client. Name the clients, or remove the key.');
  } else if (policy === 'VerifyClientCertIfGiven') {
    const text = `A client that brings no certificate makes this check panic, and its connection is closed. Use \`client_auth_type: ${STRICT}\`.`;
    report(infos.sansWithoutCertificate, at, text, { fixes: hasClientCa(tls) ? strictFix(tls, true) : [] });
  }
  for (const san of listAt(tls, 'client_allowed_sans')) {
    if (san?.kind !== 'scalar' || !String(san.value).includes('*')) continue;
    report(
      infos.sanWildcard,
      spanOf(san.node),
      'Names are compared letter by letter, wildcards match nothing. Write the whole name.',
    );
  }
};

export const checks: readonly WebConfigCheck[] = [authority, allowedSans];
