import { type Connection, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Guess } from '../core/secrets/wellKnown';
import { MAX_ROUNDS } from '../core/services/service';
import { toDiagnostic } from './convert';
import { type OpenFile, reportOn, type Workshop } from './openFile';
import type { Runtime } from './runtime';

/** Says what is known about documents: pushed where the client does not pull. Never of a text that is not the newest. */
export interface Reporter {
  /** The text or the settings of `file` have changed: say so as soon as the messages that have arrived are read. */
  readonly changed: (file: OpenFile) => void;
  readonly closed: (file: OpenFile) => void;
  readonly pull: (file: OpenFile) => Promise<DocumentDiagnosticReport>;
}

interface Options {
  readonly connection: Connection;
  readonly workshop: Workshop;
  readonly runtime: Runtime;
  readonly pulls: boolean;
  readonly helpBase: string;
  /** Asks a client that pulls to do so again. */
  readonly pullAgain: () => void;
  /** Is told of each document about which something else may be to be said. */
  readonly touched: (uri: string) => void;
}

/** A reporter for one connection. */
export function createReporter(options: Options): Reporter {
  const { connection, workshop, runtime, pulls, helpBase, pullAgain, touched } = options;
  const waiting = new Set<OpenFile>();
  const trying = new Set<OpenFile>();
  const gone = new WeakSet<OpenFile>();

  function report(file: OpenFile): void {
    touched(file.uri);
    const findings = reportOn(file, workshop)?.findings ?? [];
    if (!pulls) {
      const diagnostics = findings.map((finding) => toDiagnostic(finding, file.text, helpBase));
      void connection.sendDiagnostics({ uri: file.uri, version: file.text.version, diagnostics });
    }
    const status = { uri: file.uri, kind: file.read?.service.kind ?? null, findings: findings.length };
    void connection.sendNotification('scrapeguard/documentStatus', status);
  }

  /** Reads the files that the analysis asks for, and those that these name; true where that may change something. */
  async function fetchNeighbours(file: OpenFile): Promise<boolean> {
    const isToldOfGit = await askGit(file);
    let rounds = 0;
    while (rounds < MAX_ROUNDS && (await fetchOnce(file))) rounds++;
    return rounds > 0 || isToldOfGit;
  }

  /** Finds out once whether git ignores `file`; true where it does, which changes what is said of it. */
  async function askGit(file: OpenFile): Promise<boolean> {
    if (file.isGitIgnored !== undefined || file.read?.service.kind !== 'scrape-config') return false;
    file.isGitIgnored = (await runtime.isGitIgnored?.(file.uri)) ?? false;
    if (file.isGitIgnored) file.stale = true;
    return file.isGitIgnored;
  }

  /** Tries words on the hashes of `file`, which takes its time, and says what came of it. */
  async function tryWords(file: OpenFile): Promise<void> {
    const { guess } = runtime;
    if (guess === undefined || trying.has(file)) return;
    trying.add(file);
    let isFound = false;
    for (let guesses = untried(file); guesses.length > 0; guesses = untried(file)) {
      file.guessed = await guess(guesses);
      file.stale = true;
      isFound ||= [...file.guessed.values()].includes(true);
    }
    trying.delete(file);
    if (!isFound || gone.has(file)) return;
    if (pulls) pullAgain();
    else if (!waiting.has(file)) report(file);
  }

  /** The hashes of `file`, if not all of them were tried. */
  function untried(file: OpenFile): readonly Guess[] {
    const guesses = gone.has(file) ? [] : (reportOn(file, workshop)?.needs.guesses ?? []);
    return guesses.every(({ hash }) => file.guessed?.has(hash)) ? [] : guesses;
  }

  /** Reads the files that the analysis asks for, unless they are known. */
  async function fetchOnce(file: OpenFile): Promise<boolean> {
    const patterns = reportOn(file, workshop)?.needs.patterns ?? [];
    const { readNeighbours } = runtime;
    if (readNeighbours === undefined || patterns.every((pattern) => file.neighbours?.has(pattern))) return false;
    const neighbours = await readNeighbours(file.uri, patterns);
    if (neighbours === undefined) return false;
    file.neighbours = neighbours;
    file.stale = true;
    file.report = undefined;
    return true;
  }

  function flush(): void {
    for (const file of waiting) {
      report(file);
      void fetchNeighbours(file).then((fetched) => {
        if (fetched && !waiting.has(file)) report(file);
        void tryWords(file);
      });
    }
    waiting.clear();
  }

  return {
    changed: (file) => {
      if (waiting.size === 0) runtime.defer(flush);
      waiting.add(file);
    },
    closed: (file) => {
      waiting.delete(file);
      gone.add(file);
      if (!pulls) void connection.sendDiagnostics({ uri: file.uri, diagnostics: [] });
    },
    pull: async (file) => {
      await file.ready;
      await fetchNeighbours(file);
      const findings = reportOn(file, workshop)?.findings ?? [];
      const items = findings.map((finding) => toDiagnostic(finding, file.text, helpBase));
      return { kind: DocumentDiagnosticReportKind.Full, items };
    },
  };
}
