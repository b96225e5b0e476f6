/** VS Code's names for the languages in which our files may be; compose files, YAML too, have one of their own. */
export const LANGUAGES = ['yaml', 'dockercompose', 'stunnel', 'json', 'shellscript', 'nginx', 'systemd-unit-file'];

/** Files of ours that VS Code takes for plain text, or for some settings or other. */
export const PATTERNS = [
  '**/*.{conf,service,nft,rules,nginx}',
  '**/{default,sites-available,sites-enabled}/*',
  '**/rules.v{4,6}',
];

/** What documents the client shows to the server, which tells by name and content whether they are ours. */
export type Selector = readonly ({ readonly language: string } | { readonly pattern: string })[];

/** The documents that may be ours; `associated` are the patterns of the setting `scrapeguard.files`. */
export function selector(associated: readonly string[]): Selector {
  const patterns = associated.map((pattern) => (/^(\/|\*\*\/)/.test(pattern) ? pattern : `**/${pattern}`));
  return [
    ...LANGUAGES.map((language) => ({ language })),
    ...[...new Set([...PATTERNS, ...patterns])].map((pattern) => ({ pattern })),
  ];
}
