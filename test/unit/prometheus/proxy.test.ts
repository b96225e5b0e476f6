import { describe, test } from 'vitest';
import { type CheckCase, expectCase } from '../support/expectFindings';
import { job } from '../support/job';

const CASES: readonly CheckCase[] = [
  {
    rules: [64],
    name: 'headers for no proxy',
    code: 'conflicting-keys',
    text: job('‹proxy_connect_header›: {A: [b]}'),
    says: 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured',
  },
  {
    rules: [64],
    name: 'an empty proxy is none for them',
    code: 'conflicting-keys',
    text: job("‹proxy_connect_header›: {A: [b]}\nproxy_url: ''"),
  },
  {
    rules: [64],
    name: 'headers for no proxy in 2.42',
    version: '2.42',
    code: 'conflicting-keys',
    text: job('‹proxy_connect_header›: {A: [b]}'),
    says: 'if proxy_connect_header is configured proxy_url must also be configured',
  },
  {
    rules: [64, 67],
    name: 'one proxy that is missing is one mistake',
    code: 'conflicting-keys',
    text: job('no_proxy: n\n‹proxy_connect_header›: {A: [b]}'),
  },
  { rules: [64], name: 'no headers', text: job('proxy_connect_header: {}') },
  { rules: [64], name: 'headers for a proxy', text: job('proxy_connect_header: {A: [b]}\nproxy_url: http://p') },
  {
    rules: [64],
    name: 'headers for the proxy of the environment',
    text: job('proxy_connect_header: {A: [b]}\nproxy_from_environment: true'),
  },
  {
    rules: [65],
    name: 'the proxy of the environment and another',
    code: 'conflicting-keys',
    text: job('proxy_url: http://p\n‹proxy_from_environment›: true'),
    says: 'if proxy_from_environment is configured, proxy_url must not be configured',
    fixed: job('proxy_url: http://p'),
  },
  {
    rules: [66],
    name: 'the proxy of the environment and exceptions',
    code: 'conflicting-keys',
    text: job('proxy_from_environment: true\n‹no_proxy›: n'),
    says: 'if proxy_from_environment is configured, no_proxy must not be configured',
    fixed: job('proxy_from_environment: true'),
  },
  {
    rules: [65, 66],
    name: 'both are one mistake',
    code: 'conflicting-keys',
    text: job('proxy_from_environment: true\nproxy_url: http://p\n‹no_proxy›: n'),
    says: 'proxy_url must not be configured',
  },
  { rules: [65], name: 'an empty proxy', text: job("proxy_from_environment: true\nproxy_url: ''") },
  {
    rules: [67],
    name: 'exceptions from no proxy',
    code: 'conflicting-keys',
    text: job('‹no_proxy›: n\nproxy_from_environment: false'),
    says: 'if no_proxy is configured, proxy_url must also be configured',
  },
  { rules: [67], name: 'a null is no proxy', code: 'conflicting-keys', text: job('‹no_proxy›: n\nproxy_url:') },
  { rules: [67], name: 'an empty proxy is a given one', text: job("no_proxy: n\nproxy_url: ''") },
  {
    rules: [67],
    name: 'before 2.43 the key is unknown, and that is all there is to say',
    version: '2.42',
    code: 'newer-version-needed',
    text: job('‹no_proxy›: n'),
  },
];

describe('the proxy of an HTTP client', () => {
  test.each(CASES)('rule $rules: $name', (row) => expectCase('prometheus', row));
});
