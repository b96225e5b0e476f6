import { programOfCommand } from '../../../model/programs';
import type { SetUp } from '../setUp';
import type { DebianPackage } from './exporters';
import type { ExampleFile } from './needs';

/** A user with its group: by name, or by number where a container reads the files. */
export interface ServiceUser {
  readonly user: string;
  readonly group: string;
}

/** What a container runs as. By number: the group `nobody` does not exist on Debian. */
const NOBODY = '65534';

/** The Debian package that the exporter runs from; undefined in the other forms. */
export function debianOf({ form, exporter }: SetUp): DebianPackage | undefined {
  return form === 'debian' ? exporter.debian : undefined;
}

/** The unit that runs the exporter; in a container there is none. */
export function serviceUnit(setUp: SetUp): string {
  return `${debianOf(setUp)?.name ?? setUp.exporter.program}.service`;
}

/** Who the exporter runs as, and so who has to be able to read its files. */
export function serviceUser(setUp: SetUp): ServiceUser {
  if (setUp.form === 'compose') return { user: NOBODY, group: NOBODY };
  const name = debianOf(setUp) === undefined ? setUp.exporter.program : 'prometheus';
  return { user: name, group: name };
}

/** The flags by which `program` is told to listen on `listen`; what is not known has the flag that most have. */
export function listenFlags(program: string, listen: string): readonly string[] {
  const { listenFlag, hostFlag, portFlag } = programOfCommand(program) ?? {};
  if (listenFlag !== undefined || portFlag === undefined) return [`--${listenFlag ?? 'web.listen-address'}=${listen}`];
  const { host, port } = partsOf(listen);
  return [`--${portFlag}=${port}`, ...(hostFlag === undefined || host === '' ? [] : [`--${hostFlag}=${host}`])];
}

/** Host and port of `host:port`; the host without brackets, and empty for all addresses. */
export function partsOf(listen: string): { readonly host: string; readonly port: string } {
  const at = listen.lastIndexOf(':');
  return { host: listen.slice(0, at).replace(/^\[|\]$/g, ''), port: listen.slice(at + 1) };
}

/** The files of the user's own that the exporter reads in this form, in the folder of its configuration. */
export function examplesOf(setUp: SetUp): readonly ExampleFile[] {
  const { examples } = setUp.exporter.needs;
  return debianOf(setUp) === undefined ? examples : examples.filter(({ holds }) => holds !== 'configuration');
}
