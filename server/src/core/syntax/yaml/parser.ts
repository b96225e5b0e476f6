import type { Span } from '../../text/span';
import { emptyScalar, type MappingNode, type Pair, type SequenceNode, type YamlNode } from './nodes';
import { scan } from './scanner';
import { problem, type SyntaxProblem, type Token, type TokenType } from './tokens';

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

interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly problems: SyntaxProblem[];
  readonly undefinedAliases: string[];
  /** The nodes by their anchors; undefined for one that is being read. */
  anchors: Map<string, YamlNode | undefined>;
  next: number;
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

const END: Token = { type: 'stream-end', start: 0, end: 0, value: '', style: 'plain' };

function token(p: Parser): Token {
  return p.tokens[p.next] ?? p.tokens.at(-1) ?? END;
}

function type(p: Parser): TokenType {
  return token(p).type;
}

/** The end of the last token that was taken, without the virtual ones. */
function lastEnd(p: Parser): number {
  for (let index = p.next - 1; index >= 0; index--) {
    const taken = p.tokens[index];
    if (taken !== undefined && taken.type !== 'block-end') return taken.end;
  }
  return 0;
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
  p.problems.push(problem('ignored-content', Math.max(at, start), Math.max(end, at + 1), message));
}

function isDocumentBoundary(p: Parser): boolean {
  return (
    type(p) === 'directive' || type(p) === 'document-start' || type(p) === 'document-end' || type(p) === 'stream-end'
  );
}

/** Reports the token that cannot stand where it does. */
function unexpected(p: Parser, program: string): void {
  const { start, end, type: found } = token(p);
  const indentation = found.startsWith('block-') || found === 'key' || found === 'value' || found === 'scalar';
  const message = indentation
    ? 'The indentation of this line fits none of the blocks above it. Align it with the keys or items it belongs to.'
    : `This cannot stand here (${program}).`;
  p.problems.push(problem(indentation ? 'bad-indentation' : 'yaml-syntax', start, end, message, program));
}

/** Passes what does not belong here: one node, or one token where no node begins. */
function skipNode(p: Parser): void {
  const before = p.next;
  if (startsNode(type(p))) parseNode(p, true, false);
  if (p.next === before && type(p) !== 'stream-end') p.next++;
}

function startsNode(found: TokenType): boolean {
  return (
    found === 'scalar' ||
    found === 'alias' ||
    found === 'anchor' ||
    found === 'tag' ||
    found === 'block-sequence-start' ||
    found === 'block-mapping-start' ||
    found === 'flow-sequence-start' ||
    found === 'flow-mapping-start'
  );
}

/** Parses a node; with `indentless`, a list may stand at the indentation of its key. */
function parseNode(p: Parser, block: boolean, indentless: boolean): YamlNode {
  const first = token(p);
  if (first.type === 'alias') {
    p.next++;
    return aliasNode(p, first);
  }
  const properties = parseProperties(p);
  if (properties.anchor !== undefined) p.anchors.set(properties.anchor, undefined);
  const content = parseContent(p, block, indentless, properties.anchor !== undefined || properties.tag !== undefined);
  const node = Object.keys(properties).length === 0 ? content : { ...content, ...properties, start: first.start };
  if (properties.anchor !== undefined) p.anchors.set(properties.anchor, node);
  return node;
}

function aliasNode(p: Parser, { start, end, value: name }: Token): YamlNode {
  const target = p.anchors.get(name);
  if (target !== undefined) return { type: 'alias', name, target, start, end };
  if (p.anchors.has(name)) {
    const message = `\`*${name}\` stands inside of what it is an alias of. Write the value out.`;
    p.problems.push(problem('undefined-alias', start, end, message, `anchor '${name}' value contains itself`, false));
    return { type: 'alias', name, start, end };
  }
  p.undefinedAliases.push(name);
  const message = `No anchor \`&${name}\` stands before this alias. Add the anchor, or quote the value if \`*\` belongs to it.`;
  p.problems.push(problem('undefined-alias', start, end, message, `unknown anchor '${name}' referenced`, false));
  return { type: 'alias', name, start, end };
}

function parseProperties(p: Parser): { anchor?: string; tag?: string } {
  const properties: { anchor?: string; tag?: string } = {};
  for (let found = token(p); found.type === 'anchor' || found.type === 'tag'; found = token(p)) {
    if (properties[found.type] !== undefined) break;
    properties[found.type] = found.value;
    p.next++;
  }
  return properties;
}

function parseContent(p: Parser, block: boolean, indentless: boolean, hasProperties: boolean): YamlNode {
  const first = token(p);
  switch (first.type) {
    case 'block-entry':
      if (indentless) return parseBlockSequence(p, true);
      break;
    case 'scalar':
      p.next++;
      return { type: 'scalar', style: first.style, value: first.value, start: first.start, end: first.end };
    case 'flow-sequence-start':
      return parseFlowSequence(p);
    case 'flow-mapping-start':
      return parseFlowMapping(p);
    case 'block-sequence-start':
      if (block) return parseBlockSequence(p, false);
      break;
    case 'block-mapping-start':
      if (block) return parseBlockMapping(p);
      break;
    default:
  }
  if (!hasProperties) unexpected(p, 'did not find expected node content');
  return emptyScalar(hasProperties ? lastEnd(p) : first.start);
}

function parseBlockSequence(p: Parser, indentless: boolean): SequenceNode {
  const start = token(p).start;
  if (!indentless) p.next++;
  const items: YamlNode[] = [];
  for (;;) {
    const found = type(p);
    if (found === 'block-entry') {
      p.next++;
      const ends = type(p) === 'block-entry' || type(p) === 'block-end';
      const endsIndentless = indentless && (type(p) === 'key' || type(p) === 'value');
      const absent = ends || endsIndentless || isDocumentBoundary(p);
      items.push(absent ? emptyScalar(lastEnd(p)) : parseNode(p, true, false));
    } else if (indentless) break;
    else if (found === 'block-end' || isDocumentBoundary(p)) {
      if (found === 'block-end') p.next++;
      break;
    } else {
      unexpected(p, "did not find expected '-' indicator");
      skipNode(p);
    }
  }
  return { type: 'sequence', flow: false, items, start, end: items.at(-1)?.end ?? lastEnd(p) };
}

function parseBlockMapping(p: Parser): MappingNode {
  const start = token(p).start;
  p.next++;
  const pairs: Pair[] = [];
  for (;;) {
    const found = type(p);
    if (found === 'key') pairs.push(parsePair(p));
    else if (found === 'block-end' || isDocumentBoundary(p)) {
      if (found === 'block-end') p.next++;
      break;
    } else {
      unexpected(p, 'did not find expected key');
      skipNode(p);
    }
  }
  const end = pairs.at(-1)?.value.end ?? lastEnd(p);
  const column = pairs[0]?.key.start === start ? columnOf(p.text, start) : undefined;
  return { type: 'mapping', flow: false, pairs, start, end, ...(column !== undefined && { column }) };
}

function columnOf(text: string, offset: number): number {
  return offset === 0 ? 0 : offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function parsePair(p: Parser): Pair {
  p.next++;
  const key = endsEntry(p) ? emptyScalar(lastEnd(p)) : parseNode(p, true, true);
  if (type(p) !== 'value') return { key, value: emptyScalar(key.end) };
  p.next++;
  const value = endsEntry(p) ? emptyScalar(lastEnd(p)) : parseNode(p, true, true);
  return { key, value };
}

/** Whether nothing stands where the key or value of a block mapping could. */
function endsEntry(p: Parser): boolean {
  return type(p) === 'key' || type(p) === 'value' || type(p) === 'block-end' || isDocumentBoundary(p);
}

function parseFlowSequence(p: Parser): SequenceNode {
  const start = token(p).start;
  const items = parseFlowItems(p, 'flow-sequence-end', "did not find expected ',' or ']'", (): YamlNode => {
    if (type(p) !== 'key') return parseNode(p, false, false);
    const pair = parseFlowPair(p, 'flow-sequence-end');
    return { type: 'mapping', flow: true, pairs: [pair], start: pair.key.start, end: pair.value.end };
  });
  return { type: 'sequence', flow: true, items, start, end: lastEnd(p) };
}

function parseFlowMapping(p: Parser): MappingNode {
  const start = token(p).start;
  const pairs = parseFlowItems(p, 'flow-mapping-end', "did not find expected ',' or '}'", () =>
    parseFlowPair(p, 'flow-mapping-end'),
  );
  return { type: 'mapping', flow: true, pairs, start, end: lastEnd(p) };
}

/** Parses what stands between brackets; the cursor ends behind the closing one. */
function parseFlowItems<T>(p: Parser, end: TokenType, program: string, parseItem: () => T): T[] {
  p.next++;
  const items: T[] = [];
  while (type(p) !== end && type(p) !== 'stream-end') {
    const before = p.next;
    if (items.length > 0) {
      if (type(p) === 'flow-entry') p.next++;
      else unexpected(p, program);
      if (type(p) === end) break;
    }
    items.push(parseItem());
    if (p.next === before) skipNode(p);
  }
  if (type(p) === end) p.next++;
  return items;
}

function parseFlowPair(p: Parser, end: TokenType): Pair {
  const absent = () => type(p) === 'value' || type(p) === 'flow-entry' || type(p) === end;
  let key: YamlNode;
  if (type(p) === 'key') {
    p.next++;
    key = absent() ? emptyScalar(lastEnd(p)) : parseNode(p, false, false);
  } else if (type(p) === 'value') {
    unexpected(p, 'did not find expected node content');
    key = emptyScalar(token(p).start);
  } else return flowKeyAlone(parseNode(p, false, false));
  if (type(p) !== 'value') return flowKeyAlone(key);
  p.next++;
  const value = type(p) === 'flow-entry' || type(p) === end ? emptyScalar(lastEnd(p)) : parseNode(p, false, false);
  return { key, value };
}

function flowKeyAlone(key: YamlNode): Pair {
  return { key, value: emptyScalar(key.end) };
}
