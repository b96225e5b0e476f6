import { describe, expect, test } from 'vitest';
import { findingsIn } from './support/expectFindings';

const BEFORE =
  'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [x:1]\n';
const AFTER = '  - job_name: z\n    static_configs:\n      - targets: ["y:1"]\nremote_write:\n  - url: "http://x"\n';
const TYPED = `  - job_name: "new"
    scheme: https
    tls_config:
      ca_file: /ca.crt
      server_name: 'x'
    params:
      module: [http_2xx, "b"]
    static_configs:
      - targets: ["h:9100", 'i:9100']
        labels: {a: b, "c": d}
`;

/** The text after each keystroke, with the line that is being typed ended. */
function keystrokes(typed: string): readonly string[] {
  return Array.from({ length: typed.length }, (_, index) => {
    const written = typed.slice(0, index + 1);
    return written.endsWith('\n') ? written : `${written}\n`;
  });
}

describe('a job that is being typed between others', () => {
  test.each([
    ['with quotes and brackets as they are typed', keystrokes(TYPED)],
    [
      'under a mapping that has keys already',
      keystrokes('ca_file: c').map(
        (line) => `  - job_name: n\n    tls_config:\n      ${line}      cert_file: c\n      key_file: k\n`,
      ),
    ],
  ])('%s never has more than one finding, and none elsewhere', (_name, texts) => {
    for (const typed of texts) {
      const found = findingsIn('prometheus', BEFORE + typed + AFTER);
      const shown = found.map(({ code, start, end }) => `${code} ${start}-${end}`);
      expect(shown.length, `${shown.join(', ')} in\n${typed}`).toBeLessThanOrEqual(1);
      for (const { start, end } of found) {
        expect(start).toBeGreaterThanOrEqual(BEFORE.length);
        expect(end).toBeLessThanOrEqual(BEFORE.length + typed.length);
      }
    }
  });
});
