import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'vitest';
import { newestTargets } from '../../../server/src/core/kinds/targets';
import { detectKind } from '../../../server/src/core/kinds/detect';
import { RULES } from '../../../server/src/core/rules/all';
import { createServices } from '../../../server/src/core/services/registry';
const services = createServices(RULES);
const ids = new Set(RULES.filter((r) => r.category === 'tls').map((r) => r.id));
function* walk(d: string): Generator<string> { for (const n of readdirSync(d)) { const p = `${d}/${n}`; if (statSync(p).isDirectory()) yield* walk(p); else yield p; } }
test('x', () => {
  for (const p of walk('test/workspace')) {
    const text = readFileSync(p, 'utf8');
    const kind = (detectKind as any)(p, text) ?? undefined;
    const k = typeof kind === 'string' ? kind : kind?.kind;
    const s = services.get(k); if (!s) continue;
    for (const f of s.check(s.open(text), { targets: newestTargets(), path: p }).findings) if (ids.has(f.code)) console.log(`${p}:${text.slice(0, f.start).split('\n').length} ${f.severity} ${f.code} ‹${text.slice(f.start, f.end)}› ${f.message.slice(0,110)} [${f.fixes?.map((x) => x.title + (x.safe ? '*' : ''))}]`);
  }
});
