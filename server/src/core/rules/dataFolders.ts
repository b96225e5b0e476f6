import { flagNamed } from '../model/flags';
import type { Process } from '../model/nouns';

/** The flags for what is written, of the programs that keep data; what they name is a folder, or a file. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  prometheus: ['storage.tsdb.path', 'storage.agent.path'],
  alertmanager: ['storage.path'],
  pushgateway: ['persistence.file'],
};

/** Whether `program` keeps data, so that it needs a folder to write to. */
export function keepsData(program: string): boolean {
  return Object.hasOwn(FLAGS, program);
}

/**
 * The folders that `process` writes to; none for programs that only read. Undefined where they are not told as absolute
 * paths: the default of Prometheus is a folder below the one that it is started in.
 */
export function dataFolders({ program, flags }: Process): readonly string[] | undefined {
  if (!keepsData(program)) return [];
  const given = (FLAGS[program] ?? []).flatMap((name) => flagNamed(flags, name) ?? []);
  // Without a file, a Pushgateway keeps nothing.
  if (given.length === 0) return program === 'pushgateway' ? [] : undefined;
  const folders = given.flatMap(({ name, value }) => {
    const path = name === 'persistence.file' ? value?.value?.replace(/\/[^/]*$/, '') : value?.value;
    return path !== undefined && /^\/[\w./-]+$/.test(path) ? [path.replace(/\/+$/, '')] : [];
  });
  return folders.length === given.length ? folders : undefined;
}
