import type { Span } from '../../text/span';
import type { FileFact } from '../namedFiles';
import type { NameFact, TopLevelFacts } from '../topLevel';

/** A job; its name is empty where it has none. */
export interface JobFact extends NameFact {
  readonly inheritsInterval: boolean;
  /** Whether the schemes of metric names are those of `global`. */
  readonly inheritsNaming: boolean;
}

/** A value of `global` that is only wrong when a job inherits it. */
export interface InheritedFact extends Span {
  readonly what: 'interval' | 'naming';
}

/** An endpoint of remote_write or remote_read: its name, and its text with everything that makes it a twin. */
export interface EndpointFact extends Span {
  readonly section: 'remote_write' | 'remote_read';
  readonly name: string;
  readonly url: string;
  readonly fingerprint: string;
}

/** A pattern of paths that is malformed. */
export interface GlobFact extends NameFact {
  readonly section: 'rule_files' | 'scrape_config_files';
}

/** A file of rules or of targets that is named relative to the config; its name may be a pattern. */
export interface LinkFact extends NameFact {
  readonly kind: 'rules' | 'file-sd';
  /** Whether the job that has the targets relabels them. */
  readonly relabels: boolean;
}

/** What the other parts need to know of one. */
export interface PrometheusFacts extends TopLevelFacts {
  readonly jobs: readonly JobFact[];
  readonly inherited: readonly InheritedFact[];
  readonly endpoints: readonly EndpointFact[];
  readonly malformedGlobs: readonly GlobFact[];
  /** The patterns of `scrape_config_files`. */
  readonly scrapeConfigFiles: readonly NameFact[];
  /** The files of rules and of targets. */
  readonly links: readonly LinkFact[];
  /** Other files that have to be there. */
  readonly files: readonly FileFact[];
  /** Files with secrets, which may be elsewhere. */
  readonly secretFiles: readonly FileFact[];
}

/** The facts of a part that says nothing. */
export const NO_FACTS: PrometheusFacts = {
  keys: [],
  strayItems: [],
  jobs: [],
  inherited: [],
  endpoints: [],
  malformedGlobs: [],
  scrapeConfigFiles: [],
  links: [],
  files: [],
  secretFiles: [],
};
