import { defineChecks } from '../../../findings/check';
import { parseGoUrl } from '../../../formats/url';
import { booleanAt, isGiven, isSet, mapAt, type StructValue } from '../../../schema/value';
import { removeKeysFix } from '../../fixes';
import { isMissing } from '../../prometheus/checks/keys';
import { keySpan, valueSpan } from '../../walk';
import { acceptedText } from './acceptedText';
import { isPassedOver, loadsNoSecrets, type ObjectCheck, type ObjectCheckContext, refuse, wordsAbout } from './context';

export const infos = defineChecks({
  headerWithoutProxy: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: '`proxyConnectHeader` stands without a proxy.',
    program: 'if proxyConnectHeader is configured, proxyUrl or proxyFromEnvironment must also be configured',
  },
  environmentAndUrl: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: '`proxyFromEnvironment` and `proxyUrl` are both given.',
    program: 'if proxyFromEnvironment is configured, proxyUrl must not be configured',
  },
  environmentAndNoProxy: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: '`proxyFromEnvironment` and `noProxy` are both given.',
    program: 'if proxyFromEnvironment is configured, noProxy must not be configured',
  },
  noProxyAlone: {
    code: 'conflicting-keys',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: '`noProxy` stands without `proxyUrl`.',
    program: 'if noProxy is configured, proxyUrl must also be configured',
  },
  emptyHeader: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: 'A header of `proxyConnectHeader` has no values.',
    program: 'proxyConnetHeader[%s]: selector must not be empty',
  },
  url: {
    code: 'invalid-value',
    severity: 'error',
    source: 'scrape-config',
    rules: [11],
    tag: 'OPER',
    summary: '`proxyUrl` is no URL as Go reads them.',
    program: '%s',
  },
});

/** The operator's own checks of the keys of a proxy, the first that fails (scrapeconfig-rules.md 11). */
export const proxy: ObjectCheck = (value, place, context) => {
  // Beside `environment`, the operator forgets the proxy of an Azure discovery, and with an identity all of `oauth2`.
  if (isPassedOver(place) || (loadsNoSecrets(value) && isGiven(value, 'environment'))) return;
  checkAddress(value, context);
  const fromEnvironment = booleanAt(value, 'proxyFromEnvironment');
  const hasUrl = !isMissing(value, 'proxyUrl', context);
  const conflict = (info: typeof infos.environmentAndUrl, key: string) => {
    const text = `\`proxyFromEnvironment\` takes everything from the environment, and \`${key}\` cannot stand beside it. Remove one of the two.`;
    const fixes = [...removeKeysFix(value, [key]), ...removeKeysFix(value, ['proxyFromEnvironment'])];
    refuse(context, info, keySpan(value, key), text, { fixes });
  };
  if (isSet(value, 'proxyConnectHeader') && !fromEnvironment && !hasUrl && isOff(value)) {
    const text = '`proxyConnectHeader` is for a proxy, and there is none. Add `proxyUrl`, or remove the key.';
    refuse(context, infos.headerWithoutProxy, keySpan(value, 'proxyConnectHeader'), text);
  } else if (fromEnvironment && isSet(value, 'proxyUrl')) conflict(infos.environmentAndUrl, 'proxyUrl');
  else if (fromEnvironment && isSet(value, 'noProxy')) conflict(infos.environmentAndNoProxy, 'noProxy');
  else if (isSet(value, 'noProxy') && !hasUrl) {
    const text = '`noProxy` is for a proxy, and there is none. Add `proxyUrl`, or remove the key.';
    refuse(context, infos.noProxyAlone, keySpan(value, 'noProxy'), text);
  }
  if (!loadsNoSecrets(value)) checkHeaders(value, context);
};

/** Whether `proxyFromEnvironment` is off, and not just unreadable. */
function isOff(value: StructValue): boolean {
  const entry = value.entries.get('proxyFromEnvironment');
  return (entry === undefined || entry.value !== undefined) && !value.meant.has('proxyFromEnvironment');
}

function checkHeaders(value: StructValue, context: ObjectCheckContext): void {
  const headers = mapAt(value, 'proxyConnectHeader');
  for (const [name, entry] of headers?.entries ?? []) {
    if (entry.value?.kind !== 'list' || entry.value.items.length > 0) continue;
    const program = `proxyConnetHeader[${name}]: selector must not be empty`;
    refuse(context, infos.emptyHeader, entry.keyNode, 'This header has no value. Add one, or remove it.', { program });
  }
}

function checkAddress(value: StructValue, context: ObjectCheckContext): void {
  const text = acceptedText(value, 'proxyUrl') ?? '';
  const parsed = parseGoUrl(text);
  if ('url' in parsed) return;
  const at = valueSpan(value, 'proxyUrl');
  refuse(context, infos.url, at, 'This is no URL as Go reads them. Correct it.', wordsAbout(text, parsed.error));
}

/** The definitions of `schema` whose mappings have the keys of a proxy get the check. */
export function proxyChecks(definitions: readonly string[]): Readonly<Record<string, readonly ObjectCheck[]>> {
  return Object.fromEntries(definitions.map((name) => [name, [proxy]]));
}
