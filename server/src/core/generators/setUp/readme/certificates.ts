import type { Credentials } from '../credentials';
import { serviceUser } from '../exporter/service';
import { type NeededLeaf, neededLeaves } from '../neededLeaves';
import { proxyFolder } from '../network/nginx';
import type { SetUp } from '../setUp';
import { shell } from './shell';

/** Where certificates come from, as far as something is left to do or to know. */
export function certificateSection(setUp: SetUp, credentials: Credentials): string {
  const leaves = neededLeaves(setUp);
  const parts = [
    ...(setUp.certificates === 'request' ? requests(leaves, credentials) : []),
    ...(setUp.certificates === 'acme' && setUp.profile !== 'tailnet' ? acme(setUp) : []),
    ...(setUp.certificates === 'files' && leaves.length > 0 ? [GIVEN] : []),
    ...(['issued', 'acme'].includes(setUp.certificates) && leaves.length > 0 ? [AUTHORITY] : []),
  ];
  return parts.length === 0 ? '' : ['## Certificates', ...parts].join('\n\n');
}

const AUTHORITY = `The certificate authority of this set is in \`pki/\`. Whoever has its key and its passphrase can let anybody in. For
production it is better kept on a machine that does nothing else: make it there with \`scrapeguard pki ca\`, answer
\`--certificates request\` here, and sign the requests there.`;

const GIVEN = `The certificates were there already and were copied into this set: when they are renewed, run the same command as
before again with the new files and \`--replace\`, then copy and run \`deploy.sh\`. A new key is another secret in the
place of one that is there: move the old one away first.`;

function requests(leaves: readonly NeededLeaf[], credentials: Credentials): readonly string[] {
  const open = leaves.filter((leaf) => leafOf(leaf, credentials)?.request !== undefined);
  if (open.length === 0) return ['All certificates were signed by your authority.'];
  return [
    'These certificates have to be signed by your authority first. Until then the machines lack them, and the programs do not start.',
    [
      '| request | for | signed certificate, to be put at |',
      '| --- | --- | --- |',
      ...open.map(({ request, names, purpose, signed }) => {
        return `| \`${request}\` | ${purpose} ${names.map((name) => `\`${name}\``).join(', ')} | \`${signed}\` |`;
      }),
    ].join('\n'),
    'With an authority made by ScrapeGuard, on its machine:',
    shell(
      ...open.map(({ request }) => `scrapeguard pki sign ${request.replace(/^.*\//, '')} --ca FOLDER_OF_THE_AUTHORITY`),
    ),
    'Another one has to leave the names and the key usage as they are, and set the extended key usage: a certificate for everything would let each exporter scrape all others. Put intermediates behind the certificate, and the certificate of the authority itself at `pki/ca.crt`. Then run the same command as before again, with `--replace`: it takes them to their places in this set.',
  ];
}

function leafOf(leaf: NeededLeaf, { servers, client, prometheus }: Credentials) {
  switch (leaf.for) {
    case 'server':
      return servers[leaf.target];
    case 'client':
      return client;
    case 'prometheus':
      return prometheus;
    case 'browser':
      return undefined;
  }
}

/** ACME by webroot, with a hook that brings each new certificate to its place. */
function acme(setUp: SetUp): readonly string[] {
  const { profile, exporter, targets, places } = setUp;
  const isProxy = profile === 'reverse-proxy';
  const { group } = serviceUser(setUp);
  const folder = isProxy ? proxyFolder(setUp) : places.exporter;
  const key = isProxy ? '-o root -g root -m 0400' : `-o root -g ${group} -m 0440`;
  const hook = `/etc/letsencrypt/renewal-hooks/deploy/${exporter.program}`;
  return [
    'The certificates of the exporters come from an ACME service. On each machine, after `install.sh` and before `deploy.sh`, let something serve `/var/www/html` on port 80 (nginx does) and create this file with mode 0755. It brings each new certificate to its place, where nobody else can read the key:',
    `\`${hook}\`:`,
    shell(
      '#!/bin/sh',
      'set -eu',
      `install -d -o root -g root -m 0755 ${folder}`,
      `install -o root -g ${isProxy ? 'root' : group} -m 0644 "$RENEWED_LINEAGE/fullchain.pem" ${folder}/server.crt`,
      `install ${key} "$RENEWED_LINEAGE/privkey.pem" ${folder}/server.key`,
      ...(isProxy ? ['if systemctl is-active --quiet nginx; then systemctl reload nginx; fi'] : []),
    ),
    'Then fetch the first one; later ones come by themselves. The last line tries that, and runs no hook:',
    shell(
      'sudo apt-get install certbot',
      ...targets.map(({ names }) => {
        const domains = names.filter((name) => /[a-z]/i.test(name) && !name.includes(':'));
        // Only `renew` looks into the folder of hooks, and it does not run one twice (certbot, hooks.py).
        return `sudo certbot certonly --webroot -w /var/www/html ${domains.map((name) => `-d ${name}`).join(' ')} --deploy-hook ${hook}`;
      }),
      'sudo certbot renew --dry-run',
    ),
    isProxy
      ? 'nginx reads a new certificate when it is reloaded: the last line of the hook.'
      : 'The exporter reads a new certificate without a restart. Prometheus needs no `ca_file`: it knows the authority already.',
  ];
}
