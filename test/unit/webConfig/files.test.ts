import { expect, test } from 'vitest';
import { readPem } from '../../../server/src/core/formats/pem';
import type { CheckCase } from '../support/expectFindings';
import { block, describeFiles, FILES } from '../support/pemFiles';

const web = (lines: string) => `tls_server_config:\n  ${lines}\n`;
const WEB_CONFIG: readonly CheckCase[] = [
  { rules: [15], name: 'files that are there and fit', text: web('cert_file: chain.pem\n  key_file: key.pem') },
  {
    rules: [15],
    name: 'a certificate that is not there',
    code: 'file-not-found',
    text: web('cert_file: ‹gone.pem›\n  key_file: key.pem'),
  },
  {
    rules: [15],
    name: 'a key with a passphrase in the old form',
    code: 'unusable-pem-file',
    text: web('cert_file: ca.pem\n  key_file: ‹old.pem›'),
  },
  {
    rules: [17],
    name: 'a client CA without certificate is taken, and every client refused',
    code: 'client-ca-without-certificate',
    severity: 'warning',
    text: web(
      'cert_file: ca.pem\n  key_file: key.pem\n  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ‹text.txt›',
    ),
  },
  {
    rules: [15],
    name: 'none of the files is there',
    code: 'file-not-found',
    severity: 'warning',
    text: web('cert_file: ‹gone.pem›\n  key_file: ‹gone.yml›'),
  },
  {
    rules: [16],
    name: 'a client CA that is not there',
    code: 'file-not-found',
    text: web(
      'cert_file: ca.pem\n  key_file: key.pem\n  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ‹gone.pem›',
    ),
  },
];

describeFiles('web-config', WEB_CONFIG);

test('PEM is what Go reads as PEM', () => {
  expect(readPem(FILES['chain.pem']!)).toEqual({ certificates: 2, privateKey: 'none' });
  expect(readPem(FILES['old.pem']!)).toEqual({ certificates: 0, privateKey: 'encrypted' });
  expect(readPem(block('EC PRIVATE KEY'))).toEqual({ certificates: 0, privateKey: 'plain' });
  expect(readPem('-----BEGIN CERTIFICATE-----\nAAAA\n')).toEqual({ certificates: 0, privateKey: 'none' });
});
