import type { GeneratedFile } from '../../generatedFile';
import type { Credentials } from '../credentials';
import type { Machine } from '../machine';
import { neededLeaves } from '../neededLeaves';
import { PROFILE_CHOICES } from '../profileChoices';
import type { SetUp } from '../setUp';
import { certificateSection } from './certificates';
import { filesSection } from './files';
import { otherClients } from './otherClients';
import { reloadSection } from './reload';
import { stepsSection } from './steps';
import { troubleSection } from './trouble';
import { upkeepSection } from './upkeep';

/**
 * `README.md` of a set: what goes where, the steps in their order, what a reload picks up, what errors mean, upkeep. It
 * names no secret, and no file of the set that is not there.
 * @param machines those of the set, with all their files
 * @param others files beside them: for a cluster, for a tailnet
 */
export function readme(
  setUp: SetUp,
  credentials: Credentials,
  machines: readonly Machine[],
  others: readonly GeneratedFile[] = [],
): string {
  const sections = [
    head(setUp),
    filesSection(setUp, machines, others),
    certificateSection(setUp, credentials),
    stepsSection(setUp, machines, others),
    reloadSection(setUp),
    otherClients(setUp),
    troubleSection(setUp),
    upkeepSection(setUp, machines),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function head(setUp: SetUp): string {
  const { exporter, targets, profile } = setUp;
  const label = PROFILE_CHOICES.find(({ value }) => value === profile)?.label ?? profile;
  const where = targets.map(({ names: [first = ''] }) => `\`${first}\``).join(', ');
  return `# ${exporter.program}, for Prometheus and for nobody else

${label}, on ${where}, port ${setUp.port}. ${asked(setUp)}

${neededLeaves(setUp).length === 0 && !setUp.asks.password ? 'There is no secret in this folder.' : SECRETS}`;
}

const SECRETS = `Keys and passwords in this folder are readable by you alone, and \`.gitignore\` keeps them out of the repository. Whoever
has those of Prometheus can scrape.`;

function asked({ asks, profile }: SetUp): string {
  if (profile === 'tailnet') return 'Nothing is asked inside of the tailnet: its policy decides who comes in.';
  if (asks.certificate && asks.password)
    return 'Whoever scrapes needs a certificate and a password; neither does alone.';
  return asks.certificate ? 'Whoever scrapes needs a certificate.' : 'Whoever scrapes needs a password.';
}
