import { describe, expect, test } from 'vitest';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { release } from '../../../server/src/core/schema/version';
import { createServices } from '../../../server/src/core/services/registry';
import { applyChange } from '../../../server/src/core/text/edit';

const service = createServices([]).get('stunnel')!;

/** The text without its marker, and where that was. */
function at(marked: string) {
  const offset = marked.indexOf('▮');
  return { text: marked.replace('▮', ''), offset };
}

function complete(marked: string, stunnel = release('5.75')) {
  const { text, offset } = at(marked);
  return service.complete(service.open(text), offset, { ...newestTargets(), stunnel });
}

const labels = (marked: string, stunnel?: number) => complete(marked, stunnel)?.items.map(({ label }) => label);

/** The text after the item `label` was taken, with ▮ where the cursor then is. */
function taken(marked: string, label: string): string {
  const completion = complete(marked);
  const item = completion?.items.find((one) => one.label === label);
  if (completion === undefined || item === undefined) throw new Error(`${label} is not offered.`);
  return applyChange(at(marked).text, { ...completion.replaces, newText: item.snippet.replace('$0', '▮') });
}

function hover(marked: string) {
  const { text, offset } = at(marked);
  const found = service.hover(service.open(text), offset, newestTargets());
  return found && { on: text.slice(found.start, found.end), markdown: found.markdown };
}

describe('names of options', () => {
  test('in a service, what belongs there and is not given yet', () => {
    const found = labels('[a]\naccept = 1\ncert = a.pem\n▮\n');
    expect(found).toContain('verifyChain');
    expect(found).toContain('accept');
    expect(found).not.toContain('cert');
    expect(found).not.toContain('foreground');
    expect(found).not.toContain('verify');
  });

  test('in the global part, everything', () => {
    const found = labels('▮\n[a]\n');
    expect(found).toContain('foreground');
    expect(found).toContain('setuid');
    expect(found).not.toContain('taskbar');
  });

  test('what the version has', () => {
    expect(labels('[a]\n▮', release('5.68'))).not.toContain('CAstore');
    expect(labels('[a]\n▮')).toContain('CAstore');
  });

  test('take their word, and write the equals sign', () => {
    expect(taken('[a]\n  verifyC▮\n', 'verifyChain')).toBe('[a]\n  verifyChain = ▮\n');
    expect(taken('[a]\nverify▮C = yes\n', 'verifyChain')).toBe('[a]\nverifyChain = yes\n');
    expect(taken('[a]\r\nconn▮\r\n', 'connect')).toBe('[a]\r\nconnect = ▮\r\n');
  });

  test('are documented', () => {
    const item = complete('[a]\n▮')?.items.find(({ label }) => label === 'TIMEOUTidle');
    expect(item).toMatchObject({ kind: 'key', detail: 'number of seconds' });
    expect(item?.documentation).toContain('Default: 43200');
  });

  test.each(['; ▮', '# a▮', '[▮]', '[a]▮'])('not in %s', (text) => {
    expect(complete(text)).toBeUndefined();
  });
});

describe('values of options', () => {
  test.each([
    ['client = ▮', ['yes', 'no']],
    ['client=y▮', ['yes', 'no']],
    ['failover = ▮', ['rr', 'prio']],
    ['transparent = ▮', ['none', 'source', 'destination', 'both']],
    ['securityLevel = ▮', ['2']],
    ['socket = l:TCP_NODELAY=▮', ['yes', 'no']],
    ['socket = ▮', ['a:', 'l:', 'r:']],
    ['accept = ▮', ['127.0.0.1:', '::1:']],
  ])('%s', (line, expected) => {
    expect(labels(`[a]\n${line}\n`)).toEqual(expected);
  });

  test('protocols and versions', () => {
    expect(labels('[a]\nprotocol = ▮')).toContain('proxy');
    expect(labels('[a]\nsslVersionMin = TLS▮')).toContain('TLSv1.2');
  });

  test('flags, behind a minus too', () => {
    expect(labels('[a]\noptions = ▮')).toContain('NO_TICKET');
    expect(labels('[a]\noptions = NO_TICKET\noptions = ▮')).not.toContain('NO_TICKET');
    expect(taken('[a]\noptions = -NO_T▮', 'NO_TICKET')).toBe('[a]\noptions = -NO_TICKET');
  });

  test('one name of a list', () => {
    expect(taken('[a]\ncurves = X25519:P-2▮:P-521', 'P-384')).toBe('[a]\ncurves = X25519:P-384:P-521');
    expect(labels('[a]\ncurves = X25519:▮')).not.toContain('X25519');
    expect(taken('[a]\nciphers = HIGH:ECDHE-▮', 'ECDHE-RSA-AES128-GCM-SHA256')).toBe(
      '[a]\nciphers = HIGH:ECDHE-RSA-AES128-GCM-SHA256',
    );
    expect(labels('[a]\nciphersuites = ▮')).toContain('TLS_AES_128_GCM_SHA256');
  });

  test('options of sockets', () => {
    expect(taken('[a]\nsocket = l:SO_▮', 'SO_KEEPALIVE')).toBe('[a]\nsocket = l:SO_KEEPALIVE=▮');
  });

  test('levels of the log, with a facility only in the global part', () => {
    expect(labels('debug = ▮')).toContain('daemon.');
    expect(labels('[a]\ndebug = ▮')).not.toContain('daemon.');
    expect(taken('debug = local0.▮', 'info')).toBe('debug = local0.info');
  });

  test('the services above, for a server', () => {
    expect(taken('[first]\nconnect = 1\n[second]\nsni = ▮\n', 'first:')).toBe(
      '[first]\nconnect = 1\n[second]\nsni = first:▮\n',
    );
    expect(labels('[first]\n[second]\nclient = yes\nsni = ▮\n')).toBeUndefined();
    expect(labels('[first]\nsni = ▮\n[second]\n')).toEqual([]);
  });

  test.each(['[a]\ncert = ▮', '[a]\nnonsense = ▮', '[a]\ncheckHost = ▮'])('nothing for %s', (text) => {
    expect(complete(text)).toBeUndefined();
  });
});

describe('hover', () => {
  test('says what an option means', () => {
    const found = hover('[a]\nSSLVERSION▮MIN = TLSv1.2\n');
    expect(found?.on).toBe('SSLVERSIONMIN');
    expect(found?.markdown).toContain('**sslVersionMin**');
    expect(found?.markdown).toContain('Since stunnel 5.50');
  });

  test('says what takes the place of an old one', () => {
    expect(hover('[a]\nver▮ify = 2\n')?.markdown).toContain('Use `verifyChain`.');
  });

  test('says what a word means', () => {
    expect(hover('foreground = qu▮iet\n')).toEqual({
      on: 'quiet',
      markdown: '`quiet`: stay in the foreground, log elsewhere',
    });
  });

  test.each(['[a▮]\n', '; ver▮ify\n', 'nonse▮nse = 1\n', 'protocolPassword = hunt▮er22\n'])('nothing at %s', (text) => {
    expect(hover(text)).toBeUndefined();
  });
});

describe('outline', () => {
  const text = '; one\n; two\nsetuid = a\n[first]\naccept = 1\n\n[]\nprotocolPassword = hunter22\n';

  test('has the global options and the services, and no values', () => {
    const items = service.outline(service.open(text));
    expect(items.map(({ name, kind, children }) => [name, kind, children.map((child) => child.name)])).toEqual([
      ['setuid', 'item', []],
      ['first', 'section', ['accept']],
      ['…', 'section', ['protocolPassword']],
    ]);
    expect(text.slice(items[1]!.selection.start, items[1]!.selection.end)).toBe('[first]');
    expect(JSON.stringify(items)).not.toContain('hunter22');
  });

  test('folds services and comments', () => {
    const folds = service.folds(service.open(text)).map(({ start, end }) => text.slice(start, end));
    expect(folds).toEqual(['[first]\naccept = 1', '[]\nprotocolPassword = hunter22', '; one\n; two']);
  });
});
