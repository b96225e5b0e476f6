import { describe, expect, test } from 'vitest';
import { MAX_LENGTH } from '../../server/src/core/syntax/yaml/parts';
import { findingsIn } from './support/expectFindings';

/** A mapping whose value is made of nine aliases of the one before, `levels` times over. */
function bomb(levels: number): string {
  const nine = (name: string) => Array(9).fill(`*${name}`).join(', ');
  const lines = Array.from({ length: levels }, (_, level) => `x${level + 1}: &x${level + 1} [${nine(`x${level}`)}]`);
  return `x0: &x0 [a, b]\n${lines.join('\n')}\n`;
}

describe('what would grow without end is stopped, and said', () => {
  test('an alias bomb under keys that nobody knows costs nothing', () => {
    expect(findingsIn('prometheus', `${bomb(30)}scrape_configs: *x30\n`).map(({ code }) => code)).toContain(
      'wrong-type',
    );
  });

  test('lists of aliases of lists of aliases', () => {
    const many = (name: string, count: number) => Array(count).fill(`*${name}`).join(', ');
    const text =
      `rule_files: [&a x]\nglobal: {scrape_protocols: &p [PrometheusText0.0.4]}\n` +
      `scrape_configs:\n- &j {job_name: a, relabel_configs: [&r {source_labels: [&l l, ${many('l', 2000)}], target_label: x}, ${many('r', 500)}]}\n` +
      `- job_name: b\n  relabel_configs: [${many('r', 2000)}]\n`;
    expect(findingsIn('prometheus', text).map(({ code }) => code)).toContain('too-many-aliases');
  });

  test('merges of merges', () => {
    const merge = (level: number) => `x${level}: &m${level} {<<: [*m${level - 1}, *m${level - 1}, *m${level - 1}]}`;
    const levels = Array.from({ length: 40 }, (_, index) => merge(index + 1)).join('\n');
    const text = `x0: &m0 {scrape_interval: 15s}\n${levels}\nglobal:\n  <<: *m40\n`;
    expect(findingsIn('prometheus', text).length).toBeGreaterThan(0);
  });

  test('a text that is too long', () => {
    const found = findingsIn('prometheus', `# ${'x'.repeat(MAX_LENGTH)}\nnonsense: 1\n`);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['file-too-large', 'info']]);
  });

  test('a file of ten thousand honest aliases is none', () => {
    const jobs = Array.from(
      { length: 2000 },
      (_, index) => `- {job_name: j${index}, tls_config: *t, static_configs: [{targets: ["h${index}:1"]}]}`,
    );
    const text = `scrape_configs:\n- {job_name: a, tls_config: &t {ca_file: /ca, server_name: x}}\n${jobs.join('\n')}\n`;
    expect(findingsIn('prometheus', text)).toEqual([]);
  });
});
