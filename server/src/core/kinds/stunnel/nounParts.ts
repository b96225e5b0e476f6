import type { FileRef, Said } from '../../model/nouns';
import { said } from '../../model/secretForm';
import type { Span } from '../../text/span';
import type { Scope } from './document';
import type { Effective, Setting } from './effective';
import type { Assignment } from './statement';
import { splitAddress } from './values/address';

/** The file that the value of a line names. */
export function fileRef({ value }: Assignment, holds: FileRef['holds']): FileRef {
  const { start, end } = value;
  return { path: sayWord(value).value, holds, base: 'process', start, end };
}

/** stunnel expands no variables, but whoever writes one has something else fill it in. */
export function sayWord({ text, start, end }: Assignment['value']): Said<string> {
  return said(text, { start, end });
}

/** The file that counts for the option `name`. */
export function fileAt(service: Effective, name: string): FileRef | undefined {
  const setting = service.last(name);
  const holds = setting?.option.value.type === 'path' ? setting.option.value.holds : undefined;
  return setting === undefined || setting.value === '' || holds === undefined
    ? undefined
    : fileRef(setting.assignment, holds);
}

/** Where a service is marked: its header, in inetd mode the first line. */
export function headerOf({ header, assignments, range }: Scope): Span {
  const { start, end } = header ?? assignments[0] ?? range;
  return { start, end };
}

/** The name of a service; empty in inetd mode. */
export function nameOf({ header }: Scope): string {
  return header?.name.text ?? '';
}

/** An address of stunnel's as other programs write it: `[::1]:8443`, `localhost:9100` where no host is written. */
export function addressSaid({ assignment: { value } }: Setting): Said<string> {
  const { start, end } = value;
  return sayWord({ text: hostPort(value.text, 'localhost'), start, end });
}

/** The same with an empty host for all interfaces; unknown where it is empty, since the port is then a random one. */
export function listenAddress({ assignment: { value } }: Setting): Said<string> {
  const { start, end } = value;
  return value.text === '' ? { value: undefined, start, end } : sayWord({ text: hostPort(value.text, ''), start, end });
}

function hostPort(text: string, noHost: string): string {
  const address = splitAddress(text);
  if (address === undefined) return text;
  const { host = noHost, port } = address;
  const name = host === '*' ? noHost : host;
  return `${name.includes(':') ? `[${name}]` : name}:${port.trim()}`;
}
