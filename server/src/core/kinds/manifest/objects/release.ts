import { NO_NOUNS } from '../../../model/nouns';
import { joinNouns } from '../../../model/nounsOf';
import type { Pair } from '../../../syntax/yaml/nodes';
import { checkPlace, type PlaceCheck, type PrometheusKind } from '../../helmValues/checkPlace';
import { contextOfValues } from '../../helmValues/context';
import { placesIn, type ValuePlace } from '../../helmValues/places';
import type { Surroundings } from '../../kind';
import { ruleNodeCheck } from '../../rules/checkGroups';
import { type ManifestObject, scalarOf } from '../object';
import type { ObjectKind, ObjectReport } from '../objectKind';
import { embeddedFile } from './embeddedFile';
import { itemsOf, nodeAt, pairsOf } from './texts';

/** Where an object that installs a chart has the values for it: as a mapping, or as a text. */
interface Release {
  readonly group: string;
  readonly kind: string;
  readonly mappings: readonly (readonly string[])[];
  readonly texts: readonly (readonly string[])[];
}

const RELEASES: readonly Release[] = [
  { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease', mappings: [['values']], texts: [] },
  {
    group: 'argoproj.io',
    kind: 'Application',
    mappings: [
      ['source', 'helm', 'valuesObject'],
      ['sources', '*', 'helm', 'valuesObject'],
    ],
    texts: [
      ['source', 'helm', 'values'],
      ['sources', '*', 'helm', 'values'],
    ],
  },
  { group: 'helm.cattle.io', kind: 'HelmChart', mappings: [], texts: [['valuesContent']] },
  { group: 'helm.cattle.io', kind: 'HelmChartConfig', mappings: [], texts: [['valuesContent']] },
];

/** What installs a chart: the jobs and rules in its values are judged as those of a file of values. */
export function releaseObjects(prometheus: PrometheusKind): readonly ObjectKind[] {
  const rules = ruleNodeCheck();
  return RELEASES.map((release): ObjectKind => {
    const { group, kind } = release;
    return {
      group,
      kind,
      checks: [],
      read: (object, surroundings) => readRelease(object, release, { prometheus, rules }, surroundings),
    };
  });
}

type Checkers = Pick<PlaceCheck, 'prometheus' | 'rules'>;

function readRelease(
  object: ManifestObject,
  { mappings, texts }: Release,
  checkers: Checkers,
  surroundings: Surroundings,
): ObjectReport {
  const reports = mappings
    .flatMap((way) => nodesAt(object, way))
    .map((values) => readValues(pairsOf(values), checkers, object.incomplete, surroundings));
  const files = texts
    .flatMap((way) => nodesAt(object, way))
    .flatMap((node) => {
      const scalar = scalarOf(node);
      const file = scalar === undefined ? undefined : embeddedFile('values.yaml', scalar);
      return file?.kind === 'helm-values' ? [file] : [];
    });
  return {
    findings: reports.flatMap(({ findings }) => findings),
    nouns: joinNouns(reports.map(({ nouns }) => nouns ?? NO_NOUNS)),
    embedded: [...reports.flatMap(({ embedded = [] }) => embedded), ...files],
  };
}

function nodesAt({ spec }: ManifestObject, way: readonly string[]) {
  const star = way.indexOf('*');
  if (star < 0) return [nodeAt(spec, ...way)];
  return itemsOf(nodeAt(spec, ...way.slice(0, star))).map((item) => nodeAt(item, ...way.slice(star + 1)));
}

function readValues(
  pairs: readonly Pair[],
  checkers: Checkers,
  incomplete: boolean,
  surroundings: Surroundings,
): ObjectReport {
  const check: PlaceCheck = { ...checkers, context: contextOfValues(pairs), surroundings, incomplete };
  const reports = pairs.flatMap((pair) => placesIn(pair)).map((place) => readPlace(place, check));
  return {
    findings: reports.flatMap(({ findings }) => findings),
    nouns: joinNouns(reports.map(({ nouns }) => nouns ?? NO_NOUNS)),
    embedded: reports.flatMap(({ embedded = [] }) => embedded),
  };
}

/** One list of jobs or mapping of rules, with what holds between its jobs. */
function readPlace(place: ValuePlace, check: PlaceCheck): ObjectReport {
  const { findings, facts, nouns, embedded = [] } = checkPlace(place, check);
  const { prometheus, context, surroundings } = check;
  const across = facts.places.flatMap((part) =>
    prometheus.checkAcross([{ start: 0, facts: part.prometheus }], context, { targets: surroundings.targets }),
  );
  return { findings: [...findings, ...across], nouns: nouns?.() ?? NO_NOUNS, embedded };
}
