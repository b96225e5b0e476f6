import type { CheckInfo } from '../../../findings/check';
import type { WebConfigCheck } from '../context';
import * as basicAuthUsers from './basicAuthUsers';
import * as clientCertificates from './clientCertificates';
import * as httpServerConfig from './httpServerConfig';
import * as rateLimit from './rateLimit';
import * as serverCertificate from './serverCertificate';

const MODULES = [serverCertificate, clientCertificates, httpServerConfig, basicAuthUsers, rateLimit];

/** Everything the kind finds within a section. */
export const webConfigInfos: readonly CheckInfo[] = MODULES.flatMap(({ infos }) => Object.values<CheckInfo>(infos));

/** All checks by the definition that they look at. */
export const webConfigChecks: Readonly<Record<string, readonly WebConfigCheck[]>> = {
  root: [...basicAuthUsers.checks, ...httpServerConfig.rootChecks],
  tls_server_config: [...serverCertificate.checks, ...clientCertificates.checks],
  http_server_config: httpServerConfig.checks,
  http_server_headers: httpServerConfig.headerChecks,
  rate_limit: rateLimit.checks,
};
