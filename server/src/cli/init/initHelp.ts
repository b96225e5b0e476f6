import { PROFILE_CHOICES } from '../../core/generators/setUp/profileChoices';
import type { Question } from '../../core/generators/setUp/questions/question';
import { knownFrom } from '../../core/generators/setUp/questions/questions';
import { PROFILES } from '../../core/generators/setUp/setUp';
import { FLAGS } from './initArguments';

const WIDTH = 80;
const COLUMN = 4;

/** What `scrapeguard init --help` prints: every question of the wizard is a flag. */
export const INIT_HELP = `Usage: scrapeguard init PROFILE --host HOST... --out DIR [options]

Makes all files of a secured set-up: the exporter's side, Prometheus' side,
certificates and passwords, the firewall, scripts that install, deploy and
verify, and a README that says what goes where. Secrets are readable by you
alone, and nothing secret is ever overwritten. A second run with the same
answers changes nothing; one with another host and --replace adds it.

Profiles:
${PROFILE_CHOICES.map(({ value, label, detail }) => entry(value, `${label}. ${detail}`)).join('')}
Questions:
${FLAGS.map((question) => entry(`${question.flag} ${question.takes}`, describe(question))).join('')}
Files and secrets:
${[
  ['--out DIR', 'The folder of the set. One that holds an earlier run is extended.'],
  ['--dry-run', 'Say what would be written, and write nothing.'],
  ['--replace', 'Replace files that differ. Secrets never are.'],
  ['--prometheus-config FILE', 'A prometheus.yml that gets the job, in its own style. Default: a new one is written.'],
  [
    '--stunnel-config FILE',
    'With stunnel: a stunnel.conf that gets the service, in its own style. Default: a new one is written.',
  ],
  [
    '--certificate-file FILE',
    'A PEM file with certificates or keys that are there already, instead of new ones. May be said several times.',
  ],
  ['--ca DIR', 'A folder with ca.crt and ca.key of an authority that is there already. Default: a new one in DIR/pki.'],
  [
    '--ca-passphrase-file FILE',
    'The passphrase of the authority\'s key; "-" is standard input. Default: you are asked.',
  ],
  ['--no-ca-passphrase', 'The key of a new authority gets no passphrase.'],
  ['--password-file FILE', 'The password of basic auth; "-" is standard input. Default: one is made.'],
  ['--key-bits 3072|2048', 'Length of the RSA keys of exporters and Prometheus.'],
  ['--ca-bits 4096|3072', 'Length of the key of a new authority.'],
  ['-h, --help', 'Print this help.'],
]
  .map(([flag = '', text = '']) => entry(flag, text))
  .join('')}`;

function describe({ title, detail, isMany, choices, standard, isAdvanced }: Question): string {
  const defaults = standard(knownFrom({})).join(', ');
  const takes = choices === undefined || isAdvanced ? '' : ` One of: ${valuesOf(choices).join(', ')}.`;
  const many = isMany ? ' May be said several times.' : '';
  return `${title} ${detail}${takes}${many}${defaults === '' ? '' : ` Default here: ${defaults}.`}`;
}

/** All answers that a question takes with some profile. */
function valuesOf(choices: NonNullable<Question['choices']>): readonly string[] {
  const all = PROFILES.flatMap((profile) => choices(knownFrom({ profile: [profile] })));
  return [...new Set(all.map(({ value }) => value))];
}

/** A flag with its text below it, in lines that fit a terminal. */
function entry(flag: string, text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH - COLUMN) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return `  ${flag}\n${lines.map((line) => `${' '.repeat(COLUMN)}${line}\n`).join('')}`;
}
