import { NO_NOUNS, type Nouns, type Secret } from '../../model/nouns';
import { joinNouns } from '../../model/nounsOf';
import { secretOf } from '../../model/secretForm';
import { decode } from '../../schema/decode';
import { noRepetition } from '../../schema/repetition';
import type { StructShape } from '../../schema/shape';
import { type Pair, valueAt, type YamlNode } from '../../syntax/yaml/nodes';
import type { Span } from '../../text/span';
import { scalarOf } from '../manifest/object';
import { nounsOfSpec } from '../manifest/objects/operator/nouns';
import { webListener } from '../manifest/objects/operator/webListener';

const MAX_DEPTH = 12;

/** The shape of `web` in the specification of a Prometheus object. */
export type WebShape = StructShape;

/**
 * The nouns of the values in `pair` besides those of the jobs: passwords, what is mounted from Secrets, and the web
 * server of Prometheus.
 */
export function valuesNouns(pair: Pair, webShape: WebShape | undefined, depth = 0): Nouns {
  const { key, value } = pair;
  const name = key.type === 'scalar' ? key.value : '';
  if (value.type !== 'mapping' || depth > MAX_DEPTH) return NO_NOUNS;
  const own = name === 'prometheusSpec' ? specNouns(value, key, webShape) : NO_NOUNS;
  const grafana = name === 'grafana' ? { ...NO_NOUNS, secrets: grafanaSecrets(value) } : NO_NOUNS;
  return joinNouns([own, grafana, ...value.pairs.map((inner) => valuesNouns(inner, webShape, depth + 1))]);
}

function specNouns(spec: YamlNode, { start, end }: Span, webShape: WebShape | undefined): Nouns {
  const web = valueAt(spec, 'web');
  const decoding = { version: 0, program: '', report: () => undefined, around: [], repetition: noRepetition() };
  const value = web === undefined || webShape === undefined ? undefined : decode(web, webShape, decoding);
  const listener = value?.kind === 'struct' ? webListener(value, { program: 'prometheus', name: '' }) : undefined;
  const own = nounsOfSpec(spec, { program: 'prometheus', name: '', at: { start, end } });
  return { ...NO_NOUNS, ...own, listeners: [...own.listeners, ...(listener === undefined ? [] : [listener])] };
}

function grafanaSecrets(grafana: YamlNode): readonly Secret[] {
  const password = scalarOf(valueAt(grafana, 'adminPassword'));
  return password === undefined ? [] : [secretOf('adminPassword', password.value, password, 'admin.existingSecret')];
}
