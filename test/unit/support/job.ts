/** A file with one job whose further keys are `body`, a block of lines without indentation. */
export function job(body: string): string {
  return `scrape_configs:\n  - job_name: a\n${indent(body)}`;
}

/** A file with one job that finds its targets with `name`; `body` are the keys of the discovery. */
export function discovery(name: string, body: string): string {
  return job(`${name}_sd_configs:\n${indent(body.replace(/^/, '- ').replaceAll('\n', '\n  '), 2)}`);
}

/** A file with one job that has one relabeling rule, whose keys are `body`. */
export function rule(body: string, list = 'relabel_configs'): string {
  return job(`${list}:\n${indent(body.replace(/^/, '- ').replaceAll('\n', '\n  '), 2)}`);
}

function indent(text: string, width = 4): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : ' '.repeat(width) + line))
    .join('\n')
    .concat('\n');
}
