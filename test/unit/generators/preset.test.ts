import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCertificateName, readPreset } from '../../../server/src/core/generators/preset';

const whole = {
  names: ['node-1.example.net', '*.example.net', '10.0.0.5', '2001:db8::5'],
  purpose: 'server',
  job: 'node',
  hosts: ['node-1.example.net', '10.0.0.5'],
  port: 9100,
  uri: 'file:///work/prometheus.yml',
  out: 'tls/node',
  file: 'server',
};

describe('the preset of a generator, as it comes with a command', () => {
  test('is taken as it is where all of it can be an answer', () => {
    expect(readPreset(whole)).toEqual(whole);
  });

  test.each([[undefined], [null], ['node'], [42], [[]], [{}], [{ other: 'x' }]])('is empty for %j', (value) => {
    expect(readPreset(value)).toEqual({});
  });

  test.each<[string, object, object]>([
    ['names', { names: ['a b', 'node', 'node', 5, '*', '$(id)'] }, { names: ['node'] }],
    ['names that are none', { names: 'node' }, {}],
    ['a purpose', { purpose: 'both' }, {}],
    ['a job', { job: 'node; rm -rf' }, {}],
    ['hosts', { hosts: ['-x', '*.example.net', 'node:9100'] }, {}],
    ['a port', { port: 70000 }, {}],
    ['a port as text', { port: '9100' }, {}],
    ['an address', { uri: '/work/prometheus.yml' }, {}],
    ['a folder outside', { out: '../pki' }, {}],
    ['an absolute folder', { out: '/etc/prometheus' }, {}],
    ['this folder', { out: '.' }, { out: '.' }],
    ['a file elsewhere', { file: '../server' }, {}],
    ['what every object has', Object.create({ job: 'node' }) as object, {}],
  ])('leaves out of %s what no generator takes', (_name, value, expected) => {
    expect(readPreset(value)).toEqual(expected);
  });

  test('is read from anything, and reading it again changes nothing', () => {
    const field = fc.oneof(fc.anything(), fc.array(fc.string()), fc.constantFrom(...Object.values(whole)));
    const keys = Object.keys(whole);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...keys), field)), (value) => {
        const preset = readPreset(value);
        expect(readPreset(preset)).toEqual(preset);
        expect((preset.names ?? []).every(isCertificateName)).toBe(true);
      }),
    );
  });
});
