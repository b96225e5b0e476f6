import { debianOf } from '../exporter/service';
import type { Machine } from '../machine';
import { neededLeaves } from '../neededLeaves';
import type { SetUp } from '../setUp';
import { shell } from './shell';

/** What has to be done from time to time. */
export function upkeepSection(setUp: SetUp, machines: readonly Machine[]): string {
  const isInCluster = setUp.prometheus.kubernetes !== undefined;
  return [
    '## Upkeep',
    ...renewing(setUp, machines),
    ...updating(setUp, machines),
    `**Another machine**: run the same command with one more \`--host\`, and with \`--replace\`. Keys, passwords and certificates stay as they are; this README and what lists the machines are written anew. Then copy and deploy the new folder, and ${isInCluster ? 'apply the files for the cluster' : 'that of Prometheus'}.`,
    `**Taking it back**: \`sudo ./rollback.sh\` in the folder of a machine, copied there as before, takes away what \`deploy.sh\` put there.${setUp.prometheus.config === 'extended' ? ` Take the job \`${setUp.prometheus.job}\` out of prometheus.yml first: Prometheus refuses a job whose files are gone.` : ''}`,
  ].join('\n\n');
}

function renewing(setUp: SetUp, machines: readonly Machine[]): readonly string[] {
  const leaves = neededLeaves(setUp);
  const there = new Set(
    machines.flatMap(({ folder, parts }) => parts.flatMap(({ files }) => files.map(({ path }) => `${folder}/${path}`))),
  );
  const issued = leaves.filter(({ certificate }) => there.has(certificate));
  if (leaves.length === 0) return [];
  // What the section on certificates says is all there is to it.
  if (setUp.certificates === 'files') return [];
  if (setUp.certificates === 'request') {
    return [
      '**Renewing**: have the same requests signed again before the certificates run out, put the new certificates where the old ones were put, and run the same command again, with `--replace`. Then copy and run `deploy.sh` as before.',
    ];
  }
  const cluster =
    setUp.prometheus.kubernetes === undefined || !setUp.asks.certificate
      ? ''
      : ' The certificate of Prometheus is in `kubernetes/secret.yml`: remove that file here and run the same command again, with `--replace`, for new credentials. Then deploy both sides.';
  if (issued.length === 0) return cluster === '' ? [] : [`**Renewing**:${cluster}`];
  return [
    `**Renewing**, before the certificates run out (after 397 days, if nothing else was said; \`scrapeguard pki inspect FILE\` tells). Names and key stay. Then copy and run \`deploy.sh\` as before.${cluster}`,
    shell(...issued.map(({ certificate }) => `scrapeguard pki renew ${certificate}`)),
    '**A new authority**, before this one ends (`scrapeguard pki inspect pki/ca.crt`) or when its key was stolen: run the same command with another `--out`, and deploy that set. Until both sides have it, scrapes fail.',
  ];
}

function updating(setUp: SetUp, machines: readonly Machine[]): readonly string[] {
  const { form, exporter, places } = setUp;
  const packages = [...new Set(machines.flatMap(({ parts }) => parts.flatMap((part) => part.packages)))].sort();
  const debian =
    packages.length === 0
      ? []
      : [shell('sudo apt-get update', `sudo apt-get install --only-upgrade ${packages.join(' ')}`)];
  const own =
    debianOf(setUp) !== undefined
      ? ''
      : form === 'compose'
        ? ` The image of \`${exporter.program}\` is pinned: run the same command with a newer \`--exporter-version\` and \`--replace\`, then \`deploy.sh\`; scan it now and then, for example with \`trivy image\` and the name that \`docker compose --file ${places.exporter}/compose.yml config --images\` prints.`
        : exporter.release === undefined
          ? ` \`${exporter.program}\` is a program of your own: put a new one in its place and restart it.`
          : ` \`${exporter.program}\` comes from its releases: run the same command with a newer \`--exporter-version\` and \`--replace\`, then \`install.sh\` and \`deploy.sh\`.`;
  return [`**Updates**: security fixes of Debian's packages, on the machines that have them.${own}`, ...debian];
}
