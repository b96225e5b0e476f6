import { serviceUnit } from '../exporter/service';
import { tunnelFolder, tunnelUnit } from '../network/stunnel';
import type { SetUp } from '../setUp';

/** What is read again by itself, and what needs a reload or a restart. Facts: web-config-rules.md 27, generators.md. */
export function reloadSection(setUp: SetUp): string {
  const rows = [...exporterRows(setUp), ...frontRows(setUp), ...prometheusRows(setUp)];
  return [
    '## What is read again',
    '`deploy.sh` does what is needed. By hand:',
    ['| changed | needs |', '| --- | --- |', ...rows.map(([what, needs]) => `| ${what} | ${needs} |`)].join('\n'),
  ].join('\n\n');
}

type Row = readonly [what: string, needs: string];

function exporterRows(setUp: SetUp): readonly Row[] {
  const { form, exporter, places, profile } = setUp;
  const compose = `docker compose --file ${places.exporter}/compose.yml`;
  const restart =
    form === 'compose' ? `\`${compose} up --detach --force-recreate\`` : `\`systemctl restart ${serviceUnit(setUp)}\``;
  const isDirect = !['stunnel', 'reverse-proxy', 'tailnet'].includes(profile);
  return [
    ...(isDirect && exporter.hasWebConfig
      ? ([
          ['certificates, keys and users of the exporter', 'nothing: they are read again with each connection'],
          ['TLS switched on or off in its web configuration', restart],
        ] satisfies Row[])
      : []),
    ...(isDirect && !exporter.hasWebConfig ? ([['certificates of the exporter', restart]] satisfies Row[]) : []),
    ['flags of the exporter', form === 'compose' ? restart : `\`systemctl daemon-reload\`, then ${restart}`],
  ];
}

function frontRows(setUp: SetUp): readonly Row[] {
  const { profile, tunnel } = setUp;
  if (profile === 'stunnel') {
    return tunnel === 'extended'
      ? [['certificates and your stunnel.conf', `\`systemctl restart ${tunnelUnit(setUp)}\``]]
      : [[`certificates and \`${tunnelFolder(setUp)}/stunnel.conf\``, `\`systemctl reload ${tunnelUnit(setUp)}\``]];
  }
  if (profile !== 'reverse-proxy') return [];
  return [
    ['users of nginx', 'nothing: the file is read with each request'],
    ['certificates of nginx, its site', '`nginx -t && systemctl reload nginx`'],
  ];
}

function prometheusRows({ prometheus, profile, asks }: SetUp): readonly Row[] {
  if (prometheus.kubernetes !== undefined) {
    return [['Secret and job', 'nothing: the operator and Prometheus see it within a minute or two']];
  }
  return [
    ...(asks.certificate
      ? ([
          ['`ca_file`, `cert_file`, `key_file` of the job', 'nothing: they are read again by themselves'],
        ] satisfies Row[])
      : []),
    ...(asks.password
      ? ([['`password_file` of the job', 'nothing: it is read with each scrape']] satisfies Row[])
      : []),
    ...(profile === 'tailnet' ? ([['the file with the targets', 'nothing: it is watched']] satisfies Row[]) : []),
    ['`prometheus.yml`, alert rules', '`systemctl reload prometheus`'],
    ...(prometheus.web === 'unchanged'
      ? []
      : ([['TLS switched on or off for Prometheus’ own interface', '`systemctl restart prometheus`']] satisfies Row[])),
  ];
}
