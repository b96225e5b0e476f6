import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../../../server/src/core/text/edit';
import { type CheckCase, expectCase, findingsIn } from '../../support/expectFindings';
import { yamlText } from '../../support/yamlTexts';

function configMap(key: string, block: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  ${key}: ${block}`;
}

const CASES: readonly CheckCase[] = [
  {
    rules: ['K'],
    name: 'a variable that is filled in before',
    text: configMap(
      'prometheus.yml',
      `|\n    scrape_configs:\n      - job_name: a\n        scrape_interval: ${'$'}{INTERVAL}\n        scrape_timeout: ‹10x›\n`,
    ),
    code: 'invalid-value',
  },
  {
    rules: ['K'],
    name: 'a prometheus.yml',
    text: configMap('prometheus.yml', '|\n    scrape_configs:\n      - job_name: a\n        ‹schema›: https\n'),
    code: 'unknown-key',
    fixed: configMap('prometheus.yml', '|\n    scrape_configs:\n      - job_name: a\n        scheme: https\n'),
  },
  {
    rules: ['K'],
    name: 'with blank lines, an indentation indicator and less indentation than the first line has',
    text: configMap('prometheus.yml', '|2-\n\n     # a comment\n\n    global:\n      ‹scrape_intervall›: 15s\n'),
    code: 'unknown-key',
    fixed: configMap('prometheus.yml', '|2-\n\n     # a comment\n\n    global:\n      scrape_interval: 15s\n'),
  },
  {
    rules: ['K'],
    name: 'with Windows line ends',
    text: configMap(
      'prometheus.yml',
      '|+\r\n    scrape_configs:\r\n\r\n      - job_name: a\r\n        ‹schema›: https\r\n\r\n',
    ),
    code: 'unknown-key',
    fixed: configMap(
      'prometheus.yml',
      '|+\r\n    scrape_configs:\r\n\r\n      - job_name: a\r\n        scheme: https\r\n\r\n',
    ),
  },
  {
    rules: ['K'],
    name: 'behind another document and in front of one',
    text: `kind: Namespace\napiVersion: v1\n---\n${configMap('web-config.yml', '|\n    tls_server_config:\n      cert_file: /a\n      ‹key_fil›: /b\n')}---\nkind: Namespace\n`,
    code: 'unknown-key',
  },
  {
    rules: ['K'],
    name: 'a list of jobs',
    text: configMap('additional-scrape-configs.yaml', '|\n    - job_name: a\n    - job_name: ‹a›\n'),
    code: 'duplicate-job-name',
  },
  {
    rules: ['K'],
    name: 'a key without an ending',
    text: configMap('config', '|\n    scrape_configs:\n      - job_name: a\n      - job_name: ‹a›\n'),
    code: 'duplicate-job-name',
  },
  {
    rules: ['K'],
    name: 'a folded text is marked as a whole',
    text: configMap('prometheus.yml', '‹>\n    global:\n      scrape_intervall: 15s›\n'),
    code: 'unknown-key',
  },
  {
    rules: ['K'],
    name: 'so is one in quotes',
    text: configMap('prometheus.yml', '‹"global:\\n  scrape_intervall: 15s\\n"›\n'),
    code: 'unknown-key',
  },
  {
    rules: ['K'],
    name: 'variables that the reloader fills in',
    text: configMap(
      'prometheus.yaml',
      '|\n    global:\n      external_labels:\n        replica: $(POD_NAME)\n        node: $NODE\n    scrape_configs:\n      - job_name: $(NAME)\n',
    ),
  },
  {
    rules: ['K'],
    name: 'a template outside of strings is left alone',
    text: configMap('prometheus.yml', '|\n    scrape_configs:\n    ‹{{ toYaml .Values.jobs }}›\n      - jobname: a\n'),
    code: 'template',
    severity: 'info',
  },
  {
    rules: ['K'],
    name: 'files of others, and single lines',
    text: `${configMap('fluent.yaml', '|\n    pipeline: {}\n    service: {flush: 1}\n')}  prometheus.yml: see the other one\n  empty.yml: ""\n  number.yml: 1\n`,
  },
  {
    rules: ['K'],
    name: 'rules',
    text: configMap(
      'alerts.yml',
      '|\n    groups:\n      - name: a\n        rules:\n          - alert: A\n            expr: ‹(›up\n',
    ),
    code: 'invalid-promql',
  },
  {
    rules: ['K'],
    name: 'rules of Loki',
    text: configMap(
      'rules.yaml',
      '|\n    groups:\n      - name: a\n        rules:\n          - alert: A\n            expr: sum(rate({app="a"} |= "error" [5m])) > 1\n',
    ),
  },
  {
    rules: ['K'],
    name: 'a Secret',
    text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: extra\nstringData:\n  prometheus-additional.yaml: |\n    - job_name: a\n      ‹schema›: https\n`,
    code: 'unknown-key',
  },
  {
    rules: ['K'],
    name: 'a Secret whose values are encrypted with SOPS',
    text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: extra\nstringData:\n  prometheus.yml: |\n    ENC[AES256_GCM,data:x]\n    nonsense\nsops:\n  version: 3.8.0\n`,
  },
  {
    rules: ['K'],
    name: 'the objects of a list',
    text: `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    data:\n      prometheus.yml: |\n        global:\n          ‹scrape_intervall›: 15s\n`,
    code: 'unknown-key',
  },
];

describe('files inside of ConfigMaps and Secrets', () => {
  test.each(CASES)('$name', (row) => expectCase('scrape-config', row));
});

/** `text` as a literal block scalar under `prometheus.yml`, and where its lines begin in the manifest. */
function wrapped(
  text: string,
  indent: number,
  lineBreak: string,
): { manifest: string; outer: (offset: number) => number } {
  const lines = text.split('\n');
  const blanks = ' '.repeat(indent + 2);
  const head = configMap('prometheus.yml', `|${indent}+\n`).replaceAll('\n', lineBreak);
  const starts: { inner: number; outer: number }[] = [];
  let manifest = head;
  let inner = 0;
  for (const line of lines) {
    starts.push({ inner, outer: manifest.length + blanks.length });
    manifest += `${blanks}${line}${lineBreak}`;
    inner += line.length + 1;
  }
  const outer = (offset: number) => {
    const line = starts.findLast((start) => start.inner <= offset)!;
    return line.outer + offset - line.inner;
  };
  return { manifest, outer };
}

/** Texts that stay what they are inside of a literal scalar: printable, with one sort of line end. */
const content = yamlText
  .map((text) => `global: {}\n${text.replaceAll(/[\r\u0085\u2028\u2029]|(?![\t\n])\p{Cc}/gu, '')}`)
  .filter((text) => text.trimEnd().includes('\n'));

describe('a file inside of another', () => {
  test('has the findings that it has alone, at their places', () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 8 }), fc.constantFrom('\n', '\r\n'), (text, indent, lineBreak) => {
        // The scalar keeps every line, and ends in a line end.
        const file = `${text.trimEnd()}\n`;
        const { manifest, outer } = wrapped(text.trimEnd(), indent, lineBreak);
        const alone = findingsIn('prometheus', file);
        const inside = findingsIn('scrape-config', manifest);
        const place = ({ start, end }: { start: number; end: number }) => {
          const last = file.length;
          const at = (offset: number) => (offset >= last ? outer(last - 1) : outer(offset));
          return { start: at(start), end: at(end) };
        };
        const told = (findings: typeof alone, move: typeof place) =>
          findings
            .map((finding) => JSON.stringify([finding.code, finding.severity, finding.message, move(finding)]))
            .sort();
        expect(told(inside, ({ start, end }) => ({ start, end }))).toEqual(told(alone, place));
      }),
      { numRuns: 300 },
    );
  });

  test('is mended by a fix as it would be alone', () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 8 }), (text, indent) => {
        const body = text.trimEnd();
        const { manifest } = wrapped(body, indent, '\n');
        const alone = findingsIn('prometheus', `${body}\n`);
        const inside = findingsIn('scrape-config', manifest);
        for (const finding of inside) {
          for (const fix of finding.fixes ?? []) {
            const twins = alone.flatMap((other) => (other.message === finding.message ? (other.fixes ?? []) : []));
            const results = twins
              .filter((twin) => twin.title === fix.title)
              .map(
                (twin) => wrapped(applyChanges(`${body}\n`, twin.changes).replace(/\n$/, ''), indent, '\n').manifest,
              );
            const normal = (result: string) => result.replaceAll(/[ \t]+$/gm, '');
            expect(results.map(normal)).toContain(normal(applyChanges(manifest, fix.changes)));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
