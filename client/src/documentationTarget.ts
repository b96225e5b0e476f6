/** A page of the packed documentation and the heading to scroll to. */
export interface DocumentationTarget {
  /** A file's name, below `docs/`: a page there, or one of a rule in `rules/`. */
  readonly file: string;
  /** A heading's anchor; empty for the top of the page. */
  readonly anchor: string;
}

const PAGE = /^\/docs\/((?:rules\/)?[a-z][a-z0-9-]{0,63})$/;
const ANCHOR = /^[a-z0-9-]{0,100}$/;

/**
 * Reads a link such as `vscode://scrapeguard.scrapeguard/docs/checks#unknown-key` or `…/docs/rules/insecure-skip-verify`.
 * @returns undefined for whatever does not look like a page; an odd anchor only loses the anchor
 */
export function documentationTarget(link: {
  readonly path: string;
  readonly fragment: string;
}): DocumentationTarget | undefined {
  const page = PAGE.exec(link.path)?.[1];
  if (page === undefined) return undefined;
  return { file: `${page}.md`, anchor: ANCHOR.test(link.fragment) ? link.fragment : '' };
}
