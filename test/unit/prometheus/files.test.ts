import type { CheckCase } from '../support/expectFindings';
import { describeFiles } from '../support/pemFiles';

const job = (tls: string) => `scrape_configs:\n  - job_name: a\n    scheme: https\n    tls_config: ${tls}\n`;
const PROMETHEUS: readonly CheckCase[] = [
  {
    rules: [75],
    name: 'files that are there and fit',
    text: job('{ca_file: ca.pem, cert_file: chain.pem, key_file: key.pem}'),
  },
  {
    rules: [75],
    name: 'absolute paths and paths nobody was asked for are unknown',
    text: job('{ca_file: /etc/ca.pem, cert_file: x.pem, key_file: y.pem}'),
  },
  {
    rules: [75],
    name: 'an authority without certificate',
    code: 'unusable-pem-file',
    text: job('{ca_file: ‹text.txt›}'),
  },
  {
    rules: [75],
    name: 'a certificate file that holds a key',
    code: 'unusable-pem-file',
    text: job('{cert_file: ‹key.pem›, key_file: key.pem}'),
  },
  {
    rules: [75],
    name: 'a key file that holds a certificate',
    code: 'unusable-pem-file',
    text: job('{cert_file: ca.pem, key_file: ‹ca.pem›}'),
  },
  {
    rules: [75],
    name: 'a key with a passphrase',
    code: 'unusable-pem-file',
    says: 'passphrase',
    text: job('{cert_file: ca.pem, key_file: ‹locked.pem›}'),
  },
  {
    rules: [77],
    name: 'a certificate that is not there',
    code: 'file-not-found',
    severity: 'warning',
    text: job('{cert_file: ‹gone.pem›, key_file: key.pem}'),
  },
  {
    rules: [77],
    name: 'none of the files is there',
    code: 'file-not-found',
    severity: 'info',
    text: job('{cert_file: ‹gone.pem›, key_file: ‹gone.yml›}'),
  },
  {
    rules: [78],
    name: 'a certificate file beside an inline key is legal, though promtool complains',
    text: job('{cert_file: ca.pem, key: x}'),
  },
  {
    rules: [192],
    name: 'a rule file that is not there',
    code: 'file-not-found',
    severity: 'warning',
    text: 'rule_files: [rules.yml, ‹gone.yml›]\n',
  },
  { rules: [192], name: 'a pattern may match nothing', text: 'rule_files: [rules/*.yml]\n' },
];

describeFiles('prometheus', PROMETHEUS);
