/** Endings of files that may be of one of the kinds; their content tells whether they are. */
const ENDINGS = /\.(ya?ml|json|conf|service|sh|bash|nft|rules|nginx)$/i;
/** Files that have no ending. */
const PLACES = /(^|\/)(etc\/default|sites-available|sites-enabled)\/[^/.]+$|(^|\/)rules\.v[46]$|(^|\/)default\/ufw$/i;

/** Whether a look into the file at `path` (with forward slashes) is worth its while. */
export function mayBeOurs(path: string): boolean {
  return ENDINGS.test(path) || PLACES.test(path);
}
