import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI, Utils } from 'vscode-uri';
import type { Finding } from '../core/findings/finding';
import { CONFIG_NAMES } from '../core/kinds/scrapeguard/detect';
import { ignoreHere } from '../core/policy/ignoreHere';
import { canBeSilenced } from '../core/policy/policy';
import { configWithout, turnOff } from '../core/policy/turnOff';
import type { Configs } from './configs';
import { toDiagnostic, toTextEdit } from './convert';
import type { OpenFile } from './openFile';

/** What the ways to live with a finding need besides the document. */
export interface SuppressMeans {
  readonly configs: Configs;
  readonly helpBase: string;
  /** Whether the client makes files that an edit asks for. */
  readonly createsFiles: boolean;
  /** The addresses of the folders of the workspace. */
  readonly folders: () => Promise<readonly string[]>;
}

/** The addresses of the workspace's folders: as the client has them now, or had when it began where it knows of one. */
export async function workspaceFolders(
  connection: Connection,
  { capabilities, rootUri }: InitializeParams,
): Promise<readonly string[]> {
  if (capabilities.workspace?.workspaceFolders !== true) return typeof rootUri === 'string' ? [rootUri] : [];
  const folders = await connection.workspace.getWorkspaceFolders();
  return folders?.map(({ uri }) => uri) ?? [];
}

/** *Ignore here* and *Turn this rule off in the workspace*, for each of `findings` that can be silenced. */
export async function suppressActions(
  file: OpenFile,
  findings: readonly Finding[],
  means: SuppressMeans,
): Promise<readonly CodeAction[]> {
  const silenceable = findings.filter(canBeSilenced);
  const ignoring = silenceable.flatMap((finding) => ignoreAction(file, finding, means));
  const byCode = new Map(silenceable.map((finding) => [finding.code, finding]));
  const turningOff = await Promise.all([...byCode.values()].map((finding) => turnOffAction(file, finding, means)));
  return [...ignoring, ...turningOff.flat()];
}

/** About comments of ours themselves there is nothing that a further comment could silence. */
const OURS: ReadonlySet<string> = new Set(['suppression-without-reason', 'unused-suppression', 'unknown-rule']);

function ignoreAction(file: OpenFile, finding: Finding, { helpBase }: SuppressMeans): readonly CodeAction[] {
  const { text, uri, read } = file;
  if (read === undefined || OURS.has(finding.code)) return [];
  const change = ignoreHere(text.getText(), read.service.kind, finding);
  if (change === undefined) return [];
  return [
    {
      title: `Ignore here: ${finding.code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, text, helpBase)],
      edit: { changes: { [uri]: [toTextEdit(change, text)] } },
    },
  ];
}

async function turnOffAction(file: OpenFile, finding: Finding, means: SuppressMeans): Promise<readonly CodeAction[]> {
  const edit = await turningOff(file.uri, finding.code, means);
  if (edit === undefined) return [];
  return [
    {
      title: `Turn this rule off in the workspace: ${finding.code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, file.text, means.helpBase)],
      edit,
    },
  ];
}

/** The edit of the configuration that counts for the document at `uri`, or one that makes a configuration. */
async function turningOff(
  uri: string,
  code: string,
  { configs, createsFiles, folders }: SuppressMeans,
): Promise<WorkspaceEdit | undefined> {
  const found = await configs.textFor(uri);
  if (found !== undefined) {
    const change = turnOff(found.text, code);
    const config = TextDocument.create(found.uri, 'yaml', 0, found.text);
    return change && { changes: { [found.uri]: [toTextEdit(change, config)] } };
  }
  const root = createsFiles ? folderAround(uri, await folders()) : undefined;
  if (root === undefined) return undefined;
  const config = Utils.joinPath(URI.parse(root), CONFIG_NAMES[0]).toString();
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: config, options: { ignoreIfExists: true } },
      {
        textDocument: { uri: config, version: null },
        edits: [{ range: { start, end: start }, newText: configWithout(code) }],
      },
    ],
  };
}

/** The innermost of `folders` that holds `uri`. */
function folderAround(uri: string, folders: readonly string[]): string | undefined {
  const path = URI.parse(uri).toString();
  const around = folders.filter((folder) => path.startsWith(`${URI.parse(folder).toString().replace(/\/$/, '')}/`));
  return around.sort((a, b) => b.length - a.length)[0];
}
