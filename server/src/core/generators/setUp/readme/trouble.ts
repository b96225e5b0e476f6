import type { ScrapeError, Speaker } from '../../scrapeErrors/scrapeError';
import { SCRAPE_ERRORS } from '../../scrapeErrors/table';
import { serviceUnit } from '../exporter/service';
import { proxyFolder } from '../network/nginx';
import { tunnelUnit } from '../network/stunnel';
import type { SetUp } from '../setUp';

/** Errors of the programs that are involved, and where refused requests are logged. */
export function troubleSection(setUp: SetUp): string {
  const isInvolved = involvement(setUp);
  const rows = SCRAPE_ERRORS.filter(isInvolved).map(({ speaker, says, cause, remedy, rules }) => {
    const more = rules === undefined ? '' : ` (\`scrapeguard explain ${rules[0] ?? ''}\`)`;
    return `| ${speakerName(speaker, setUp)} | ${cell(`\`${says}\``)} | ${cell(cause)} | ${cell(remedy)}${more} |`;
  });
  return [
    '## When it does not work',
    'Prometheus shows the error of each target under Status, Targets. `scrapeguard explain --error "TEXT"` knows more of them than this table, and whole logs: `journalctl -u UNIT | scrapeguard explain -`.',
    ['| who says it | error or line of the log | cause | what to do |', '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
    '## Where refused requests are logged',
    refused(setUp),
  ].join('\n\n');
}

/** Whether an error can come up in `setUp`. */
function involvement({ profile, form, asks }: SetUp): (error: ScrapeError) => boolean {
  const isTailnet = profile === 'tailnet';
  const isBehind = profile === 'stunnel' || profile === 'reverse-proxy';
  const concerns = {
    always: true,
    tls: !isTailnet,
    certificate: asks.certificate,
    password: asks.password,
    proxy: profile === 'reverse-proxy',
  } as const;
  const speakers: Readonly<Record<Speaker, boolean>> = {
    prometheus: true,
    exporter: true,
    stunnel: profile === 'stunnel',
    nginx: profile === 'reverse-proxy',
    systemd: form !== 'compose' || profile === 'stunnel',
    docker: form === 'compose',
    curl: false,
  };
  return ({ speaker, inReadme }) => {
    if (inReadme === undefined || !speakers[speaker] || !concerns[inReadme]) return false;
    // Behind a proxy the exporter itself knows neither TLS nor passwords.
    return speaker !== 'exporter' || inReadme === 'always' || !isBehind;
  };
}

function speakerName(speaker: Speaker, { exporter }: SetUp): string {
  return speaker === 'exporter' ? exporter.program : speaker === 'prometheus' ? 'Prometheus' : speaker;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function refused(setUp: SetUp): string {
  const { profile, form, exporter, places, asks } = setUp;
  const log =
    form === 'compose'
      ? `docker compose --file ${places.exporter}/compose.yml logs`
      : `journalctl -u ${serviceUnit(setUp)}`;
  switch (profile) {
    case 'stunnel':
      return `\`journalctl -u ${tunnelUnit(setUp)}\` on the target: who was let in (\`Certificate accepted\`) and who was not, and why. No metric counts them.`;
    case 'reverse-proxy':
      return `In \`/var/log/nginx/${exporter.program}/access.log\` on the target, with status 400, 401 or 403. Why a certificate was refused, nginx says at level info only: \`error_log /var/log/nginx/error.log info;\` while you look for it. The settings are in \`${proxyFolder(setUp)}\`. No metric counts them.`;
    case 'tailnet':
      return 'Nowhere on the target: the policy of the tailnet and the firewall drop them before any program sees them. The network flow logs of the tailnet show them, where the plan has those.';
    default:
      return `\`${log}\` on the target has a line for each handshake that failed. ${asks.password ? 'A wrong password (401) is logged nowhere, and no metric counts it: who needs that record takes the profile reverse-proxy.' : 'No metric counts them.'}`;
  }
}
