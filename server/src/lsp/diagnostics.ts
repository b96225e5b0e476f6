import { type Connection, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
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
}

/** A reporter for one connection. */
export function createReporter({ connection, workshop, runtime, pulls, helpBase }: Options): Reporter {
  const waiting = new Set<OpenFile>();

  function report(file: OpenFile): void {
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
    let rounds = 0;
    while (rounds < MAX_ROUNDS && (await fetchOnce(file))) rounds++;
    return rounds > 0;
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
