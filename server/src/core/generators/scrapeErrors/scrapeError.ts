import type { GeneratorPreset } from '../preset';

/** The programs whose words are explained. */
export type Speaker = 'prometheus' | 'exporter' | 'stunnel' | 'nginx' | 'systemd' | 'docker' | 'curl';

/** What has to be in use for an error to come up; a README names an error only where it is. */
export type Concern = 'tls' | 'certificate' | 'password' | 'proxy';

/** An error of a scrape, or a line that a program of a set-up logs, with what it means. */
export interface ScrapeError {
  /** A stable name. */
  readonly id: string;
  readonly speaker: Speaker;
  /** The program's words in short, as a table shows them; `…` for what differs. */
  readonly says: string;
  /** How it is found in one line, whose quoting and spaces were evened out (`evenedOut`). */
  readonly pattern: RegExp;
  readonly cause: string;
  readonly remedy: string;
  /** Ids of the security rules that find what leads to it, or whose subject it is. */
  readonly rules?: readonly string[];
  /** Whether other entries that match the same line know more. */
  readonly isGeneral?: boolean;
  /** That a README shows it, and what has to be in use; absent for what is too rare for it. */
  readonly inReadme?: Concern | 'always';
  /** What a certificate has to be issued for, read from the line; `undefined` where it does not say. */
  readonly issues?: (line: string) => GeneratorPreset | undefined;
}

/** The entries of one program. */
export function saidBy(speaker: Speaker, entries: readonly Omit<ScrapeError, 'speaker'>[]): readonly ScrapeError[] {
  return entries.map((entry) => ({ speaker, ...entry }));
}
