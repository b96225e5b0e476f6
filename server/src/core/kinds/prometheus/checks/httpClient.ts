import { defineChecks } from '../../../findings/check';
import type { PrometheusCheck } from '../context';

export const infos = defineChecks({});

export const checks: Readonly<Record<string, readonly PrometheusCheck[]>> = {};
