import { RULES } from '../rules/all';

const WITH_PAGES: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * The address of the page that explains a finding: a rule's own, or the heading in the list of checks.
 * @param code the finding's code
 * @param docs the address of the folder of the pages. On the web they end in `.md`; editors open them without.
 */
export function helpAddress(code: string, docs: string): string {
  const ending = docs.startsWith('http') ? '.md' : '';
  return WITH_PAGES.has(code) ? `${docs}/rules/${code}${ending}` : `${docs}/checks${ending}#${code}`;
}

/**
 * The address of the folder of the pages for a browser.
 * @param repository the address in package.json, as npm writes it (`git+https://….git` too)
 */
export function docsAddress(repository: string): string {
  return `${homeAddress(repository)}/blob/main/docs`;
}

/** The address of the project for a browser; `repository` as for `docsAddress`. */
export function homeAddress(repository: string): string {
  return repository.replace(/^git\+/, '').replace(/\.git$/, '');
}
