import type { CheckInfo } from '../findings/check';
import type { Category, Severity } from '../findings/finding';
import { STRUCTURE_CHECKS } from '../findings/structure';
import type { Rule, RuleCategory } from '../rules/rule';
import { checkLines, structureText } from './checkText';

/** Something that can be found, by its code: a rule, or what checks report under one code. */
export interface Entry {
  readonly id: string;
  /** The gravest with which it is reported. */
  readonly severity: Severity;
  readonly category: RuleCategory | Category;
  /** One line: what is found. */
  readonly summary: string;
  /** What it means and what to do, as paragraphs of Markdown. */
  readonly help: readonly string[];
  readonly rule?: Rule;
}

const GRAVITY: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Everything that can be found: `rules` in their order, then the codes of `checks` by name. */
export function entriesOf(rules: readonly Rule[], checks: readonly CheckInfo[]): readonly Entry[] {
  const own = new Set(rules.map(({ id }) => id));
  const codes = new Set([...STRUCTURE_CHECKS, ...checks].map(({ code }) => code));
  const others = [...codes].filter((code) => !own.has(code)).sort();
  return [...rules.map(ruleEntry), ...others.map((code) => checkEntry(code, checks))];
}

function ruleEntry(rule: Rule): Entry {
  const { id, severity, category, summary, why, advice } = rule;
  return { id, severity, category, summary: `${summary}.`, help: [why, `**What to do:** ${advice}`], rule };
}

function checkEntry(id: string, checks: readonly CheckInfo[]): Entry {
  const structure = STRUCTURE_CHECKS.find(({ code }) => code === id);
  const infos = checks.filter(({ code }) => code === id);
  const severities = [...(structure === undefined ? [] : [structure]), ...infos].map(({ severity }) => severity);
  return {
    id,
    severity: GRAVITY.find((severity) => severities.includes(severity)) ?? 'warning',
    category: structure === undefined ? (infos[0]?.category ?? 'validation') : 'validation',
    summary: structure === undefined ? (infos[0]?.summary ?? '') : firstSentence(structure.what),
    help: structure === undefined ? checkLines(infos) : structureText(structure),
  };
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text;
}
