import { release, type Version } from '../../schema/version';
import { ENDPOINT_OPTIONS } from './endpointOptions';
import { GLOBAL_OPTIONS } from './globalOptions';
import type { OptionInfo } from './optionTypes';
import { PROCESS_OPTIONS } from './processOptions';
import { TLS_SERVICE_OPTIONS } from './tlsOptions';
import { TRUST_OPTIONS } from './trustOptions';

export type { Choice, Deprecation, OptionInfo, ValueType } from './optionTypes';

/** All options of stunnel up to 5.75, global ones first. */
export const OPTIONS: readonly OptionInfo[] = [
  ...GLOBAL_OPTIONS,
  ...ENDPOINT_OPTIONS,
  ...TLS_SERVICE_OPTIONS,
  ...TRUST_OPTIONS,
  ...PROCESS_OPTIONS,
];

const BY_NAME: ReadonlyMap<string, OptionInfo> = new Map(
  OPTIONS.flatMap((option) => [option.name, ...option.aliases].map((name) => [name.toLowerCase(), option] as const)),
);

const SINCE: ReadonlyMap<OptionInfo, Version> = new Map(OPTIONS.map((option) => [option, release(option.since)]));

/** Whether the stunnel of version `target` is too old for `option`. */
export function isTooNew(option: OptionInfo, target: Version): boolean {
  return target < (SINCE.get(option) ?? 0);
}

/** The option that a line calls `name`, in any case and under any of its names; undefined for none. */
export function optionNamed(name: string): OptionInfo | undefined {
  return BY_NAME.get(name.toLowerCase());
}
