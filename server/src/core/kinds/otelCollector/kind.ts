import { compareFindings, type Finding } from '../../findings/finding';
import { NO_NOUNS, type Nouns } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import type { YamlNode } from '../../syntax/yaml/nodes';
import type { Surroundings } from '../kind';
import { prometheusKind } from '../prometheus/kind';
import type { ReaderKind, Reading } from '../reader';
import { outlineItem } from '../readerOutline';
import { entriesOf, nodeAt, type PlainNode, readYaml } from '../yamlReading';
import { exporterNouns } from './exporters';
import { type JobChecker, jobsReading } from './receivers';

/** The sections of a collector's configuration. */
const SECTIONS = ['receivers', 'processors', 'connectors', 'exporters', 'extensions', 'service'];

/** Builds the kind `otel-collector`: the parts of an OpenTelemetry Collector that speak with Prometheus. */
export function otelCollectorKind(): ReaderKind {
  const prometheus = prometheusKind();
  return {
    id: 'otel-collector',
    checks: [],
    secretKeys: ['password', 'token', 'client_secret', 'Authorization', 'inline'],
    read: (text, surroundings) => read(text, surroundings, prometheus),
    outline,
  };
}

function read(text: string, surroundings: Surroundings, checker: JobChecker): Reading {
  const { roots, findings, isBroken } = readYaml(text);
  // A collector reads one document.
  const [root] = roots;
  if (root === undefined || isBroken) return { findings, nouns: NO_NOUNS };
  const jobs = prometheusReceivers(root).map((receiver) => jobsReading(receiver, text, checker, surroundings));
  const own: readonly Nouns[] = exporterNouns(root, text);
  return {
    findings: withoutDoubles([...findings, ...jobs.flatMap((reading) => reading.findings)]),
    nouns: joinNouns([...jobs.map(({ nouns }) => nouns), ...own]),
  };
}

/** The receivers `prometheus` and `prometheus/NAME`. */
function prometheusReceivers(root: PlainNode): readonly YamlNode[] {
  return entriesOf(nodeAt(root, 'receivers')).flatMap(({ key, value }) =>
    /^prometheus(\/|$)/.test(key) ? [value] : [],
  );
}

/** A list of jobs that several receivers share by an alias is found with each of them. */
function withoutDoubles(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(compareFindings).filter((finding, index, sorted) => {
    const before = sorted[index - 1];
    return before === undefined || compareFindings(before, finding) !== 0 || before.message !== finding.message;
  });
}

function outline(text: string) {
  return entriesOf(readYaml(text).roots[0])
    .filter(({ key }) => SECTIONS.includes(key))
    .map((section) => {
      const children = section.key === 'service' ? [] : entriesOf(section.value);
      return outlineItem(
        section,
        'section',
        children.map((entry) => outlineItem(entry, 'item')),
      );
    });
}
