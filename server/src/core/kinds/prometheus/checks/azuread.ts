import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import { isGiven, isSet, textAt } from '../../../schema/value';
import { release } from '../../../schema/version';
import { valueSpan } from '../../walk';
import type { PrometheusCheck } from '../context';
import { keysOf, reportConflict } from './keys';

export const infos = defineChecks({
  noIdentity: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [155],
    tag: 'LOAD',
    summary: '`azuread` names no identity.',
    program:
      'must provide an Azure Managed Identity, Azure Workload Identity, Azure OAuth, Azure Certificate or Azure SDK in the Azure AD config',
  },
  identities: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'prometheus',
    rules: [155],
    tag: 'LOAD',
    summary: '`azuread` names more than one identity.',
    program: 'cannot provide multiple authentication methods in the Azure AD config',
  },
  invalidId: {
    code: 'invalid-value',
    severity: 'error',
    source: 'prometheus',
    rules: [156],
    tag: 'LOAD',
    summary: 'An id of `azuread` is no UUID.',
    program: 'the provided %s is invalid',
  },
  noClientId: {
    code: 'missing-key',
    severity: 'error',
    source: 'prometheus',
    rules: [156],
    tag: 'LOAD',
    summary: 'Up to Prometheus 3.4, a managed identity needs a `client_id`.',
    program: 'must provide an Azure Managed Identity client_id in the Azure AD config',
  },
});

const IDENTITIES = ['managed_identity', 'workload_identity', 'oauth', 'sdk', 'certificate'];
const ONE_TEXT_SINCE = release('3.7');
const SYSTEM_ASSIGNED_SINCE = release('3.5');

const identity: PrometheusCheck = (value, _place, context) => {
  const { version, incomplete, report } = context;
  const given = keysOf(value, IDENTITIES, version, isGiven);
  const isMisspelled = IDENTITIES.some((key) => value.meant.has(key));
  // A key of a newer version has been reported already.
  const isNewer = IDENTITIES.some((key) => isGiven(value, key));
  if (given.length === 0 && !isNewer && !isMisspelled && !incomplete) {
    const text = 'No identity is given. Add `managed_identity`, `oauth` or `sdk`.';
    const program = version < ONE_TEXT_SINCE ? {} : { program: infos.noIdentity.program ?? '' };
    report(infos.noIdentity, spanOf(value.node), text, program);
  }
  reportConflict(infos.identities, given, 'Keep one of them.', context);
};

/** The forms that github.com/google/uuid reads: plain, in braces, as a URN, and without hyphens. */
const UUID =
  /^(?:(?:urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}|[0-9a-f]{32})$/i;

/** The tenants of `oauth`, `sdk` and `certificate` are not looked at (spec rule 156). */
function uuids(title: string, keys: readonly string[]): PrometheusCheck {
  return (value, _place, { report }) => {
    for (const key of keys) {
      const text = textAt(value, key);
      if (!text || UUID.test(text)) continue;
      const message = `\`${key}\` is a UUID such as \`00000000-0000-0000-0000-000000000000\`. Copy it from the Azure portal.`;
      const program = `the provided ${title} ${key} is invalid`;
      report(infos.invalidId, valueSpan(value, key), message, { program });
    }
  };
}

const systemAssigned: PrometheusCheck = (value, _place, { version, incomplete, report }) => {
  if (version >= SYSTEM_ASSIGNED_SINCE || incomplete || isSet(value, 'client_id')) return;
  const text = 'This version knows no system-assigned identity. Add the `client_id` of a user-assigned one.';
  report(infos.noClientId, value.entries.has('client_id') ? valueSpan(value, 'client_id') : spanOf(value.node), text);
};

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {
  azuread: [identity],
  azuread_managed_identity: [uuids('Azure Managed Identity', ['client_id']), systemAssigned],
  azuread_workload_identity: [uuids('Azure Workload Identity', ['client_id', 'tenant_id'])],
  azuread_oauth: [uuids('Azure OAuth', ['client_id'])],
  azuread_certificate: [uuids('Azure Certificate', ['client_id'])],
};
