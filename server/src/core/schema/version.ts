/** A release, `major * 1e6 + minor * 1e3 + patch`, so that releases compare as numbers. */
export type Version = number;

/** Reads `3.14`, `v2.53.3` or `0.11.0`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?:[-+].*)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, major, minor, patch = '0'] = match;
  return Number(major) * 1_000_000 + Number(minor) * 1000 + Number(patch);
}

/** A release that the code names, such as `release('3.4')`. Throws where the text is none: a mistake in the code. */
export function release(text: string): Version {
  const version = parseVersion(text);
  if (version === undefined) throw new Error(`"${text}" is no version.`);
  return version;
}

/** The patch that stands for the last one of a minor version. */
const LAST_PATCH = 999;

/**
 * Reads the version that files are for. Without a patch it means the last of its minor version: who runs `3.7` runs
 * one with its mistakes mended.
 */
export function parseTarget(text: string): Version | undefined {
  const version = parseVersion(text);
  const hasPatch = /^v?\d+\.\d+\.\d/.test(text.trim());
  return version === undefined || hasPatch ? version : version + LAST_PATCH;
}

/** `version` as people write it: `3.14`, with the patch only where it matters. */
export function formatVersion(version: Version): string {
  const patch = version % 1000;
  const text = `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1000) % 1000}`;
  return patch === 0 || patch === LAST_PATCH ? text : `${text}.${patch}`;
}

/** `version` without its patch, as tables of keys give it. */
export function minorOf(version: Version): Version {
  return version - (version % 1000);
}
