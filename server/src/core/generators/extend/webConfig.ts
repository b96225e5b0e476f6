import { editsFor } from '../../edits/editsFor';
import { newlineOf } from '../../edits/lines';
import { isNothing } from '../../edits/yamlItems';
import { blockLines } from '../../edits/yamlWriting';
import { WEB_CONFIG_KEYS } from '../../kinds/webConfig/detect';
import { isAbsent, type MappingNode, pairOf } from '../../syntax/yaml/nodes';
import type { TextChange } from '../../text/edit';
import type { Login } from '../setUp/credentials';
import { additionsOnly, type Extension, readExtensible, textOf, UNCHANGED } from './extension';

const NAME = 'The web configuration';
const USERS = 'basic_auth_users';

/**
 * What `text`, a web configuration, has in the place of the hash of `user`: a hash, or by mistake something else.
 * Undefined where there is no such user, and where the text cannot be read.
 */
export function hashOfUser(text: string, user: string): string | undefined {
  const read = readExtensible(text, NAME);
  if ('problem' in read || read.root === undefined) return undefined;
  return textOf(pairOf(pairOf(read.root, USERS)?.value, user)?.value);
}

/**
 * Gives `text`, a whole web configuration, the user of `login`; comments and style stay.
 * @param replace whether a user of that name gets the new hash; otherwise another hash is a problem
 * @returns no changes where the user is there with this hash
 */
export function withUser(
  text: string,
  { user, hash }: Pick<Login, 'user' | 'hash'>,
  { replace = false }: { readonly replace?: boolean } = {},
): Extension {
  const read = readExtensible(text, NAME);
  if ('problem' in read) return read;
  const { root } = read;
  if (root !== undefined && isOther(root)) {
    return {
      problem: 'This is no web configuration: none of its keys is one of those. Name the file of the exporter.',
    };
  }
  const entry = { key: user, value: hash };
  if (root === undefined) return additionsOnly(text, [appended(text, entry)], { name: NAME });
  const edits = editsFor('web-config', text);
  const users = pairOf(root, USERS);
  const there = pairOf(users?.value, user);
  if (there !== undefined) {
    if (textOf(there.value) === hash) return UNCHANGED;
    if (!replace) {
      return {
        problem: `${NAME} has a user "${user}" already, with another hash. Choose another name, or have it replaced.`,
      };
    }
    const change = isAbsent(there.value)
      ? edits.replaceEntry(there.key, [entry])
      : edits.replaceValue(there.value, hash);
    return change === undefined ? byHand() : { changes: [change] };
  }
  const isEmpty =
    users !== undefined &&
    (users.value.type === 'mapping'
      ? users.value.pairs.length === 0
      : isNothing(users.value) && !isAbsent(users.value));
  const change =
    users === undefined
      ? edits.addInto(root, [{ key: USERS, value: [entry] }])
      : isEmpty
        ? edits.replaceEntry(users.key, [{ key: USERS, value: [entry] }])
        : edits.addInto(users.key, [entry]);
  return change === undefined ? byHand() : additionsOnly(text, [change], { name: NAME });
}

/** Whether a file of another kind was named by mistake: a program that reads it would not start with users in it. */
function isOther({ pairs }: MappingNode): boolean {
  return pairs.length > 0 && !pairs.some(({ key }) => WEB_CONFIG_KEYS.includes(textOf(key) ?? ''));
}

function appended(text: string, entry: { readonly key: string; readonly value: string }): TextChange {
  const newline = newlineOf(text);
  const lines = blockLines([{ key: USERS, value: [entry] }], 2).map((line) => line + newline);
  const isOpen = text !== '' && !text.endsWith('\n');
  return { start: text.length, end: text.length, newText: (isOpen ? newline : '') + lines.join('') };
}

function byHand(): Extension {
  return {
    problem: `${NAME} is written in a way in which no user can be added (an anchor, a tag, an alias). Add it by hand.`,
  };
}
