import { Uri, window } from 'vscode';
import { filesLike, pathIn, type Root, shownPath } from '../../generators/places';
import { textIfAny } from '../../generators/reading';
import { type Question, textOf } from '../../prompts/question';

/** The file that a command was called on in a menu, or that is open; absent where it has another ending. */
export function fileAtHand(argument: unknown, endings: RegExp): string | undefined {
  const active = window.activeTextEditor?.document.uri;
  const uri = argument instanceof Uri ? argument : active;
  return uri?.scheme === 'file' && endings.test(uri.path) ? uri.fsPath : undefined;
}

/**
 * Which file it is about: one of the workspace that fits.
 * @param fits whether a file with this text is one of those
 */
export async function fileQuestion(
  root: Root,
  what: { readonly id: string; readonly title: string; readonly pattern: string; readonly first: string | undefined },
  fits: (text: string) => boolean,
): Promise<readonly Question[]> {
  const found = await filesLike(root, what.pattern);
  const fitting = found.filter((path) => fits(textIfAny(path) ?? ''));
  const ordered = [...new Set([...(what.first === undefined ? [] : [what.first]), ...fitting])];
  return [
    {
      id: what.id,
      title: what.title,
      kind: 'choice',
      choices: () => [
        ...ordered.map((path) => ({ value: path, label: shownPath(root, path) })),
        { value: ELSEWHERE, label: 'Another file…' },
      ],
    },
    {
      id: `${what.id}Path`,
      title: what.title,
      detail: 'An absolute path, or one below the folder of the workspace.',
      kind: 'text',
      applies: (answers) => answers[what.id] === ELSEWHERE,
      problem: (value) => {
        const text = textIfAny(pathIn(root, textOf(value)));
        if (text === undefined) return 'There is no such file that can be read.';
        return fits(text) ? undefined : 'This file holds something else.';
      },
    },
  ];
}

/** The file that was chosen, as a path. */
export function chosenFile(root: Root, answers: Readonly<Record<string, unknown>>, id: string): string {
  const [chosen, path] = [answers[id], answers[`${id}Path`]];
  return chosen === ELSEWHERE ? pathIn(root, String(path)) : String(chosen);
}

const ELSEWHERE = 'elsewhere';
