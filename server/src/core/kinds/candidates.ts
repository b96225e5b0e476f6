/** Endings of files that may be of one of the kinds; their content tells whether they are. */
const ENDINGS = /\.(ya?ml|json|conf|service|sh|bash|nft|rules|nginx)$/i;
/** Files that have no ending. */
const PLACES = /(^|\/)(etc\/default|sites-available|sites-enabled)\/[^/.]+$|(^|\/)(rules\.v[46]|ip6?tables)$/i;
/** What a program is started with, and the settings of ufw: folders that hold the files of all programs. */
const DEFAULTS =
  /(^|\/)(default|sysconfig|conf\.d)\/[^/.]*(prometheus|exporter|alertmanager|pushgateway|stunnel|ufw)[^/.]*$/i;

/** Whether a look into the file at `path` (with forward slashes) is worth its while. */
export function mayBeOurs(path: string): boolean {
  return ENDINGS.test(path) || PLACES.test(path) || DEFAULTS.test(path);
}
