import { KINDS } from '../core/kinds/kindId';

/** What `scrapeguard --help` prints. */
export const HELP = `Usage: scrapeguard check [PATH...] [options]
       scrapeguard check --stdin --path NAME [options]
       scrapeguard rules [--json]
       scrapeguard explain RULE
       scrapeguard explain --error TEXT | -
       scrapeguard pki ca|issue|renew|csr|sign|p12|plain|inspect [options]
       scrapeguard hash [options]
       scrapeguard init PROFILE --host NAME... --out DIR [options]

Checks the files of a scraping set-up as strictly as the programs that read
them: prometheus.yml, exporter web configurations, manifests, stunnel.conf,
rules, units, compose files and their like. Folders are walked (default: the
current one) for files of these kinds; what .gitignore names is left out. A
file that is named is always looked at. "rules" lists the security rules, and
"explain" says of a rule or check what it means and what to do, and the same
of an error of a scrape or lines of a log ("-": on standard input). "pki" makes
and reads certificates, "hash" hashes a password, and "init" makes all files of
a secured exporter and its Prometheus; each has a --help of its own.

Options:
  --kind KIND               Take every file for this kind: ${kindList()}
  --format text|json|sarif|github
                            Form of the report (default: text): SARIF 2.1.0
                            for code scanning, commands that annotate a pull
                            request for GitHub workflows
  --severity error|warning|info|hint
                            From which severity on the exit status is 1
                            (default: warning); the report holds everything
  --fix                     Make the fixes that are safe, and report what is
                            left. Other fixes need a choice: editors have them
  --fix-dry-run             Print these fixes as a diff and write nothing; the
                            exit status is that of the fixed files
  --fix-secrets             Move secrets in clear text into files of their own
                            beside the config, readable by you alone, or into
                            manifests of Secrets
  --baseline FILE           Report only what FILE does not know
  --write-baseline FILE     Write what is found to FILE, as known
  --config FILE             Configuration for everything (default: for each file
                            the nearest .scrapeguard.yaml above it, up to the
                            root of the repository)
  --prometheus-version V    Version of Prometheus that reads the files
                            (default: the newest one known)
  --toolkit-version V       Version of exporter-toolkit that reads the web
                            configurations (default: the newest one known)
  --stunnel-version V       Version of stunnel that reads its files (default:
                            the newest one known)
  --stdin                   Check the text on standard input
  --path NAME               Name of the file that standard input belongs to
  -q, --quiet               Text report: one line for each finding, no more
  --json                    With "rules": everything about them, for programs
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
