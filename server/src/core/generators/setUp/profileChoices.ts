import type { Profile } from './setUp';

/** What each profile is for, as a wizard and the help say it. */
export const PROFILE_CHOICES: readonly { readonly value: Profile; readonly label: string; readonly detail: string }[] =
  [
    {
      value: 'mtls',
      label: 'Mutual TLS',
      detail: 'Exporter and Prometheus show each other certificates. The strongest way where the exporter can do it.',
    },
    {
      value: 'basic-auth',
      label: 'TLS with a password',
      detail: 'The exporter shows a certificate, Prometheus sends a password. One secret for all who may scrape.',
    },
    {
      value: 'mtls+basic-auth',
      label: 'Mutual TLS and a password',
      detail: 'Both are needed: a stolen key alone opens nothing, and neither does a stolen password.',
    },
    {
      value: 'stunnel',
      label: 'stunnel in front of the exporter',
      detail: 'For exporters that know no TLS: they listen on loopback, and stunnel asks for the certificate.',
    },
    {
      value: 'tailnet',
      label: 'Tailnet with a firewall',
      detail: 'Plain HTTP inside of Tailscale, whose policy lets only Prometheus in; shut on every other interface.',
    },
    {
      value: 'reverse-proxy',
      label: 'nginx in front of the exporter',
      detail:
        'TLS, a password or certificates, and an access log that records refused scrapes. Only /metrics is passed on.',
    },
    {
      value: 'kubernetes',
      label: 'Prometheus in Kubernetes, exporter outside',
      detail: 'The exporter as in the first two, and a Secret with a ScrapeConfig, or Helm values, for the cluster.',
    },
  ];
