import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents: readonly string[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly files: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
};
const { commands, walkthroughs } = manifest.contributes;
const titles = new Map(commands.map(({ command, title }) => [command, title]));
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const linksIn = (text: string) => [...text.matchAll(/\[([^\]]+)\]\(command:([\w.]+)\)/g)];

test('there is one walkthrough, of five steps', () => {
  expect(walkthroughs.map(({ id }) => id)).toEqual(['secureScraping']);
  expect(steps.map(({ id }) => id)).toEqual(['find', 'authority', 'secure', 'deploy', 'keep']);
});

describe.each(steps)('the step $id', ({ description, media, completionEvents }) => {
  test('links to commands that there are, by their titles', () => {
    const links = linksIn(description);
    expect(links.length).toBeGreaterThan(0);
    for (const [, title, command] of links) expect(title).toBe(titles.get(command ?? ''));
  });

  test('is written without marks that a walkthrough does not read', () => {
    expect(description.replace(/\[[^\]]+\]\(command:[\w.]+\)/g, '')).not.toMatch(/[`*_]/);
  });

  test('is done when one of its commands has been run', () => {
    const run = linksIn(description).map(([, , command]) => `onCommand:${command}`);
    expect(completionEvents).toEqual(run);
  });

  test('has a picture or a page of its own that is packed', () => {
    const path = media.markdown ?? media.svg ?? '';
    expect(path).toMatch(/^docs\/walkthrough\/[a-z]+\.(md|svg)$/);
    expect(existsSync(path)).toBe(true);
    expect(manifest.files).toContain('docs/walkthrough/*');
    if (media.svg === undefined) return;
    const picture = readFileSync(path, 'utf8');
    expect(picture).toContain(`aria-label="${media.altText}"`);
    // VS Code takes style sheets out, and what they would have painted is black.
    expect(picture).not.toMatch(/<style|class=/);
  });

  test('speaks on its page of commands that there are', () => {
    const page = media.markdown === undefined ? '' : readFileSync(media.markdown, 'utf8');
    const named = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name);
    expect(named.filter((name) => ![...titles.values()].includes(name ?? ''))).toEqual([]);
  });
});
