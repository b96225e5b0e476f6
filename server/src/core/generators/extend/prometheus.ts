import { editsFor } from '../../edits/editsFor';
import { newlineOf } from '../../edits/lines';
import { addItems } from '../../edits/yamlItems';
import { blockLines } from '../../edits/yamlWriting';
import { type MappingNode, pairOf, valueAt } from '../../syntax/yaml/nodes';
import type { TextChange } from '../../text/edit';
import { alertsFileName } from '../setUp/prometheus/alerts';
import { WEB_USER } from '../setUp/prometheus/prometheusWeb';
import {
  filesBlock,
  jobPaths,
  jobSecurity,
  pathOf,
  scrapeJob,
  targetAddress,
  targetGroup,
} from '../setUp/prometheus/scrapeJob';
import type { SetUp } from '../setUp/setUp';
import { additionsOnly, areMade, type Extension, readExtensible, textOf } from './extension';
import { isSecuredBy, itemsOf, type Job, jobsOf, staticTargets } from './jobs';
import { securedSelfScrape } from './selfScrape';

const NAME = 'prometheus.yml';

/**
 * Puts the job of `setUp`, and its alerts, into `text`, a whole prometheus.yml; comments and style stay. Of a job that is
 * there already and secured in this way only the missing targets are added. Where Prometheus' own interface is secured,
 * its scrape of itself follows.
 * @param webUser the user of that interface, where it asks for a password
 * @returns no changes where all of that is there; a problem where the name of the job is taken, or the text cannot be edited
 */
export function withScrapeJob(text: string, setUp: SetUp, webUser = WEB_USER): Extension {
  const read = readExtensible(text, NAME);
  if ('problem' in read) return read;
  const { root } = read;
  if (root === undefined) return additionsOnly(text, [wholeConfig(text, setUp)], { name: NAME });
  const jobs = jobsOf(root);
  if (jobs === undefined)
    return { problem: `${NAME}: "scrape_configs" is no plain list of jobs. Add the job by hand.` };
  const ofJob = jobChanges(text, { root, jobs }, setUp);
  if ('problem' in ofJob) return ofJob;
  const ofItself = securedSelfScrape(editsFor('prometheus', text), jobs, { setUp, webUser });
  if ('problem' in ofItself) return ofItself;
  const ofRules = ruleChanges(text, root, setUp);
  if ('problem' in ofRules) return ofRules;
  // Of two insertions at one place, an item of a list that is there comes before what follows the list.
  const isNewList = pairOf(root, 'scrape_configs') === undefined;
  const added = isNewList ? [...ofRules.changes, ...ofJob.changes] : [...ofJob.changes, ...ofRules.changes];
  const changes = [...ofItself.changes, ...added];
  return additionsOnly(text, changes, { name: NAME, replaced: ofItself.blocks });
}

/** All of it for a file that says nothing yet. */
function wholeConfig(text: string, setUp: SetUp): TextChange {
  const newline = newlineOf(text);
  const entries = [
    { key: 'rule_files', value: [pathOf(setUp, 'absolute', alertsFileName(setUp))] },
    { key: 'scrape_configs', value: [scrapeJob(setUp, 'absolute')] },
  ];
  const isOpen = text !== '' && !text.endsWith('\n');
  const lines = blockLines(entries, 2).map((line) => line + newline);
  return { start: text.length, end: text.length, newText: (isOpen ? newline : '') + lines.join('') };
}

function jobChanges(
  text: string,
  { root, jobs }: { readonly root: MappingNode; readonly jobs: readonly Job[] },
  setUp: SetUp,
): Extension {
  const { job } = setUp.prometheus;
  const [there, ...others] = jobs.filter(({ name }) => name === job);
  if (there === undefined) {
    return made([addItems(text, root, 'scrape_configs', [scrapeJob(setUp, 'absolute')])], `the job "${job}"`);
  }
  const { block } = there;
  const isOurs =
    others.length === 0 &&
    block !== undefined &&
    (['absolute', 'beside'] as const).some((where) => isSecuredBy(block, jobSecurity(setUp, jobPaths(setUp, where))));
  if (!isOurs) {
    return {
      problem: `${NAME} has a job "${job}" already, which is not secured in this way. Choose another name for the job, or secure that one first.`,
    };
  }
  return setUp.profile === 'tailnet' ? missingFile(text, block, setUp) : missingTargets(text, block, setUp);
}

function missingTargets(text: string, block: MappingNode, setUp: SetUp): Extension {
  const known = new Set(staticTargets(block).map(textOf));
  const missing = setUp.targets.filter((target) => !known.has(targetAddress(setUp, target)));
  if (missing.length === 0) return { changes: [] };
  const groups = missing.map((target) => targetGroup(setUp, target));
  return made([addItems(text, block, 'static_configs', groups)], `the targets of "${setUp.prometheus.job}"`);
}

/** The targets of a tailnet stand in a file of ours, which the job has to name. */
function missingFile(text: string, block: MappingNode, setUp: SetUp): Extension {
  const named = itemsOf(valueAt(block, 'file_sd_configs')).flatMap((item) =>
    itemsOf(valueAt(item, 'files')).map(textOf),
  );
  const paths = (['absolute', 'beside'] as const).map((where) => jobPaths(setUp, where).targets);
  if (paths.some((path) => named.includes(path))) return { changes: [] };
  const [path = ''] = paths;
  return made(
    [addItems(text, block, 'file_sd_configs', [filesBlock(path)])],
    `the targets of "${setUp.prometheus.job}"`,
  );
}

function ruleChanges(text: string, root: MappingNode, setUp: SetUp): Extension {
  const name = alertsFileName(setUp);
  const path = pathOf(setUp, 'absolute', name);
  const named = itemsOf(valueAt(root, 'rule_files')).flatMap((item) => textOf(item) ?? []);
  if (named.some((pattern) => matches(pattern, name) || matches(pattern, path))) return { changes: [] };
  const what = 'the alert rules ("rule_files")';
  const global = pairOf(root, 'global');
  if (pairOf(root, 'rule_files') !== undefined || global === undefined || root.flow) {
    return made([addItems(text, root, 'rule_files', [path])], what);
  }
  // Where readers look for them: behind the global settings.
  return made([editsFor('prometheus', text).addBeside(global.key, [{ key: 'rule_files', value: [path] }])], what);
}

/** Whether the pattern of `rule_files` takes the file `path`: `*` and `?` in its last part, as people write them. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.replace(/^\.\//, '').split(/([*?])/);
  const regex = parts.map((part) =>
    part === '*' ? '[^/]*' : part === '?' ? '[^/]' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
  );
  return new RegExp(`^${regex.join('')}$`).test(path);
}

function made(changes: readonly (TextChange | undefined)[], what: string): Extension {
  if (areMade(changes)) return { changes };
  return {
    problem: `${NAME} is written in a way in which ${what} cannot be added (an anchor, a tag, an alias). Add it by hand.`,
  };
}
