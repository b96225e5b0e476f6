import type { FileContent } from '../../model/nouns';

/** A word that an option takes, with what it means (a few words) where that is worth saying. */
export interface Choice {
  readonly value: string;
  readonly description?: string;
  /** The first stunnel that takes it. */
  readonly since?: string;
}

/** What an option takes. Words are compared without regard to case unless something else is said. */
export type ValueType =
  | { readonly type: 'yes-no' }
  /** One of a few words. */
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  /** A whole number in base 10; without bounds a negative one is taken, too. */
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number; readonly unit?: string }
  /** A path: to a file that holds something, or to what else it leads. */
  | { readonly type: 'path'; readonly to: 'file' | 'folder' | 'program' | 'output'; readonly holds: FileContent }
  /** `[HOST:]PORT`, or for some a path of a Unix socket. */
  | { readonly type: 'address'; readonly isUnixAllowed: boolean; readonly noHost: string }
  | { readonly type: 'host' }
  | { readonly type: 'text' }
  /** Names joined by `:`, of which some are offered. */
  | { readonly type: 'names'; readonly of: 'ciphers' | 'suites' | 'curves' }
  | { readonly type: 'tls-option' }
  | { readonly type: 'socket-option' }
  | { readonly type: 'debug-level' }
  | { readonly type: 'openssl-command' }
  | { readonly type: 'user'; readonly of: 'user' | 'group' }
  | { readonly type: 'hex-key' }
  | { readonly type: 'sni' }
  | { readonly type: 'retry' };

/** What takes the place of an option that is old. */
export interface Deprecation {
  /** The first stunnel that has something better. */
  readonly since: string;
  /** The option to use instead; absent where the option is just to be deleted. */
  readonly instead?: string;
  /** One sentence on what changed. */
  readonly note: string;
}

/** An option of stunnel.conf (stunnel-rules.md 1a and 1b). */
export interface OptionInfo {
  /** As the manual writes it; stunnel does not care for case. */
  readonly name: string;
  /** Other names for the same thing. */
  readonly aliases: readonly string[];
  /** `service` options may stand in the global part, too, as defaults of all services below. */
  readonly scope: 'global' | 'service';
  readonly value: ValueType;
  /** Whether several lines add up; of all other options the last line wins. */
  readonly isList: boolean;
  /** The first stunnel that knows it, where that is not 4.00. */
  readonly since: string;
  readonly deprecated?: Deprecation;
  /** The only system that has it. */
  readonly platform?: 'unix' | 'windows';
  /** The only side on which it means something. */
  readonly side?: 'client' | 'server';
  /** What counts where it is not set, for people. */
  readonly default?: string;
  /** Whether its value may be a secret, which no message shows. */
  readonly isSecret: boolean;
  /** Whether an empty value means something: it resets the option. */
  readonly isEmptyAllowed: boolean;
  /** What stunnel says of a value that it does not take; absent where it takes every text at once. */
  readonly refusal?: string;
  /** One or two sentences of Markdown. */
  readonly description: string;
}

/** The part of an option that differs from the usual; see `option`. */
type Given = Partial<Omit<OptionInfo, 'name' | 'value' | 'description' | 'scope'>>;

/** An option of a service, with the usual for all that `given` does not say. */
export function serviceOption(name: string, value: ValueType, description: string, given: Given = {}): OptionInfo {
  return { ...usual(name, value, description), scope: 'service', ...given };
}

/** An option that stands before the first section only. */
export function globalOption(name: string, value: ValueType, description: string, given: Given = {}): OptionInfo {
  return { ...usual(name, value, description), scope: 'global', ...given };
}

function usual(name: string, value: ValueType, description: string) {
  const aliases: readonly string[] = [];
  const refusal = value.type === 'yes-no' ? { refusal: YES_NO } : {};
  return {
    name,
    value,
    description,
    aliases,
    isList: false,
    since: '4.00',
    isSecret: false,
    isEmptyAllowed: false,
    ...refusal,
  };
}

/** What stunnel says of anything but `yes` and `no`. */
const YES_NO = "The argument needs to be either 'yes' or 'no'";

/** `yes` or `no`. */
export const YES_OR_NO: ValueType = { type: 'yes-no' };
/** Any text. */
export const TEXT: ValueType = { type: 'text' };
/** A whole number. */
export const INTEGER: ValueType = { type: 'integer' };
/** A number of seconds. */
export const SECONDS: ValueType = { type: 'integer', unit: 'seconds' };

/** One of `words`, none of which needs an explanation. */
export function choice(...words: readonly (string | Choice)[]): ValueType {
  return { type: 'choice', choices: words.map((word) => (typeof word === 'string' ? { value: word } : word)) };
}

/** A path to a file that holds `holds`. */
export function file(holds: FileContent): ValueType {
  return { type: 'path', to: 'file', holds };
}
