import { KINDS } from '../core/kinds/kindId';

/** What `scrapeguard --help` prints. */
export const HELP = `Usage: scrapeguard check [PATH...] [options]
       scrapeguard check --stdin --path NAME [options]

Checks the files of a scraping set-up as strictly as the programs that read
them: prometheus.yml, exporter web configurations, manifests, stunnel.conf,
rules, units, compose files and their like. Folders are walked (default: the
current one) for files of these kinds; what .gitignore names is left out. A
file that is named is always looked at.

Options:
  --kind KIND               Take every file for this kind: ${kindList()}
  --format text|json        Form of the report (default: text)
  --severity error|warning|info|hint
                            From which severity on the exit status is 1
                            (default: warning); the report holds everything
  --prometheus-version V    Version of Prometheus that reads the files
                            (default: the newest one known)
  --toolkit-version V       Version of exporter-toolkit that reads the web
                            configurations (default: the newest one known)
  --stunnel-version V       Version of stunnel that reads its files (default:
                            the newest one known)
  --stdin                   Check the text on standard input
  --path NAME               Name of the file that standard input belongs to
  -q, --quiet               Text report: one line for each finding, no more
  -h, --help                Print this help
  --version                 Print the version

Exit status: 0 nothing found, 1 findings, 2 wrong usage or an internal error.
A comment "# scrapeguard: kind=KIND" in the first lines of a file names its kind.
NO_COLOR switches colours off, FORCE_COLOR on.
`;

/** The kinds in lines that fit a terminal. */
function kindList(): string {
  const lines: string[] = [];
  for (const kind of KINDS) {
    const last = lines.at(-1);
    if (last === undefined || last.length + kind.length > 44) lines.push(kind);
    else lines[lines.length - 1] = `${last}, ${kind}`;
  }
  return lines.join(`,\n${' '.repeat(28)}`);
}
