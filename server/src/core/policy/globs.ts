import picomatch from 'picomatch';

/**
 * Whether one of `globs` names the file or folder at `path`, or a folder around it. A pattern counts at any depth; one
 * that begins with `/` counts from the top on.
 * @param path from the folder of the configuration, with forward slashes
 */
export function isNamedBy(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => picomatch.isMatch(path, patternsOf(glob), { dot: true }));
}

function patternsOf(glob: string): string[] {
  const body = glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  const all = [body, `${body}/**`];
  return /^\.?\//.test(glob) ? all : [...all, ...all.map((pattern) => `**/${pattern}`)];
}
