import { flagNamed } from '../../model/flags';
import type { FileContent, FileRef } from '../../model/nouns';
import type { Span } from '../../text/span';
import { textSpan } from '../scalarSource';
import { entriesOf, itemsOf, itemsOrOne, nodeAt, type PlainNode } from '../yamlReading';
import { interpolated } from './interpolation';
import type { Mount } from './mounts';
import type { ComposeService } from './service';

/** Where the file at `path` in a container lies beside the compose file; undefined where no mount of it shows that. */
export function workspacePath(path: string, mounts: readonly Mount[]): string | undefined {
  const holders = mounts.filter(({ source, target }) => {
    return (
      isRelative(source) && target !== undefined && (path === target || path.startsWith(`${withoutSlash(target)}/`))
    );
  });
  const nearest = holders.toSorted((a, b) => (b.target?.length ?? 0) - (a.target?.length ?? 0))[0];
  if (nearest?.source === undefined || nearest.target === undefined) return undefined;
  const rest = path.slice(withoutSlash(nearest.target).length);
  return `${withoutSlash(nearest.source)}${rest}`.replace(/^\.\//, '');
}

/** The files of the workspace that `service` is given: mounts, `env_file`, and the top-level secrets and configs it names. */
export function filesOf(service: ComposeService, root: PlainNode, source: string): readonly FileRef[] {
  const { body, mounts } = service;
  const mounted = mounts.flatMap((mount) =>
    isRelative(mount.source) ? fileRef(mount.source, contentOf(service, mount), mount.sourceAt) : [],
  );
  const environment = itemsOrOne(nodeAt(body, 'env_file')).flatMap((item) => {
    const path = item.type === 'mapping' ? nodeAt(item, 'path') : item;
    return path?.type === 'scalar' ? fileRef(path.value, 'other', textSpan(path, source)) : [];
  });
  return [
    ...mounted,
    ...environment,
    ...grantedFiles(body, root, 'secrets', 'secret', source),
    ...grantedFiles(body, root, 'configs', 'other', source),
  ];
}

function grantedFiles(body: PlainNode, root: PlainNode, key: string, holds: FileContent, source: string): FileRef[] {
  const names = itemsOf(nodeAt(body, key)).map((item) => {
    const name = item.type === 'mapping' ? nodeAt(item, 'source') : item;
    return name?.type === 'scalar' ? name.value : undefined;
  });
  return entriesOf(nodeAt(root, key)).flatMap((entry) => {
    const file = nodeAt(entry.value, 'file');
    if (!names.includes(entry.key) || file?.type !== 'scalar') return [];
    return fileRef(file.value, holds, textSpan(file, source));
  });
}

function fileRef(written: string, holds: FileContent, { start, end }: Span): FileRef[] {
  const path = interpolated(written)?.replace(/^\.\//, '');
  return [{ path: path === '' ? undefined : path, holds, base: 'config', start, end }];
}

/** What the file of a mount holds, by the flag that names it, or by its name. */
function contentOf({ program, flags }: ComposeService, { target = '' }: Mount): FileContent {
  if (flagNamed(flags, 'web.config.file')?.value?.value === target) return 'web-config';
  if (flagNamed(flags, 'config.file')?.value?.value === target) return 'config';
  if (program.role === 'prometheus' && target === '/etc/prometheus/prometheus.yml') return 'config';
  if (/\.key$|[-_.]key\.pem$/.test(target)) return 'key';
  if (/(^|[/_.-])ca([_.-](cert|bundle))?\.(crt|pem|cert)$/.test(target)) return 'ca';
  return /\.(crt|cert)$/.test(target) ? 'certificate' : 'other';
}

/** Whether `source` of a mount is a path beside the compose file, and neither a volume nor a path of the host. */
function isRelative(source: string | undefined): source is string {
  return source !== undefined && /^\.\.?(\/|$)/.test(source);
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
