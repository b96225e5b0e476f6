/**
 * Whether something fills a variable `${NAME}` into `text` before a manifest, or a file inside of one, is read: Flux,
 * `envsubst`, Terraform. A number in the braces is a group of a regular expression.
 */
export function hasVariable(text: string): boolean {
  return /\$\{[A-Za-z_][^}]*\}/.test(text);
}
