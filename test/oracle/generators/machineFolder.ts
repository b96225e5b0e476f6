import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployScript, rollbackScript } from '../../../server/src/core/generators/setUp/deploy/deploy';
import { installScript } from '../../../server/src/core/generators/setUp/exporter/install';
import { runningPart } from '../../../server/src/core/generators/setUp/exporter/running';
import type { Machine, Part } from '../../../server/src/core/generators/setUp/machine';
import type { SetUp } from '../../../server/src/core/generators/setUp/setUp';
import { side, TARGET } from '../../unit/generators/running/fixtures';

/** The machine with nothing but the exporter. */
export function machineOf(setUp: SetUp, more: readonly Part[] = []): Machine {
  return { folder: 'hosts/web-1', parts: [runningPart(setUp, TARGET, side(setUp)), ...more] };
}

/** Writes the files of `machine` into `folder`, with its scripts. */
export function writeMachine(folder: string, machine: Machine, setUp: SetUp): void {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, text: string | Uint8Array, mode: number) =>
    writeFileSync(join(folder, name), text, { mode });
  for (const { path, content, mode } of machine.parts.flatMap(({ files }) => files)) put(path, content, mode);
  put('deploy.sh', deployScript(machine), 0o755);
  put('rollback.sh', rollbackScript(machine), 0o755);
  put('install.sh', installScript(setUp), 0o755);
}
