import { join } from 'node:path';
import { commands, Uri } from 'vscode';
import { type GeneratorPreset, readPreset } from '../../../../server/src/core/generators/preset';
import { readAnswers } from '../../../../server/src/core/generators/setUp/readAnswers';
import type { SetUp } from '../../../../server/src/core/generators/setUp/setUp';
import { readExisting } from '../../../../server/src/host/credentials/existingCredentials';
import { makeCredentials } from '../../../../server/src/host/credentials/makeCredentials';
import { setFiles } from '../../../../server/src/host/setFiles';
import { Refusal } from '../../../../server/src/host/writing/refusal';
import { pathIn, type Root, rootFor } from '../../generators/places';
import type { Run, Shell } from '../../generators/shell';
import { turn, working } from '../../generators/working';
import { type DocumentEdit, writeAfterPreview } from '../../generators/writeAfterPreview';
import { type Answers, textOf } from '../../prompts/question';
import { walk } from '../../prompts/walk';
import { folderFor } from '../pki/issue';
import { configEdit, tunnelEdit } from './configEdit';
import { credentialAnswers } from './credentials';
import { foundIn } from './found';
import { setUpAnswers } from './questions';
import { answerFor, scraperOf } from './scrapedBy';
import { NEW, wizardQuestions } from './wizard';

/** Makes all files of both sides of a secured exporter. The argument is a preset, or the prometheus.yml to begin with. */
export const secureExporter: Run = async (shell, argument) => {
  const preset = argument instanceof Uri ? { uri: argument.toString() } : readPreset(argument);
  const root = await rootFor(preset.uri === undefined ? undefined : Uri.parse(preset.uri));
  const answers = await ask(shell, root, preset);
  if (answers === undefined) return;
  const setUp = read(answers);
  const folder = pathIn(root, textOf(answers.folder));
  const edits = await editsFor(setUp, answers);
  const existing = await readExisting(folder, setUp);
  const now = Date.now();
  const said = await credentialAnswers(shell, { root, answers }, { setUp, existing, now });
  if (said === undefined) return;
  const files = await working('Securing the exporter', async (signal, progress) => {
    const made = await makeCredentials(setUp, existing, said, { now, signal, progress });
    await turn();
    signal.throwIfAborted();
    return [...made.files, ...setFiles(folder, setUp, made.credentials)];
  });
  const isThere = await writeAfterPreview(shell, root, { folder, files, edits });
  if (isThere) await showReadme(Uri.file(join(folder, 'README.md')));
};

/** What to do next, with the set beside it in the explorer. */
async function showReadme(readme: Uri): Promise<void> {
  await commands.executeCommand('revealInExplorer', readme);
  await commands.executeCommand('markdown.showPreview', readme);
}

async function ask(shell: Shell, root: Root, preset: GeneratorPreset): Promise<Answers | undefined> {
  const { hosts, port, job, uri } = preset;
  // What scrapes it is known where a job is to be secured that stands in a file.
  const config = uri === undefined || Uri.parse(uri).scheme !== 'file' ? undefined : Uri.parse(uri).fsPath;
  const isKnown = config !== undefined && job !== undefined;
  const questions = wizardQuestions(root, await foundIn(root, config), {
    ...(hosts !== undefined && { hosts }),
    ...(port !== undefined && { port: String(port) }),
    ...(job !== undefined && { job }),
    ...(preset.out !== undefined && { folder: folderFor(root, preset) }),
  });
  return walk(questions, shell.ask, isKnown ? { scrapedBy: answerFor({ config, job }) } : {});
}

/** @throws {Refusal} what is wrong with the answers together */
function read(answers: Answers): SetUp {
  const isTunnelThere = textOf(answers.tunnel) !== '' && answers.tunnel !== NEW;
  const outcome = readAnswers(
    setUpAnswers(answers),
    scraperOf(answers).config === undefined ? 'new' : 'extended',
    isTunnelThere ? 'extended' : 'own',
  );
  if ('setUp' in outcome) return outcome.setUp;
  throw new Refusal(outcome.problems.map(({ problem }) => problem).join(' '));
}

async function editsFor(setUp: SetUp, answers: Answers): Promise<readonly DocumentEdit[]> {
  const { config, job } = scraperOf(answers);
  return [
    ...(config === undefined ? [] : [await configEdit(config, setUp, job)]),
    ...(setUp.tunnel === 'extended' ? [await tunnelEdit(textOf(answers.tunnel), setUp)] : []),
  ];
}
