import { type ProgramVersion, versionOfTag } from '../../model/knownFlags';
import type { Flag, Said } from '../../model/nouns';
import type { Program } from '../../model/programs';
import type { Span } from '../../text/span';
import { entriesOf, entryAt, nodeAt, type PlainNode } from '../yamlReading';
import { commandLineOf } from './commandLine';
import { environmentOf, type Variable } from './environment';
import { imageProgram, tagOf } from './image';
import { saidAt } from './interpolation';
import { type Mount, mountsOf } from './mounts';

/** A service that runs one of the programs this is about. */
export interface ComposeService {
  readonly name: string;
  /** Its name in the file. */
  readonly at: Span;
  readonly body: PlainNode;
  readonly program: Program;
  readonly image: Said<string>;
  /** The version of the program, where the tag tells it. */
  readonly version?: ProgramVersion;
  readonly flags: readonly Flag[];
  /** Whether `flags` are all; see `CommandLine`. */
  readonly hasAllFlags: boolean;
  readonly environment: readonly Variable[];
  readonly mounts: readonly Mount[];
  readonly network?: Said<string>;
  /** Whether more of it may stand elsewhere: `extends`, or a file that others are laid over. */
  readonly isPartial: boolean;
}

/** The services of a compose file that run an exporter, Prometheus, Alertmanager, Pushgateway, Grafana or stunnel. */
export function servicesIn(root: PlainNode, source: string, path = ''): readonly ComposeService[] {
  const isOverlay = /override[^/]*$/i.test(path);
  return entriesOf(nodeAt(root, 'services')).flatMap(({ key, keyNode, value }) => {
    const image = nodeAt(value, 'image');
    if (image?.type !== 'scalar') return [];
    const program = imageProgram(image.value);
    if (program === undefined) return [];
    const { flags, isComplete } = commandLineOf(value, source);
    const isPartial = isOverlay || entryAt(value, 'extends') !== undefined;
    const said = saidAt(image, source);
    const version = said.value === undefined ? undefined : versionOfTag(tagOf(said.value));
    const network = nodeAt(value, 'network_mode');
    return [
      {
        name: key,
        at: { start: keyNode.start, end: keyNode.end },
        body: value,
        program,
        image: said,
        flags,
        hasAllFlags: isComplete && !isPartial,
        environment: environmentOf(value, source),
        mounts: mountsOf(value, source),
        isPartial,
        ...(version !== undefined && { version }),
        ...(network?.type === 'scalar' && { network: saidAt(network, source) }),
      },
    ];
  });
}
