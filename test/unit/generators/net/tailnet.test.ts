import { expect, test } from 'vitest';
import { tailnetPolicy } from '../../../../server/src/core/generators/setUp/network/tailnet';
import { setUpOf } from './net';

const policy = tailnetPolicy(setUpOf({ profile: ['tailnet'] }));

test('the policy of a tailnet lets Prometheus in at the port, and nobody else', () => {
  expect(JSON.parse(policy.replace(/^\s*\/\/.*$/gm, ''))).toEqual({
    tagOwners: { 'tag:prometheus': ['autogroup:admin'], 'tag:exporter': ['autogroup:admin'] },
    grants: [{ src: ['tag:prometheus'], dst: ['tag:exporter'], ip: ['tcp:9100'] }],
    tests: [
      { src: 'tag:prometheus', accept: ['tag:exporter:9100'] },
      { src: 'tag:exporter', deny: ['tag:exporter:9100'] },
    ],
  });
});

test('it says why the firewall of the host cannot, and what else has to go', () => {
  expect(policy).toContain('tailscaled puts a chain of its own before the rules of a host');
  expect(policy).toContain('src "*", dst "*", ip "*"');
});
