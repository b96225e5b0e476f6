import type { Profile } from './setUp';

/** What each profile is for, as a wizard and the help say it. */
export const PROFILE_CHOICES: readonly { readonly value: Profile; readonly label: string; readonly detail: string }[] =
  [
    {
      value: 'mtls',
      label: 'Mutual TLS',
      detail: 'Both sides show certificates: the strongest way, where the exporter can do it.',
    },
    {
      value: 'basic-auth',
      label: 'TLS with a password',
      detail: 'The exporter shows a certificate, and Prometheus sends a password.',
    },
    {
      value: 'mtls+basic-auth',
      label: 'Mutual TLS and a password',
      detail: 'A stolen key alone opens nothing, and neither does a stolen password.',
    },
    {
      value: 'stunnel',
      label: 'stunnel in front of the exporter',
      detail: 'For exporters that know no TLS: stunnel asks for the certificate.',
    },
    {
      value: 'tailnet',
      label: 'Tailnet with a firewall',
      detail: 'Plain HTTP inside of Tailscale, whose policy lets in Prometheus; shut elsewhere.',
    },
    {
      value: 'reverse-proxy',
      label: 'nginx in front of the exporter',
      detail: 'TLS with a password or certificates, and a log of refused scrapes.',
    },
    {
      value: 'kubernetes',
      label: 'Prometheus in Kubernetes, exporter outside',
      detail: 'A Secret with a ScrapeConfig, or Helm values, for the cluster.',
    },
  ];
