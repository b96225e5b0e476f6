import { inUrl } from '../../names';
import { toolkitFeatures } from '../exporter/toolkit';
import { PROMETHEUS_PORT, WEB_USER, webPasswordFile } from '../prometheus/prometheusWeb';
import { jobFileNames } from '../prometheus/scrapeJob';
import type { SetUp } from '../setUp';
import { shell } from './shell';

/** Who else talks to Prometheus and is shut out once its interface is secured; empty where that is left as it was. */
export function otherClients(setUp: SetUp): string {
  const { web, names, kubernetes } = setUp.prometheus;
  if (web === 'unchanged' || kubernetes !== undefined) return '';
  const url = `https://${inUrl(names[0] ?? 'localhost')}:${PROMETHEUS_PORT}`;
  return [
    '## What else talks to Prometheus',
    `Its interface is \`${url}\` now, and nobody gets in without ${web === 'certificate' ? 'a certificate' : `user and password: \`${WEB_USER}\`, and what is in \`prometheus/${webPasswordFile(setUp)}\``}. These have to follow:`,
    (web === 'certificate' ? byCertificate(setUp) : byPassword(setUp)).map((line) => `- ${line}`).join('\n'),
    'By hand, as root on the machine of Prometheus:',
    shell(...example(setUp, url)),
  ].join('\n\n');
}

function byCertificate(setUp: SetUp): readonly string[] {
  const { authority } = jobFileNames(setUp);
  return [
    `**Grafana**: in the data source the new address, *TLS Client Authentication* and *With CA Cert*. ${ownCertificate(setUp)} ${aside(setUp)}`,
    `**Health checks and load balancers**: \`/-/healthy\` and \`/-/ready\` ask for the certificate too. A check that can show none may open the port and no more.`,
    '**promtool**: `promtool query instant` and its like take `--http.config.file`, a file with `tls_config`; older ones cannot, use `curl`.',
    `**Other Prometheus servers** (federation, remote read), **Thanos**, **scripts**: \`ca_file\` is \`${authority}\`, and each gets a certificate of its own.`,
    '**Prometheus itself**: its job for itself already uses https and its client certificate.',
  ];
}

function ownCertificate({ certificates }: SetUp): string {
  return certificates === 'request'
    ? 'Have your authority sign it a certificate of its own: `scrapeguard pki csr --name grafana --for client` makes the request.'
    : 'Issue it a certificate of its own, in this folder: `scrapeguard pki issue --name grafana --for client`.';
}

/** Whether a certificate for Prometheus' interface opens the exporters too. */
function aside(setUp: SetUp): string {
  const isFront = setUp.profile === 'stunnel' || setUp.profile === 'reverse-proxy';
  if (!setUp.asks.certificate) return '';
  return isFront || toolkitFeatures(setUp).clientNames
    ? 'The exporters do not let it in, because its name is another one.'
    : 'Guard its key like that of Prometheus: this version of the exporter lets in every client of the authority.';
}

function byPassword(setUp: SetUp): readonly string[] {
  const { authority } = jobFileNames(setUp);
  return [
    '**Grafana**: in the data source the new address, *Basic auth* with user and password, and *With CA Cert*.',
    '**Health checks and load balancers**: `/-/healthy` and `/-/ready` ask for the password too.',
    '**promtool**: `promtool query instant` and its like take `--http.config.file`, a file with `basic_auth` and `tls_config`; older ones cannot, use `curl`.',
    `**Other Prometheus servers** (federation, remote read), **Thanos**, **scripts**: \`ca_file\` is \`${authority}\`, the password goes into a \`password_file\`.`,
    `**Prometheus itself**: its job for itself already uses https and \`${webPasswordFile(setUp)}\`.`,
  ];
}

function example(setUp: SetUp, url: string): readonly string[] {
  const { places, prometheus } = setUp;
  const { authority, certificate, key } = jobFileNames(setUp);
  const at = (name: string) => `${places.prometheus}/${name}`;
  const identity =
    prometheus.web === 'certificate' ? `--cert ${at(certificate)} --key ${at(key)} ` : `--user ${WEB_USER} `;
  return [`curl --cacert ${at(authority)} ${identity}'${url}/api/v1/query?query=up'`];
}
