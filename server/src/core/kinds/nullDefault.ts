import type { CheckInfo } from '../findings/check';
import type { Fix } from '../findings/finding';
import type { Value } from '../schema/value';
import { keySpan, type StructCheck } from './walk';

/** What a null under a key means to the program, and the text that keeps the default. */
export interface NullMeaning {
  readonly means: string;
  readonly default: string;
}

/** Reports the keys of `table` that are null: Go takes its zero value then, which is not the default. */
export function nullDefaults<C>(info: CheckInfo, table: Readonly<Record<string, NullMeaning>>): StructCheck<C> {
  return (value, _place, { report }) => {
    for (const [key, meaning] of Object.entries(table)) {
      const found = value.entries.get(key)?.value;
      if (found?.kind !== 'null') continue;
      const text = `\`${key}\` has no value, which is not its default: ${meaning.means}. Give it a value, or remove the key.`;
      report(info, keySpan(value, key), text, { fixes: [writeInstead(found, meaning.default)] });
    }
  };
}

/** The fix that writes `text` where the null stands, or behind the colon. */
export function writeInstead({ node }: Value, text: string): Fix {
  const newText = node.start === node.end ? ` ${text}` : text;
  return { title: `Write \`${text}\``, preferred: true, changes: [{ start: node.start, end: node.end, newText }] };
}
