/**
 * The address of the page that explains a check.
 * @param code the finding's code, which is the heading's anchor
 * @param base the address of the page, without anchor
 */
export function helpAddress(code: string, base: string): string {
  return `${base}#${code}`;
}

/**
 * The address of the list of checks for a browser.
 * @param repository the address in package.json, as npm writes it (`git+https://….git` too)
 */
export function checksPage(repository: string): string {
  const home = repository.replace(/^git\+/, '').replace(/\.git$/, '');
  return `${home}/blob/main/docs/checks.md`;
}
