import type { Explanation } from '../../../../server/src/core/generators/scrapeErrors/explain';
import type { Speaker } from '../../../../server/src/core/generators/scrapeErrors/scrapeError';

/**
 * Explanations as a page of Markdown, the most telling first. Nothing of the text that was explained is in it.
 * @param helpBase where the pages of rules are
 */
export function explanationPage(found: readonly Explanation[], helpBase: string): string {
  if (found.length === 0) {
    return [
      '# This error is not known',
      'ScrapeGuard knows the words of Prometheus, exporters, stunnel, nginx, systemd and Docker around a scrape, and these are none of them. Try with the whole line of the log, or with what the other side logged at that moment.',
      '',
    ].join('\n\n');
  }
  return ['# What the error means', ...found.map((one) => section(one, helpBase)), ''].join('\n\n');
}

function section({ error, line, count }: Explanation, helpBase: string): string {
  const where =
    count > 1 ? `Found on ${count} lines, first on line ${line}.` : line > 1 ? `Found on line ${line}.` : '';
  const rules = (error.rules ?? []).map((id) => `[${id}](${helpBase}/rules/${id})`).join(', ');
  return [
    `## ${escaped(error.says)}`,
    `*Said by ${SPEAKERS[error.speaker]}.* ${where}`.trim(),
    `**Cause.** ${error.cause}`,
    `**What to do.** ${error.remedy}`,
    ...(rules === '' ? [] : [`**Rules:** ${rules}`]),
  ].join('\n\n');
}

const SPEAKERS: Readonly<Record<Speaker, string>> = {
  prometheus: 'Prometheus',
  exporter: 'the exporter',
  stunnel: 'stunnel',
  nginx: 'nginx',
  systemd: 'systemd',
  docker: 'Docker',
  curl: 'curl',
};

/** The words of a program are no Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
