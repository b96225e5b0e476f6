// Written by server/build/generateRuleList.mjs from the files beside it. Not to be edited.
import basicAuthWithoutTls from './auth/basic-auth-without-tls';
import deprecatedBearerToken from './auth/deprecated-bearer-token';
import hashUsedAsPassword from './auth/hash-used-as-password';
import listenerWithoutAuth from './auth/listener-without-auth';
import plaintextPassword from './auth/plaintext-password';
import plaintextSecretManifest from './auth/plaintext-secret-manifest';
import unexpandedVariable from './auth/unexpanded-variable';
import unhashedWebPassword from './auth/unhashed-web-password';
import weakBcryptCost from './auth/weak-bcrypt-cost';
import wellKnownPassword from './auth/well-known-password';
import adminApiExposed from './network/admin-api-exposed';
import bindAllInterfaces from './network/bind-all-interfaces';
import debugEndpointsExposed from './network/debug-endpoints-exposed';
import firewallDefaultAllow from './network/firewall-default-allow';
import firewallIpv6Forgotten from './network/firewall-ipv6-forgotten';
import firewallResetInScript from './network/firewall-reset-in-script';
import firewallRuleOrder from './network/firewall-rule-order';
import publishedPortBypassesFirewall from './network/published-port-bypasses-firewall';
import stunnelPlaintextBackend from './network/stunnel-plaintext-backend';
import tailscaleFirewallOrder from './network/tailscale-firewall-order';
import tailscaleRange from './network/tailscale-range';
import alertMetricNeverExposed from './privilege/alert-metric-never-exposed';
import containerNotHardened from './privilege/container-not-hardened';
import keyFileMode from './privilege/key-file-mode';
import runsAsRoot from './privilege/runs-as-root';
import sensitiveCollectors from './privilege/sensitive-collectors';
import unboundedScrape from './privilege/unbounded-scrape';
import unitNotHardened from './privilege/unit-not-hardened';
import unpinnedImage from './privilege/unpinned-image';
import clientCaMissing from './tls/client-ca-missing';
import clientCertNotRequired from './tls/client-cert-not-required';
import clientCertOptional from './tls/client-cert-optional';
import credentialsOverHttp from './tls/credentials-over-http';
import insecureSkipVerify from './tls/insecure-skip-verify';
import listenerAnyClientOfCa from './tls/listener-any-client-of-ca';
import stunnelClientUnverified from './tls/stunnel-client-unverified';
import stunnelCompression from './tls/stunnel-compression';
import stunnelNoSubjectCheck from './tls/stunnel-no-subject-check';
import stunnelOptions from './tls/stunnel-options';
import stunnelRenegotiation from './tls/stunnel-renegotiation';
import stunnelVerifyDeprecated from './tls/stunnel-verify-deprecated';
import stunnelVerifyOrder from './tls/stunnel-verify-order';
import tlsConfigWithoutHttps from './tls/tls-config-without-https';
import tlsMinVersion from './tls/tls-min-version';
import tlsSettingsWithoutCertificate from './tls/tls-settings-without-certificate';
import unencryptedInside from './tls/unencrypted-inside';
import unencryptedScrape from './tls/unencrypted-scrape';
import weakCipher from './tls/weak-cipher';
import type { Rule } from './rule';

/** Every security rule, by category and id. */
export const RULES: readonly Rule[] = [
  basicAuthWithoutTls,
  deprecatedBearerToken,
  hashUsedAsPassword,
  listenerWithoutAuth,
  plaintextPassword,
  plaintextSecretManifest,
  unexpandedVariable,
  unhashedWebPassword,
  weakBcryptCost,
  wellKnownPassword,
  adminApiExposed,
  bindAllInterfaces,
  debugEndpointsExposed,
  firewallDefaultAllow,
  firewallIpv6Forgotten,
  firewallResetInScript,
  firewallRuleOrder,
  publishedPortBypassesFirewall,
  stunnelPlaintextBackend,
  tailscaleFirewallOrder,
  tailscaleRange,
  alertMetricNeverExposed,
  containerNotHardened,
  keyFileMode,
  runsAsRoot,
  sensitiveCollectors,
  unboundedScrape,
  unitNotHardened,
  unpinnedImage,
  clientCaMissing,
  clientCertNotRequired,
  clientCertOptional,
  credentialsOverHttp,
  insecureSkipVerify,
  listenerAnyClientOfCa,
  stunnelClientUnverified,
  stunnelCompression,
  stunnelNoSubjectCheck,
  stunnelOptions,
  stunnelRenegotiation,
  stunnelVerifyDeprecated,
  stunnelVerifyOrder,
  tlsConfigWithoutHttps,
  tlsMinVersion,
  tlsSettingsWithoutCertificate,
  unencryptedInside,
  unencryptedScrape,
  weakCipher,
];
