import { describe, test } from 'vitest';
import type { CheckCase } from '../../support/expectFindings';
import { expectSpec } from '../../support/scrapeConfig';

const secret = '{name: s, key: k}';
const azure = (keys: string) => `azureSDConfigs: [{subscriptionID: a, ${keys}}]\n`;
const oauth = (keys: string) => azure(`tenantID: b, clientID: c, clientSecret: ${secret}, ${keys}`);
const identity = (keys: string) => azure(`authenticationMethod: ManagedIdentity, ${keys}`);

const rows: readonly CheckCase[] = [
  {
    rules: [19],
    name: 'a Secret beside an identity is not loaded',
    text: identity(`‹clientSecret›: ${secret}`),
    code: 'secret-not-loaded',
    says: /no configuration for any job.*failed to get the client secret/,
    fixed: 'azureSDConfigs: [{subscriptionID: a, authenticationMethod: ManagedIdentity}]\n',
  },
  {
    rules: [19],
    name: 'a Secret beside an identity that something else loads',
    text: `authorization: {credentials: {name: s, key: other}}\n${identity(`clientSecret: ${secret}`)}`,
  },
  {
    rules: [19],
    name: 'a ConfigMap of that name loads no Secret',
    text: `tlsConfig: {ca: {configMap: ${secret}}}\n${identity(`‹clientSecret›: ${secret}`)}`,
    code: 'secret-not-loaded',
  },
  {
    rules: [19],
    name: 'a login beside an identity',
    text: identity('‹basicAuth›: {}'),
    code: 'key-without-effect',
    severity: 'warning',
    says: 'for which it loads no Secrets',
  },
  {
    rules: [19],
    name: 'TLS beside an identity is not looked at',
    text: identity(`tlsConfig: {cert: {secret: ${secret}}, minVersion: TLS13, maxVersion: TLS12}`),
  },
  {
    rules: [8],
    name: 'TLS beside OAuth is',
    text: oauth(`tlsConfig: {‹cert›: {secret: ${secret}}}`),
    code: 'missing-key',
  },
  {
    rules: [19],
    name: 'a login and a proxy that the environment is written over',
    text: oauth(`environment: AzurePublicCloud, ‹authorization›: {credentials: ${secret}}, proxyUrl: "http://p"`),
    code: 'key-without-effect',
    severity: 'warning',
    says: 'leaves out `authorization` and `proxyUrl`',
  },
  { rules: [19], name: 'the environment alone', text: oauth('environment: AzurePublicCloud, port: 80') },
];

describe('service discoveries of Azure', () => {
  test.each(rows)('$rules $name', expectSpec);
});
