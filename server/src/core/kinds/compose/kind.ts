import { compareFindings, type Finding } from '../../findings/finding';
import { NO_NOUNS, type Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import type { Surroundings } from '../kind';
import type { ReaderKind, Reading } from '../reader';
import { outlineItem } from '../readerOutline';
import { entriesOf, entryAt, type PlainNode, readYaml } from '../yamlReading';
import { composeInfos, serviceChecks } from './checks';
import { checkOtherServices } from './checks/dollars';
import { checkVersion } from './checks/version';
import { filesOf } from './files';
import { listenersOf, webConfigOf } from './listeners';
import { processOf } from './process';
import { secretsOf } from './secrets';
import { type ComposeService, servicesIn } from './service';

/** Builds the kind `compose`: files of Compose, for the services whose programs scrape or are scraped. */
export function composeKind(): ReaderKind {
  return {
    id: 'compose',
    checks: composeInfos,
    secretKeys: ['DATA_SOURCE_NAME', 'DATA_SOURCE_URI', 'DATA_SOURCE_PASS'],
    read,
    outline,
  };
}

function read(text: string, { path }: Surroundings): Reading {
  const { roots, findings, isBroken } = readYaml(text);
  if (isBroken) return { findings, nouns: NO_NOUNS };
  const readings = roots.map((root) => readRoot(root, text, path));
  return {
    findings: withoutDoubles([...findings, ...readings.flatMap((reading) => reading.findings)]),
    nouns: joinNouns(readings.map(({ nouns }) => nouns)),
  };
}

function readRoot(root: PlainNode, source: string, path: string | undefined): Reading {
  const services = servicesIn(root, source, path);
  const checked = services.flatMap((service) => serviceChecks.flatMap((check) => check({ service, root, source })));
  const ours = new Set(services.map(({ name }) => name));
  const others = checkOtherServices(root, ours, source);
  const findings = services.length === 0 ? [] : [...checkVersion(root, source), ...checked, ...others];
  return { findings, nouns: joinNouns(services.map((service) => nounsOf(service, root, source))) };
}

function nounsOf(service: ComposeService, root: PlainNode, source: string): Nouns {
  const webConfig = webConfigOf(service);
  return {
    ...NO_NOUNS,
    processes: [processOf(service, source)],
    listeners: listenersOf(service, source),
    secrets: secretsOf(service),
    files: [...filesOf(service, root, source), ...(webConfig === undefined ? [] : [webConfig])],
  };
}

/** A service that others repeat by an alias is found with each of them. */
function withoutDoubles(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(compareFindings).filter((finding, index, sorted) => {
    const before = sorted[index - 1];
    return before === undefined || compareFindings(before, finding) !== 0;
  });
}

function outline(text: string) {
  return readYaml(text).roots.flatMap((root) => {
    const services = entryAt(root, 'services');
    if (services === undefined) return [];
    return [
      outlineItem(
        services,
        'section',
        entriesOf(services.value).map((entry) => outlineItem(entry, 'item')),
      ),
    ];
  });
}
