import { type UnitLine, writtenLines } from '../../../model/unitHardening';
import { plainFile } from '../../generatedFile';
import { type MachineFile, type Part, part, placed } from '../machine';
import { fencedComment } from '../network/fenced';
import type { SetUp } from '../setUp';
import type { ExporterSide } from './exporterSide';
import { programFlags } from './programFlags';
import { sandbox } from './sandbox';
import { examplesOf, partsOf, serviceUnit, serviceUser } from './service';
import { userLines } from './userLines';

/** The exporter as a service with a unit of our own: as a user of its own, who may do next to nothing. */
export function systemdPart(setUp: SetUp, side: ExporterSide): Part {
  const unit = serviceUnit(setUp);
  return part({
    files: [...side.files, unitFile(setUp, side)],
    before: userLines(setUp.exporter.program),
    units: [{ unit, by: 'restart' }],
  });
}

function unitFile(setUp: SetUp, side: ExporterSide): MachineFile {
  const unit = serviceUnit(setUp);
  return placed(plainFile(unit, unitText(setUp, side)), {
    path: `/etc/systemd/system/${unit}`,
    owner: 'root',
    group: 'root',
    mode: '0644',
  });
}

function unitText(setUp: SetUp, side: ExporterSide): string {
  const { exporter, places } = setUp;
  const { user, group } = serviceUser(setUp);
  const comment = fencedComment(setUp, side, 'bind-all-interfaces');
  const command = [`${places.binaries}/${exporter.program}`, ...programFlags(setUp, side)].join(' \\\n  ');
  return `[Unit]
Description=${exporter.program}, scraped by Prometheus
${writtenLines(orderLines(side))}
[Service]
Type=exec
User=${user}
Group=${group}
${comment === '' ? '' : `${comment}\n`}ExecStart=${command}
Restart=on-failure
RestartSec=5s
${writtenLines([...settingLines(setUp), ...dataLines(setUp)])}
${writtenLines(sandbox(exporter, Number(partsOf(side.listen).port)))}
[Install]
WantedBy=multi-user.target
`;
}

/** Behind what brings the address that it listens on. */
function orderLines({ after }: ExporterSide): readonly UnitLine[] {
  const units = [...new Set(['network-online.target', ...after])].join(' ');
  return [
    ['Wants', units],
    ['After', units],
  ];
}

/** How the unit of the exporter gets the files that belong to the user; `install.sh` makes them. */
export function settingLines(setUp: SetUp): readonly UnitLine[] {
  return examplesOf(setUp).flatMap(({ name, holds }): readonly UnitLine[] => {
    const path = `${setUp.places.exporter}/${name}`;
    // systemd reads both as root, so that nobody else has to be able to.
    if (holds === 'environment') return [['EnvironmentFile', `-${path}`]];
    return holds === 'credential' ? [['LoadCredential', `${name}:${path}`]] : [];
  });
}

function dataLines({ exporter: { needs, program } }: SetUp): readonly UnitLine[] {
  if (needs.data === undefined) return [];
  return [
    ['StateDirectory', program],
    ['StateDirectoryMode', '0750'],
  ];
}
