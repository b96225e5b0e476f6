import type { CheckInfo } from '../../../../findings/check';
import type { PrometheusCheck } from '../../context';

export const serviceDiscoveryInfos: readonly CheckInfo[] = [];

export const serviceDiscoveryChecks: Readonly<Record<string, readonly PrometheusCheck[]>> = {};
