import { type UnitLine, writtenLines } from '../../../model/unitHardening';
import { plainFile } from '../../generatedFile';
import { type Part, type Place, part, placed } from '../machine';
import type { SetUp } from '../setUp';
import type { ExporterSide } from './exporterSide';
import type { DebianPackage } from './exporters';
import { programFlags } from './programFlags';
import { sandbox } from './sandbox';
import { partsOf, serviceUnit } from './service';
import { settingLines } from './systemdUnit';

/** The exporter from its Debian package: the arguments in `/etc/default`, and what hardens its unit in a drop-in. */
export function debianPart(setUp: SetUp, side: ExporterSide, debian: DebianPackage): Part {
  const unit = serviceUnit(setUp);
  return part({
    packages: [debian.name],
    files: [
      ...side.files,
      placed(plainFile(`${debian.name}.default`, argumentsText(setUp, side)), readable(`/etc/default/${debian.name}`)),
      placed(
        plainFile(`${debian.name}.conf`, dropIn(setUp, side, debian)),
        readable(`/etc/systemd/system/${unit}.d/scrapeguard.conf`),
      ),
    ],
    units: [{ unit, by: 'restart' }],
    // Nobody who takes a lock away should be left in the belief that the door is shut.
    rollback: [
      `if is_ours /etc/default/${debian.name}; then`,
      `  say "${unit} goes on with the settings of its package. Stop it, if it shall not answer everybody who reaches it"`,
      'fi',
    ],
  });
}

function readable(path: string): Place {
  return { path, owner: 'root', group: 'root', mode: '0644' };
}

function argumentsText(setUp: SetUp, side: ExporterSide): string {
  const flags = programFlags(setUp, side).join(' ');
  return `# Arguments of the exporter. Every user of this host can read them: no secret belongs here.
ARGS="${flags}"
`;
}

/** The user, the command and the rest are those of the package. */
function dropIn(setUp: SetUp, { after, listen }: ExporterSide, { data }: DebianPackage): string {
  const units = [...new Set(['network-online.target', ...after])].join(' ');
  const order: readonly UnitLine[] = [
    ['Wants', units],
    ['After', units],
  ];
  const service: readonly UnitLine[] = [
    ['RestartSec', '5s'],
    ...settingLines(setUp),
    ...sandbox(setUp.exporter, Number(partsOf(listen).port), data === undefined ? [] : [`-${data}`]),
  ];
  return `[Unit]
${writtenLines(order)}
[Service]
${writtenLines(service)}`;
}
