/**
 * Whether something fills a variable `${NAME}` into `text` before a manifest, or a file inside of one, is read: Flux,
 * `envsubst`, Terraform. A number in the braces is a group of a regular expression.
 */
export function hasVariable(text: string): boolean {
  return /\$\{[A-Za-z_][^}]*\}/.test(text);
}

/** Whether the name in `path` says that something writes the real file from it (security-rules.md, head). */
export function isTemplateName(path: string): boolean {
  const name = /[^/]*$/.exec(path)?.[0] ?? '';
  return /\.(tmpl|tpl|j2|example|dist)$|\.template(\.|$)|\.example\.|\.dist\./i.test(name);
}
