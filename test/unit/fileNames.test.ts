import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { LIKELY_NAMES, OUR_NAMES } from '../../client/src/fileNames';
import { detectKind } from '../../server/src/core/kinds/detect';

const content = { prometheus: 'global: {}\n', 'web-config': 'tls_server_config: {}\n', scrapeguard: 'level: all\n' };

function expectedKind(path: string): keyof typeof content {
  if (path.startsWith('.scrapeguard')) return 'scrapeguard';
  return path.startsWith('prometheus') ? 'prometheus' : 'web-config';
}

describe('the names of our files', () => {
  it.each(OUR_NAMES)('%s is one of ours whatever it holds', (path) => {
    expect(detectKind({ path, text: '' })).toBe(path.startsWith('stunnel') ? 'stunnel' : expectedKind(path));
  });

  it.each(['prometheus.rules.yml', 'prometheus-rules.yaml'])('%s is one of ours as rules', (path) => {
    expect(LIKELY_NAMES.some((pattern) => picomatch.isMatch(path, pattern))).toBe(true);
    expect(detectKind({ path, text: 'groups: []\n' })).toBe('rules');
  });

  it.each(LIKELY_NAMES)('%s is one of ours with a key of ours', (pattern) => {
    const kind = expectedKind(pattern);
    expect(detectKind({ path: pattern.replace('*', 'eu'), text: content[kind] })).toBe(kind);
  });
});
