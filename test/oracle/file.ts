import { focusedFile } from './focus';
import { generateFile, type Target } from './generate';
import { mutate } from './mutate';
import { mutateText } from './mutateText';
import { fromSeed } from './random';
import { render, type Style } from './tree';

const PLAIN: Style = { indent: 2, outdentedLists: false };

/** The file of `seed`: as it comes from the schema, or about a single value, with something changed in its tree, or in its text, or both. */
export function fileOf(seed: number, target: Target): string {
  return fromSeed(seed, (random) => {
    const isFocused = random.chance(35);
    let tree = isFocused ? focusedFile(random, target) : generateFile(random, target);
    const [changes, textChanges] = random.pick([
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [0, 1],
      [0, 1],
      [1, 1],
      [0, 2],
    ] as const);
    if (isFocused && random.chance(80)) return render(tree, PLAIN);
    for (let count = 0; count < changes; count++) tree = mutate(random, tree, target);
    let text = render(tree, { indent: random.pick([2, 2, 2, 4, 1]), outdentedLists: random.chance(30) });
    for (let count = 0; count < textChanges; count++) text = mutateText(random, text);
    return text;
  });
}
