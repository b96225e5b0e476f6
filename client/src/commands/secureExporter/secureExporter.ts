import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands, Uri } from 'vscode';
import { type GeneratorPreset, readPreset } from '../../../../server/src/core/generators/preset';
import { generateSetUp } from '../../../../server/src/core/generators/setUp/generateSetUp';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { detectKind } from '../../../../server/src/core/kinds/detect';
import { readExisting } from '../../../../server/src/host/existingCredentials';
import { makeCredentials } from '../../../../server/src/host/makeCredentials';
import { Refusal } from '../../../../server/src/host/refusal';
import { filesLike, pathIn, type Root, rootFor } from '../../generators/places';
import { textIfAny } from '../../generators/reading';
import type { Run, Shell } from '../../generators/shell';
import { turn, working } from '../../generators/working';
import { writeAfterPreview } from '../../generators/writeAfterPreview';
import { type Answers, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { authoritiesIn } from '../pki/authorities';
import { folderFor } from '../pki/issue';
import { configEdit } from './configEdit';
import { credentialAnswers } from './credentials';
import { type Found, NEW, ownQuestions } from './ownQuestions';
import { type Suggested, setUpAnswers, setUpQuestions } from './questions';
import { hostsIn } from './workspaceHosts';

/** Where a set goes, seen from the folder of the workspace, unless somebody says otherwise. */
const FOLDER = 'scraping';

/** Makes all files of both sides of a secured exporter. The argument is a preset. */
export const secureExporter: Run = async (shell, argument) => {
  const preset = argument instanceof Uri ? {} : readPreset(argument);
  const root = rootFor(preset.uri === undefined ? undefined : Uri.parse(preset.uri));
  const answers = await ask(shell, root, preset);
  if (answers === undefined) return;
  const setUp = read(answers);
  const folder = pathIn(root, textOf(answers.folder));
  const config = textOf(answers.config);
  const edit = setUp.prometheus.config === 'extended' ? await configEdit(config, setUp, securedJob(preset)) : undefined;
  const existing = await readExisting(folder, setUp);
  const now = Date.now();
  const said = await credentialAnswers(shell, { root, answers }, { setUp, existing, now });
  if (said === undefined) return;
  const files = await working('Securing the exporter', async (signal, progress) => {
    const made = await makeCredentials(setUp, existing, said, { now, signal, progress });
    await turn();
    signal.throwIfAborted();
    return [...made.files, ...generateSetUp(setUp, made.credentials)];
  });
  const isThere = await writeAfterPreview(shell, root, { folder, files, ...(edit && { edit }) });
  if (isThere) await commands.executeCommand('markdown.showPreview', Uri.file(join(folder, 'README.md')));
};

async function ask(shell: Shell, root: Root, preset: GeneratorPreset): Promise<Answers | undefined> {
  const found: Found = {
    configs: (await filesLike(root, '**/{prometheus,prometheus.*,prometheus-*}.{yml,yaml}')).filter(isConfig),
    authorities: await authoritiesIn(root),
  };
  const folder = preset.out === undefined ? FOLDER : folderFor(root, preset);
  // The prometheus.yml of a job that is to be secured is known.
  const known = securedJob(preset) === undefined ? {} : { config: Uri.parse(preset.uri ?? '').fsPath };
  const questions = [...setUpQuestions(suggestedBy(preset, found)), ...ownQuestions(root, found, folder)];
  return walk(questions, shell.ask, known);
}

/** Whether the file is a prometheus.yml that somebody keeps; one that a set brings along is written by the set. */
function isConfig(path: string): boolean {
  if (existsSync(join(dirname(path), 'deploy.sh'))) return false;
  return detectKind({ path, text: textIfAny(path) ?? '' }) === 'prometheus';
}

/** The name of the job that a finding is about; undefined where a new job is made. */
function securedJob({ job, uri }: GeneratorPreset): string | undefined {
  return uri === undefined || Uri.parse(uri).scheme !== 'file' ? undefined : job;
}

function suggestedBy({ job, hosts, port }: GeneratorPreset, { configs }: Found): Suggested {
  const texts = configs.map((path) => textIfAny(path) ?? '');
  return {
    hosts: hosts ?? hostsIn(texts, String(port ?? 9100)),
    ...(job !== undefined && { job: [job] }),
    ...(port !== undefined && { port: [String(port)] }),
  };
}

/** @throws {Refusal} what is wrong with the answers together */
function read(answers: Answers): SetUp {
  const isExtended = textOf(answers.config) !== '' && answers.config !== NEW;
  const outcome = readAnswers(setUpAnswers(answers), isExtended ? 'extended' : 'new');
  if ('setUp' in outcome) return outcome.setUp;
  throw new Refusal(outcome.problems.map(({ problem }) => problem).join(' '));
}
