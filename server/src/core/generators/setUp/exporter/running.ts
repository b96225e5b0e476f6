import type { Part } from '../machine';
import type { SetUp, Target } from '../setUp';
import { composePart } from './composeService';
import { debianPart } from './debianPackage';
import type { ExporterSide } from './exporterSide';
import { debianOf } from './service';
import { systemdPart } from './systemdUnit';

export { installScript } from './install';

/**
 * How the exporter runs on `target`: a unit of our own, its Debian package with a drop-in, or a container. The files of
 * `side` are in it, so that a new certificate or a new web configuration has it restarted.
 */
export function runningPart(setUp: SetUp, _target: Target, side: ExporterSide): Part {
  if (setUp.form === 'compose') return composePart(setUp, side);
  const debian = debianOf(setUp);
  return debian === undefined ? systemdPart(setUp, side) : debianPart(setUp, side, debian);
}
