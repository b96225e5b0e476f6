import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';

/** The set-up of `answers`, on one machine with two names where nothing else is said. */
export function setUpOf(answers: Answers): SetUp {
  const tailnet = ['web-1,100.101.102.103'];
  const hosts = answers.profile?.[0] === 'tailnet' ? tailnet : ['web-1.example.com,203.0.113.7'];
  const read = readAnswers({ hosts, ...answers });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.setUp;
}

const COMBINED: Readonly<Record<string, Answers>> = {
  mtls: { profile: ['mtls'] },
  'mtls, unchanged interface': { profile: ['mtls'], web: ['unchanged'] },
  'mtls, compose, several hosts': { profile: ['mtls'], form: ['compose'], hosts: ['a.example.com', '2001:db8::7'] },
  'mtls, requests': { profile: ['mtls'], certificates: ['request'], form: ['debian'] },
  'basic-auth': { profile: ['basic-auth'] },
  'basic-auth, ACME, password for the interface': {
    profile: ['basic-auth'],
    certificates: ['acme'],
    web: ['password'],
  },
  'mtls+basic-auth': { profile: ['mtls+basic-auth'], form: ['debian'], listenAddress: ['10.0.0.5'] },
  'mtls+basic-auth, certificate for the interface': { profile: ['mtls+basic-auth'], web: ['certificate'] },
  stunnel: { profile: ['stunnel'] },
  'stunnel, compose, unknown exporter': { profile: ['stunnel'], exporter: ['custom'], program: ['my_exporter'] },
  tailnet: { profile: ['tailnet'] },
  'tailnet, name only': { profile: ['tailnet'], hosts: ['web-1'], firewall: ['nftables'], web: ['password'] },
  'reverse-proxy': { profile: ['reverse-proxy'] },
  'reverse-proxy, both': { profile: ['reverse-proxy'], auth: ['both'], form: ['compose'] },
  'reverse-proxy, ACME': { profile: ['reverse-proxy'], certificates: ['acme'] },
  'kubernetes, ScrapeConfig': { profile: ['kubernetes'] },
  'kubernetes, Helm, both': { profile: ['kubernetes'], kubernetesForm: ['helm-values'], auth: ['both'] },
  'kubernetes, password': { profile: ['kubernetes'], auth: ['password'] },
};

const FIREWALLS: Readonly<Record<string, Answers>> = Object.fromEntries(
  ['ufw', 'iptables', 'nftables'].map((tool) => [
    `basic-auth behind ${tool}`,
    { profile: ['basic-auth'], firewall: [tool], scrapers: ['203.0.113.9', '2001:db8::9'] },
  ]),
);

/** Set-ups of every profile and form, by what is special about them. */
export const SET_UPS: readonly { readonly what: string; readonly setUp: SetUp }[] = Object.entries({
  ...COMBINED,
  ...FIREWALLS,
}).map(([what, answers]) => ({ what, setUp: setUpOf(answers) }));
