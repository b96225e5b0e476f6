import type { Span } from '../../text/span';
import { parseNode, skipNode } from './nodeParser';
import type { YamlNode } from './nodes';
import { isDocumentBoundary, lastEnd, type Parser, token, type, unexpected } from './parserState';
import { scan } from './scanner';
import { problem, type SyntaxProblem } from './tokens';

/** One document of a stream. `root` is absent for an empty document; `start` is where it begins, `---` included. */
export interface YamlDocument extends Span {
  readonly root?: YamlNode;
  /** Whether it begins with `---`. */
  readonly explicit: boolean;
}

/** A text read as YAML: every text has one, whatever is wrong with it. */
export interface YamlTree {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly SyntaxProblem[];
  /** Whether a quote or bracket is open at the end: the text may be the beginning of something longer. */
  readonly unterminated: boolean;
  /** Names of aliases whose anchor does not stand before them in the same document. */
  readonly undefinedAliases: readonly string[];
}

/** Parses `text` with the grammar of libyaml. Total: never throws, ends for every text. */
export function parseYaml(text: string): YamlTree {
  const scanned = scan(text);
  const p: Parser = {
    text,
    tokens: scanned.tokens,
    problems: [...scanned.problems],
    undefinedAliases: [],
    anchors: new Map(),
    next: 0,
  };
  const control = CONTROL.exec(text);
  if (control !== null) p.problems.push(controlProblem(control.index));
  const documents: YamlDocument[] = [];
  while (type(p) !== 'stream-end') {
    const document = parseDocument(p);
    if (document !== undefined) documents.push(document);
  }
  const problems = p.problems.sort((a, b) => a.start - b.start);
  // What stands behind the end of the document is never read: whatever is wrong with it harms nobody.
  const ignored = problems.findIndex((found) => found.code === 'ignored-content');
  if (ignored >= 0) problems.length = ignored + 1;
  return { documents, problems, unterminated: scanned.unterminated, undefinedAliases: p.undefinedAliases };
}

/** What libyaml's reader refuses wherever it stands. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it refuses
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function controlProblem(at: number): SyntaxProblem {
  const message =
    'A control character stands here, which YAML does not allow. Remove it, or write it as an escape in double quotes.';
  return problem('yaml-syntax', at, at + 1, message, 'control characters are not allowed', false);
}

function parseDocument(p: Parser): YamlDocument | undefined {
  if (type(p) === 'document-end') {
    if (p.next === 0) unexpected(p, 'did not find expected node content');
    p.next++;
    return undefined;
  }
  const start = token(p).start;
  const hasDirectives = type(p) === 'directive';
  while (type(p) === 'directive') p.next++;
  const explicit = type(p) === 'document-start';
  if (hasDirectives && !explicit) unexpected(p, 'did not find expected <document start>');
  if (explicit) p.next++;
  p.anchors = new Map();
  if (isDocumentBoundary(p)) return { start, end: lastEnd(p), explicit };
  const root = parseNode(p, true, false);
  if (!isDocumentBoundary(p)) reportIgnored(p, root.end);
  while (!isDocumentBoundary(p)) skipNode(p);
  return { root, start, end: Math.max(root.end, lastEnd(p)), explicit };
}

/** Go reads one document and stops: what stands behind its end without a `---` is dropped without a word. */
function reportIgnored(p: Parser, start: number): void {
  const { start: at, end } = token(p);
  const message =
    'The document ends above this line, and everything from here on is ignored without a word. ' +
    'Align this line with the first key of the file.';
  p.problems.push(problem('ignored-content', Math.max(at, start), Math.max(end, at + 1), message, undefined, false));
}
