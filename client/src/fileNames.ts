const EXTENSIONS = ['yml', 'yaml'];

/** Names that say alone whose file it is; such a file in the workspace starts the server. */
export const OUR_NAMES = [
  ...withExtensions(['.scrapeguard', 'prometheus', 'web-config', 'web_config', 'web.config', 'webconfig']),
  'stunnel.conf',
];

/** Names as glob patterns that our files often have: other YAML extensions leave them to us. */
export const LIKELY_NAMES = [
  ...OUR_NAMES.filter((name) => /\.ya?ml$/.test(name)),
  ...withExtensions(['prometheus.*', 'prometheus-*', 'prometheus_*', 'web']),
];

function withExtensions(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => EXTENSIONS.map((extension) => `${name}.${extension}`));
}
