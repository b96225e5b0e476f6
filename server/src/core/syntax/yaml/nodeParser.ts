import { emptyScalar, type MappingNode, type Pair, type ScalarNode, type SequenceNode, type YamlNode } from './nodes';
import { isDocumentBoundary, lastEnd, type Parser, token, type, unexpected } from './parserState';
import { problem, type Token, type TokenType } from './tokens';

/** Passes what does not belong here: one node, or one token where no node begins. */
export function skipNode(p: Parser): void {
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
export function parseNode(p: Parser, block: boolean, indentless: boolean): YamlNode {
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
    const message = 'This alias stands inside of what it is an alias of. Write the value out.';
    p.problems.push(problem('undefined-alias', start, end, message, "anchor '%s' value contains itself", false));
    return { type: 'alias', name, start, end };
  }
  p.undefinedAliases.push(name);
  // The name is not shown: it may be a password that begins with `*`.
  const message = 'No anchor of this name stands before this alias. Add it, or quote the value if `*` belongs to it.';
  p.problems.push(problem('undefined-alias', start, end, message, "unknown anchor '%s' referenced", false));
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

function scalar({ style, value, start, end, lines }: Token): ScalarNode {
  return { type: 'scalar', style, value, start, end, ...(lines && { lines }) };
}

function parseContent(p: Parser, block: boolean, indentless: boolean, hasProperties: boolean): YamlNode {
  const first = token(p);
  switch (first.type) {
    case 'block-entry':
      if (indentless) return parseBlockSequence(p, true);
      break;
    case 'scalar':
      p.next++;
      return scalar(first);
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
