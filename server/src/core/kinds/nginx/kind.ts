import { compareFindings } from '../../findings/finding';
import { templateIn } from '../../findings/template';
import { NO_NOUNS } from '../../model/nouns';
import type { OutlineItem } from '../../text/outline';
import type { ReaderKind, Reading } from '../reader';
import * as access from './checks/access';
import * as clients from './checks/clients';
import * as upstream from './checks/upstream';
import { type Directive, parseNginx } from './directives';
import { siteNouns } from './siteNouns';
import { sitesIn } from './sites';

const CHECKS = [access, clients, upstream].flatMap(({ infos }) => Object.values(infos));

/** Builds the kind `nginx`: sites that pass on to exporters and to Prometheus. */
export function nginxKind(): ReaderKind {
  return { id: 'nginx', checks: CHECKS, secretKeys: [], read, outline };
}

function read(text: string): Reading {
  const template = templateIn(text, TEMPLATE);
  if (template !== undefined) return { findings: [template], nouns: NO_NOUNS };
  const sites = sitesIn(parseNginx(text));
  const findings = sites.flatMap((site) => [
    ...access.accessFindings(site),
    ...clients.clientFindings(site, text),
    ...upstream.upstreamFindings(site),
  ]);
  return { findings: findings.sort(compareFindings), nouns: siteNouns(sites) };
}

const TEMPLATE = /\{\{|\{%|<%/;

/** How many blocks an outline shows. */
const MOST_ITEMS = 500;

function outline(text: string): readonly OutlineItem[] {
  const budget = { left: MOST_ITEMS };
  return itemsOf(parseNginx(text), budget);
}

function itemsOf(block: readonly Directive[], budget: { left: number }): readonly OutlineItem[] {
  return block.flatMap((directive): OutlineItem[] => {
    const { name, args, block: inner, start, end } = directive;
    if (inner === undefined || budget.left-- <= 0) return [];
    const names = name.text === 'server' ? inner.find((one) => one.name.text === 'server_name')?.args : args;
    const title = [name.text, ...(names ?? []).map(({ text }) => text)].join(' ');
    const selection = { start: name.start, end: Math.max(name.end, args.at(-1)?.end ?? 0) };
    return [
      {
        name: title,
        kind: 'section',
        range: { start, end: Math.max(end, selection.end) },
        selection,
        children: itemsOf(inner, budget),
      },
    ];
  });
}
