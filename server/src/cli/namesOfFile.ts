import { type KeyNames, keyNames } from '../core/features/secretNames';
import type { KindId } from '../core/kinds/kindId';
import { yamlKinds } from '../core/kinds/registry';
import type { Service } from '../core/services/service';
import type { CheckedFile } from './checkFile';
import { type NamesOfFile, type Secrets, secretsIn } from './secrets';

/** The kinds whose scalars may be files of other kinds. */
const HOLDING_FILES: ReadonlySet<KindId> = new Set(['scrape-config', 'helm-values', 'compose']);

/** Gives the names of a service's files, each worked out once; building the schemas of all kinds costs some milliseconds. */
export function namesReader(): (service: Service) => NamesOfFile {
  const known = new Map<Service, NamesOfFile>();
  let inner: KeyNames | undefined;
  return (service) => {
    const before = known.get(service);
    if (before !== undefined) return before;
    const own = service.secretNames();
    if (HOLDING_FILES.has(service.kind))
      inner ??= keyNames([...yamlKinds().values()].flatMap((kind) => kind().schemas));
    const names = HOLDING_FILES.has(service.kind) && inner !== undefined ? { ...own, inner } : own;
    known.set(service, names);
    return names;
  };
}

/** Finds what of the lines of a file nobody may print. */
export type SecretsOf = (file: CheckedFile) => Secrets;

/** Reads the secrets of files; see `namesReader`. */
export function secretsReader(): SecretsOf {
  const namesOf = namesReader();
  return ({ text, service }) => secretsIn(text, namesOf(service));
}
