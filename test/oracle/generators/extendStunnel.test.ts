import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withService } from '../../../server/src/core/generators/extend/stunnel';
import type { StunnelService } from '../../../server/src/core/generators/setUp/network/stunnel';
import { applyChanges } from '../../../server/src/core/text/edit';
import { makeFiles } from '../stunnel/files';
import { confOf } from '../stunnel/generate';
import { askStunnel, findStunnel } from '../stunnel/stunnel';

const stunnel = findStunnel();
const [SEED, RUNS] = [80_000, 200];
const parent = mkdtempSync(join(tmpdir(), 'scrapeguard-extend-'));
const [tls, home] = [join(parent, 'tls'), join(parent, 'home')];
afterAll(() => rmSync(parent, { recursive: true }));

const SERVICE: StunnelService = {
  name: 'node_exporter',
  options: [
    ['accept', '9100'],
    ['connect', '127.0.0.1:9101'],
    ['cert', join(tls, 'server.pem')],
    ['key', join(tls, 'key.pem')],
    ['CAfile', join(tls, 'ca.pem')],
    ['verifyChain', 'yes'],
    ['checkHost', 'prometheus'],
    ['sslVersionMin', 'TLSv1.2'],
    ['renegotiation', 'no'],
  ],
};

const DATABASE = `[database]\naccept = 127.0.0.1:15432\nconnect = 127.0.0.1:5432\ncert = ${tls}/combined.pem\n`;
const STYLES: Readonly<Record<string, string>> = {
  'as Debian has it': `; Sample stunnel configuration file for Unix by Michal Trojnara
; **************************************************************************

; Enable support for the insecure SSLv3 protocol
;options = -NO_SSLv3
pid = ${parent}/home/pid
debug = 5

[pop3s]
accept  = 995
connect = 110
cert = ${tls}/combined.pem

;[imaps]
;accept  = 993
;connect = 143

; vim:ft=dosini
`,
  'with a mark': `\uFEFF${DATABASE}`,
  'with Windows line ends': `; Ours\n${DATABASE}`.replaceAll('\n', '\r\n'),
  'with comments of a number sign and tabs': `#\tOurs\n\n${DATABASE.replaceAll(' = ', '\t=\t')}`,
  'without a last line end': DATABASE.trimEnd(),
  'with a comment at the end': `${DATABASE}; the end`,
  'with blanks around everything': `  ${DATABASE.replaceAll('\n', '  \n  ')}\n\n\n`,
  'for clients': `client = yes\n${DATABASE.replace('[database]', '[database]\nclient = no')}`,
  'with an included folder': `${DATABASE}include = ${tls}/fine.d\n`,
  'with a name in capitals': DATABASE.replace('[database]', '[NODE_EXPORTER]'),
  'with its options of TLS for all': `sslVersionMin = TLSv1.3\nverifyPeer = no\nciphers = HIGH\n${DATABASE}`,
  'with another CA for all': `CAfile = ${tls}/ca.pem\nverifyChain = yes\n${DATABASE}`,
  'with one certificate for all': `cert = ${tls}/combined.pem\n[a]\naccept = 127.0.0.1:15433\nconnect = 1\n`,
};

describe.skipIf(stunnel === undefined)(
  'a stunnel.conf with a service more [needs stunnel: apt-get install stunnel4]',
  () => {
    beforeAll(() => {
      makeFiles(tls);
      mkdirSync(home);
    });

    /** Those of `texts` that stunnel takes, each as it is and with the service. */
    async function extended(texts: readonly string[]) {
      if (stunnel === undefined) throw new Error('There is no stunnel.');
      const before = await askStunnel(stunnel, texts, home);
      const taken = texts.filter((_, index) => before[index]?.outcome === 'accepted' && !before[index]?.isRuntime);
      const pairs = taken.map((text) => ({ text, extension: withService(text, SERVICE) }));
      const problems = pairs.flatMap(({ extension }) => ('problem' in extension ? [extension.problem] : []));
      const made = pairs.flatMap(({ text, extension }) =>
        'problem' in extension ? [] : [{ text, once: applyChanges(text, extension.changes) }],
      );
      const after = await askStunnel(
        stunnel,
        made.map(({ once }) => once),
        home,
      );
      for (const [index, { text, once }] of made.entries()) {
        // Nothing is lost, and nothing is put in between.
        expect(once.startsWith(text.trimEnd()), once).toBe(true);
        expect([after[index]?.outcome, after[index]?.says], once).toEqual(['accepted', '']);
        expect(withService(once, SERVICE)).toEqual({ changes: [] });
      }
      return { taken: taken.length, made: made.length, problems };
    }

    test('is taken, and has every line, in whatever style', async () => {
      const texts = Object.values(STYLES);
      expect(await extended(texts)).toEqual({ taken: texts.length, made: texts.length, problems: [] });
    });

    test('is taken where stunnel takes it without, for any configuration, or refused with a reason', async () => {
      const place = { tls, home };
      const version = stunnel?.version ?? 0;
      const texts = Array.from({ length: RUNS }, (_, index) => confOf(SEED + index, { place, version }));
      const { taken, made, problems } = await extended(texts);
      expect(taken).toBeGreaterThan(RUNS / 6);
      expect(made).toBeGreaterThan(taken / 4);
      for (const problem of problems) expect(problem).toMatch(/first\.|port, or take|do this again\./);
    });
  },
);
