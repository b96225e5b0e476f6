import { alertmanagerKind } from './alertmanager/kind';
import { blackboxKind } from './blackbox/kind';
import { composeKind } from './compose/kind';
import { fileSdKind } from './fileSd/kind';
import { firewallKind } from './firewall/kind';
import { helmValuesKind } from './helmValues/kind';
import type { YamlKind } from './kind';
import type { KindId } from './kindId';
import { manifestKind } from './manifest/kind';
import { nginxKind } from './nginx/kind';
import { once } from './once';
import { otelCollectorKind } from './otelCollector/kind';
import { prometheusKind } from './prometheus/kind';
import type { ReaderKind } from './reader';
import { rulesKind } from './rules/kind';
import { systemdKind } from './systemd/kind';
import { webConfigKind } from './webConfig/kind';

/** A kind whose context and facts are its own business. */
export type AnyKind = YamlKind<unknown, unknown>;

/**
 * The kinds that are read by a schema, by id. Building a schema costs some milliseconds, so a kind is made when it is
 * first asked for, and once.
 */
export function yamlKinds(): ReadonlyMap<KindId, () => AnyKind> {
  const prometheus = once(prometheusKind);
  return new Map<KindId, () => AnyKind>([
    ['prometheus', prometheus],
    ['helm-values', once(() => helmValuesKind(prometheus()))],
    ['web-config', once(webConfigKind)],
    ['scrape-config', once(() => manifestKind(prometheus()))],
    ['rules', once(rulesKind)],
    ['file-sd', once(fileSdKind)],
  ]);
}

/** The kinds that are understood for their nouns, by id; each is made when it is first asked for, and once. */
export function readerKinds(): ReadonlyMap<KindId, () => ReaderKind> {
  return new Map<KindId, () => ReaderKind>([
    ['systemd', once(systemdKind)],
    ['compose', once(composeKind)],
    ['firewall', once(firewallKind)],
    ['nginx', once(nginxKind)],
    ['blackbox', once(blackboxKind)],
    ['alertmanager', once(alertmanagerKind)],
    ['otel-collector', once(otelCollectorKind)],
  ]);
}
