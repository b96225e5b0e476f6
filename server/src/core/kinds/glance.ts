/** How much of a text is looked at. */
const LENGTH = 64 * 1024;

/** What a first look at a file shows; costs one pass over its first lines, and only when it is asked for. */
export interface Glance {
  /** The path or URI path of the file, with forward slashes. */
  readonly path: string;
  /** The last segment of the path. */
  readonly name: string;
  /** The first 64 kB. */
  readonly text: string;
  /** The keys at the start of lines of a YAML text; a document that is no block mapping has none. */
  readonly keys: ReadonlySet<string>;
  /** Whether the YAML document is a list. */
  readonly isList: boolean;
}

/** Tells whether a file is of a kind, by its name and its content. */
export type Detector = (glance: Glance) => boolean;

/** A first look at the file at `path`. */
export function glanceAt(path: string, whole: string): Glance {
  const text = whole.slice(0, LENGTH);
  let keys: ReadonlySet<string> | undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    text,
    get keys() {
      keys ??= topLevelKeys(text);
      return keys;
    },
    get isList() {
      return this.keys.size === 0 && /^(?!---)[ \t]*(?=[^\s#])(-?)/m.exec(text)?.[1] === '-';
    },
  };
}

function topLevelKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const match of text.matchAll(/^(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_][\w.-]*))\s*:(?=\s|$)/gm)) {
    keys.add(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return keys;
}

/** Whether the name is that of a YAML file. */
export function isYamlName({ name }: Glance): boolean {
  return /\.ya?ml$/i.test(name);
}
