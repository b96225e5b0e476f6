import picomatch from 'picomatch';
import { isAlertmanager } from './alertmanager/detect';
import { isBlackbox } from './blackbox/detect';
import { isCompose } from './compose/detect';
import { isFileSd } from './fileSd/detect';
import { isFirewall } from './firewall/detect';
import { type Detector, type Glance, glanceAt } from './glance';
import { isHelmValues } from './helmValues/detect';
import { type KindId, kindId } from './kindId';
import { isManifest } from './manifest/detect';
import { isNginx } from './nginx/detect';
import { isOtelCollector } from './otelCollector/detect';
import { isJobList, isPrometheusByContent, isPrometheusByName } from './prometheus/detect';
import { isRuleFile } from './rules/detect';
import { isScrapeguard } from './scrapeguard/detect';
import { isStunnel } from './stunnel/detect';
import { isSystemd } from './systemd/detect';
import { isWebConfigByContent, isWebConfigByName } from './webConfig/detect';

/** By name and content, in this order: the first that says yes. Names that say much stand in front of contents. */
const DETECTORS: readonly (readonly [KindId, Detector])[] = [
  ['scrapeguard', isScrapeguard],
  ['prometheus', isPrometheusByName],
  ['web-config', isWebConfigByName],
  ['scrape-config', isManifest],
  ['compose', isCompose],
  ['helm-values', isHelmValues],
  ['otel-collector', isOtelCollector],
  ['alertmanager', isAlertmanager],
  ['blackbox', isBlackbox],
  ['rules', isRuleFile],
  ['file-sd', isFileSd],
  ['prometheus', isPrometheusByContent],
  ['web-config', isWebConfigByContent],
  ['systemd', isSystemd],
  ['stunnel', isStunnel],
  ['nginx', isNginx],
  ['firewall', isFirewall],
];

/** What decides the kind of a file. `text` may be cut off behind its first 64 kB. */
export interface DetectInput {
  /** The path or URI path of the file, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The kind the user named (`--kind`); wins over everything. */
  readonly override?: string;
  /** Globs of the setting `scrapeguard.files` with their kinds; the first that matches wins. */
  readonly associations?: Readonly<Record<string, string>>;
  /** The kind that the workspace's `.scrapeguard.yaml` gives the file; the user's settings win over it. */
  readonly configured?: KindId;
}

/**
 * The kind of a file, from what the user named, a modeline, the settings, the workspace's `.scrapeguard.yaml`, its
 * name, or its content, in this order;
 * undefined for a file that is none of ours. Costs one pass over the first lines at most.
 */
export function detectKind(input: DetectInput): KindId | undefined {
  const named = kindId(input.override) ?? modelineKind(input.text) ?? associatedKind(input) ?? input.configured;
  if (named !== undefined) return named;
  const glance = glanceAt(input.path, input.text);
  return DETECTORS.find(([, detects]) => detects(glance))?.[0];
}

/**
 * The top-level key that the list at the root of a `prometheus` file belongs to: `scrape_configs` for a file that is
 * only the jobs of `additionalScrapeConfigs`. A prometheus.yml that is a list is just wrong.
 */
export function rootSection({ path, text, override }: DetectInput): string | undefined {
  const glance: Glance = glanceAt(path, text);
  const isWhole = override !== undefined || /^prometheus\.ya?ml$/i.test(glance.name);
  return !isWhole && isJobList(glance) ? 'scrape_configs' : undefined;
}

/** The kind in a comment such as `# scrapeguard: kind=web-config` within the first ten lines. */
function modelineKind(text: string): KindId | undefined {
  const head = /^(?:.*\r?\n?){0,10}/.exec(text.slice(0, 4096))?.[0] ?? '';
  return kindId(/^\s*(?:#|;|\/\/)\s*scrapeguard:\s*kind\s*=\s*([\w-]+)\s*$/m.exec(head)?.[1]);
}

/** The kind that the user's settings give the file. */
export function associatedKind({
  path,
  associations = {},
}: Pick<DetectInput, 'path' | 'associations'>): KindId | undefined {
  for (const [glob, kind] of Object.entries(associations)) {
    const pattern = glob.startsWith('/') || glob.startsWith('**/') ? glob : `**/${glob}`;
    if (picomatch.isMatch(path, [glob, pattern], { dot: true })) return kindId(kind);
  }
  return undefined;
}
