import type { Admission } from '../../model/nouns';
import { type Directive, lastNamed } from './directives';
import { effective } from './sites';

/** Directives of modules and scripts that may ask who comes, or that shut a location for everybody outside. */
const ASKS_OTHERWISE =
  /^(internal|(access|rewrite)_by_lua\w*|js_\w+|secure_link\w*|auth_(?!basic|request|jwt)\w+|perl\w*|modsecurity\w*)$/;

/** Who is let in to a location. */
export interface Access {
  /** `allow` and `deny`, in their order. */
  readonly rules: readonly Directive[];
  /** Whether addresses decide: `some` where somebody is shut out, `unknown` where an included file may say more. */
  readonly addresses: 'all' | 'some' | 'unknown';
  readonly password: Admission['password'];
  /** `auth_basic`, where it asks for a password. */
  readonly basic?: Directive;
  /** The words `satisfy any`, where they hold. */
  readonly any?: Directive;
}

/** What the blocks `scopes`, from the inside out, say of who is let in. */
export function accessOf(scopes: readonly (readonly Directive[])[]): Access {
  const rules = effective(scopes, 'allow', 'deny');
  const basic = effective(scopes, 'auth_basic')?.at(-1);
  const others = effective(scopes, 'auth_request', 'auth_jwt');
  const satisfy = effective(scopes, 'satisfy')?.at(-1);
  const isBasic = basic !== undefined && basic.args[0]?.text !== 'off';
  const isUnknown =
    effective(scopes, 'auth_basic') === undefined || basic?.args[0]?.text.startsWith('$') || scopes.some(asksOtherwise);
  const asks = isBasic || others?.some(({ args }) => args[0]?.text !== 'off') === true;
  return {
    rules: rules ?? [],
    addresses: rules === undefined ? 'unknown' : rules.some(({ name }) => name.text === 'deny') ? 'some' : 'all',
    password: isUnknown || others === undefined ? 'unknown' : asks ? 'required' : 'none',
    ...(isBasic && { basic }),
    ...(satisfy?.args[0]?.text === 'any' && { any: satisfy }),
  };
}

/** Whether a block turns somebody away by a condition, or by something that is not understood here. */
function asksOtherwise(block: readonly Directive[]): boolean {
  return block.some(({ name, block: inner = [] }) => {
    const turnsAway = inner.some((step) => step.name.text === 'return' && /^4\d\d$/.test(step.args[0]?.text ?? ''));
    return ASKS_OTHERWISE.test(name.text) || (name.text === 'if' && turnsAway);
  });
}

/** How a server asks for certificates, by `ssl_verify_client`. */
export function certificatesOf(
  server: readonly Directive[],
  scopes: readonly (readonly Directive[])[],
): Admission['certificates'] {
  const verify = lastNamed(server, 'ssl_verify_client') ?? effective(scopes, 'ssl_verify_client')?.at(-1);
  if (verify === undefined) return effective(scopes, 'ssl_verify_client') === undefined ? 'unknown' : 'none';
  const modes: ReadonlyMap<string, Admission['certificates']> = new Map([
    ['on', 'required'],
    ['off', 'none'],
    ['optional', 'optional'],
    ['optional_no_ca', 'unverified'],
  ]);
  return modes.get(verify.args[0]?.text ?? '') ?? 'unknown';
}

/** Whether nobody but the host itself reaches the server: every `listen` is on loopback or a socket. */
export function isLocal(server: readonly Directive[]): boolean {
  const listens = server.filter(({ name }) => name.text === 'listen');
  const isLoopback = (address: string) => /^(127\.|localhost(:|$)|\[::1\]|unix:)/.test(address);
  return listens.length > 0 && listens.every(({ args }) => isLoopback(args[0]?.text ?? ''));
}
