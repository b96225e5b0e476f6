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
import { otelCollectorKind } from './otelCollector/kind';
import { prometheusKind } from './prometheus/kind';
import type { ReaderKind } from './reader';
import { rulesKind } from './rules/kind';
import { systemdKind } from './systemd/kind';
import { webConfigKind } from './webConfig/kind';

/** A kind whose context and facts are its own business. */
export type AnyKind = YamlKind<unknown, unknown>;

/** The kinds that are read by a schema, by id. Building a schema costs a few milliseconds. */
export function createYamlKinds(): ReadonlyMap<KindId, AnyKind> {
  const prometheus = prometheusKind();
  return new Map<KindId, AnyKind>([
    ['prometheus', prometheus],
    ['helm-values', helmValuesKind(prometheus)],
    ['web-config', webConfigKind()],
    ['scrape-config', manifestKind()],
    ['rules', rulesKind()],
    ['file-sd', fileSdKind()],
  ]);
}

/** The kinds that are understood for their nouns. */
export function createReaderKinds(): readonly ReaderKind[] {
  return [
    systemdKind(),
    composeKind(),
    firewallKind(),
    nginxKind(),
    blackboxKind(),
    alertmanagerKind(),
    otelCollectorKind(),
  ];
}
