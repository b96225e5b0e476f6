import type { NewEntry } from '../../../edits/edits';
import { release } from '../../../schema/version';
import { type GeneratedFile, plainFile, secretFile } from '../../generatedFile';
import { inUrl, isIpAddress } from '../../names';
import { yamlFile } from '../../yamlFile';
import type { Credentials, Leaf } from '../credentials';
import { type MachineFile, placed } from '../machine';
import type { SetUp, Target } from '../setUp';
import { tailnetAddress } from '../targets';
import type { ExporterSide } from './exporterSide';
import { readsWebConfig } from './exporters';
import { serviceUser } from './service';
import { toolkitFeatures } from './toolkit';

/** The web configuration, and what lies beside it. */
const WEB_CONFIG = 'web-config.yml';
const CERTIFICATE = 'server.crt';
const KEY = 'server.key';
const CLIENT_CA = 'client-ca.crt';

/** The program of the exporter as the profile wants it, whichever way it runs. */
export function exporterSide(setUp: SetUp, target: Target, credentials: Credentials): ExporterSide {
  const { profile, port, innerPort, listenAddress, exporter, version } = setUp;
  if (profile === 'stunnel' || profile === 'reverse-proxy') {
    return { listen: `127.0.0.1:${innerPort}`, flags: [], files: [], after: [] };
  }
  if (profile === 'tailnet') {
    const listen = `${inUrl(listenAddress === '' ? tailnetAddress(target) : listenAddress)}:${port}`;
    // Its address is there only when tailscaled is up.
    return { listen, flags: [], files: [], after: ['tailscaled.service', 'network-online.target'] };
  }
  return {
    listen: `${inUrl(listenAddress)}:${port}`,
    flags: readsWebConfig(exporter, version) ? webConfigFlags(setUp) : redisFlags(setUp),
    files: exporterFiles(setUp, target, credentials),
    after: isIpAddress(listenAddress) ? ['network-online.target'] : [],
  };
}

/** node_exporter before 1.5.0 refuses the name that later ones have, and the other way round (generators.md). */
function webConfigFlags({ exporter, version, places }: SetUp): readonly string[] {
  const isOld = exporter.id === 'node' && release(version) < release('1.5.0');
  return [`--web.config${isOld ? '' : '.file'}=${places.exporter}/${WEB_CONFIG}`];
}

/** The flags of redis_exporter, which has no web configuration; with a CA it requires a certificate of it. */
function redisFlags({ asks, places }: SetUp): readonly string[] {
  const at = (name: string) => `${places.exporter}/${name}`;
  return [
    `--tls-server-cert-file=${at(CERTIFICATE)}`,
    `--tls-server-key-file=${at(KEY)}`,
    ...(asks.certificate ? [`--tls-server-ca-cert-file=${at(CLIENT_CA)}`] : []),
  ];
}

function exporterFiles(setUp: SetUp, target: Target, credentials: Credentials): readonly MachineFile[] {
  const { exporter, version, asks, places } = setUp;
  const { group } = serviceUser(setUp);
  const put = (file: GeneratedFile, mode: '0440' | '0640' | '0644') =>
    placed(file, { path: `${places.exporter}/${file.path}`, owner: 'root', group, mode });
  const { authority, servers } = credentials;
  const { certificate, key }: Partial<Leaf> = servers[target.name] ?? {};
  return [
    ...(readsWebConfig(exporter, version) ? [put(plainFile(WEB_CONFIG, webConfig(setUp, credentials)), '0640')] : []),
    ...(certificate === undefined ? [] : [put(plainFile(CERTIFICATE, certificate), '0644')]),
    ...(key === undefined ? [] : [put(secretFile(KEY, key), '0440')]),
    ...(asks.certificate && authority !== undefined ? [put(plainFile(CLIENT_CA, authority), '0644')] : []),
  ];
}

function webConfig(setUp: SetUp, { login }: Credentials): string {
  const { exporter, asks } = setUp;
  const comment = [
    `Web configuration of ${exporter.program}: who may read its metrics. Files are named relative to this one.`,
    'Certificates and users are read again without a restart; a change from or to plain HTTP needs one.',
  ];
  return yamlFile(comment, [
    { key: 'tls_server_config', value: tlsServerConfig(setUp) },
    ...(asks.password && login !== undefined
      ? [{ key: 'basic_auth_users', value: [{ key: login.user, value: login.hash }] }]
      : []),
    ...(toolkitFeatures(setUp).rateLimit ? [RATE_LIMIT] : []),
  ]);
}

function tlsServerConfig(setUp: SetUp): readonly NewEntry[] {
  return [
    { key: 'cert_file', value: CERTIFICATE },
    { key: 'key_file', value: KEY },
    ...(setUp.asks.certificate
      ? [
          { key: 'client_auth_type', value: 'RequireAndVerifyClientCert' },
          { key: 'client_ca_file', value: CLIENT_CA },
          ...(toolkitFeatures(setUp).clientNames
            ? [{ key: 'client_allowed_sans', value: [setUp.prometheus.clientName] }]
            : []),
        ]
      : []),
    { key: 'min_version', value: 'TLS12' },
  ];
}

/** Ten requests a second, for all clients together and before any login: guessing passwords costs no more CPU than that. */
const RATE_LIMIT: NewEntry = {
  key: 'rate_limit',
  value: [
    { key: 'interval', value: '100ms' },
    { key: 'burst', value: '20' },
  ],
};
