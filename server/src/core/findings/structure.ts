import type { Severity } from './finding';

/** A code that many rules share: its entry in docs/checks.md. */
export interface StructureCheck {
  readonly code: string;
  readonly severity: Severity;
  /** What is found and why it matters, as Markdown. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The codes of the syntax and of the structure, which hold for every kind of file. */
export const STRUCTURE_CHECKS: readonly StructureCheck[] = [
  {
    code: 'yaml-syntax',
    severity: 'error',
    what: 'The text is not YAML as the program reads it (YAML 1.1, libyaml): the program refuses the whole file.',
    fix: 'Mend the line. Values that contain `: `, ` #`, or begin with `@`, `` ` ``, `%`, `[`, `{`, `*`, `&`, `!`, `|` or `>` need quotes.',
  },
  {
    code: 'missing-colon',
    severity: 'error',
    what: 'A line stands where only a key can, and has no `:`.',
    fix: 'Write `key: value`.',
  },
  {
    code: 'bad-indentation',
    severity: 'error',
    what: 'The indentation of a line fits none of the blocks above it.',
    fix: 'Align it with the keys or the list items that it belongs to.',
  },
  {
    code: 'tab-indentation',
    severity: 'error',
    what: 'A tab stands where YAML allows only spaces.',
    fix: 'Replace it by spaces.',
  },
  {
    code: 'unterminated',
    severity: 'error',
    what: 'A quote or bracket is opened and never closed. The lines below are read as if it ended with its line.',
    fix: 'Close it.',
  },
  {
    code: 'undefined-alias',
    severity: 'error',
    what: 'An alias (`*name`) stands before its anchor (`&name`), or has none.',
    fix: 'Add the anchor, or quote the value if the `*` belongs to it.',
  },
  {
    code: 'too-many-aliases',
    severity: 'error',
    what: 'Most of the document are repetitions made by aliases: an alias bomb, or close to one. The rest is not read.',
    fix: 'Write fewer aliases of aliases.',
  },
  {
    code: 'too-deep',
    severity: 'error',
    what: 'The text is nested deeper than 500 levels; what is deeper is not read.',
    fix: 'No honest configuration needs that: look for a bracket that is opened again and again.',
  },
  {
    code: 'file-too-large',
    severity: 'info',
    what: 'The file is longer than 10 million characters and is not checked.',
    fix: 'Split it, for example with `scrape_config_files`.',
  },
  {
    code: 'ignored-content',
    severity: 'warning',
    what: 'The program reads the first YAML document and drops everything behind it without a word.',
    fix: 'Remove the `---`, or move what follows to a file of its own.',
  },
  {
    code: 'template',
    severity: 'info',
    what: 'Braces of a template (`{{`, `{%`) stand where YAML has none, so the file becomes a configuration only after something has filled it in. It is not checked.',
    fix: 'Check the file that is made from it. If it is no template, put the value into quotes.',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    what: 'The key or option does not exist at this place. Programs that read strictly (Prometheus, its exporters, stunnel) refuse the whole file for one unknown key; Kubernetes refuses it or drops it, and then the setting has no effect.',
    fix: 'Take the name that is suggested, move the key to where it belongs, or remove it.',
  },
  {
    code: 'duplicate-key',
    severity: 'error',
    what: 'The same key stands twice in one mapping, which strict reading refuses. A key that comes in through `<<` counts in a map with free keys (labels, headers), not in a mapping with known keys.',
    fix: 'Remove one of the two.',
  },
  {
    code: 'merge-overwrites-key',
    severity: 'warning',
    what: 'A `<<` stands behind a key that it brings along: the merged value wins, which is the opposite of what YAML says (yaml.v2 applies a mapping from top to bottom).',
    fix: 'Move the `<<` above the keys that are to win.',
  },
  {
    code: 'wrong-type',
    severity: 'error',
    what: 'The value is of another type than the key takes: a list instead of a mapping, a quoted number instead of a number. Text fields take any scalar as it is written.',
    fix: 'Write the value in the type that is named; numbers and booleans stand without quotes.',
  },
  {
    code: 'invalid-value',
    severity: 'error',
    what: 'The value is of the right type, but not one that the program accepts.',
    fix: 'Use one of the values or the form that the message names.',
  },
  {
    code: 'invalid-regex',
    severity: 'error',
    what: "The regular expression is not one of Go's (RE2): look-around and back-references do not exist there.",
    fix: 'Rewrite the expression without them; relabeling matches the whole text, so it often can be shorter.',
  },
  {
    code: 'missing-key',
    severity: 'error',
    what: 'A key is missing without which the program refuses the file.',
    fix: 'Add it.',
  },
  {
    code: 'conflicting-keys',
    severity: 'error',
    what: 'Two keys are given of which the program allows only one.',
    fix: 'Decide for one and remove the other.',
  },
  {
    code: 'newer-version-needed',
    severity: 'error',
    what: 'The key, option or value came with a later version of the program than the one that the files are checked for, and the older program refuses it or does without it.',
    fix: 'Remove it, or raise the version in the settings if the program that runs is newer: `scrapeguard.prometheusVersion`, `scrapeguard.toolkitVersion` (exporters) or `scrapeguard.stunnelVersion`, on the command line `--prometheus-version` and its kin.',
  },
  {
    code: 'removed-key',
    severity: 'error',
    what: 'The key was removed from the program, which now refuses it as unknown.',
    fix: 'Use the key that replaced it.',
  },
  {
    code: 'unhashed-web-password',
    severity: 'error',
    what: 'A value of `basic_auth_users` is no bcrypt hash. The exporter refuses to start, and a password in clear text stands in the file.',
    fix: 'Replace it by the bcrypt hash of the password (`htpasswd -nBC 10 USER`), and change the password if the file was shared.',
  },
  {
    code: 'suppression-without-reason',
    severity: 'hint',
    what: 'A comment silences a finding and does not say why. Whoever reads the file later cannot tell whether that is still right.',
    fix: 'Write the reason behind a colon: `# scrapeguard-ignore RULE: reason`.',
  },
  {
    code: 'unused-suppression',
    severity: 'hint',
    what: 'A comment silences nothing: what it names is not found any more at its place, it stands where it does not count, or the program refuses the file for it, so that there is nothing to accept.',
    fix: 'Remove it.',
  },
  {
    code: 'unknown-rule',
    severity: 'hint',
    what: 'A comment or `.scrapeguard.yaml` names a rule that does not exist, so nothing follows from it.',
    fix: 'Mend the name of the rule, or remove it.',
  },
];
