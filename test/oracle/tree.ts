/** A YAML value that is not written yet; `text` is the source of a scalar, quotes included. */
export type Tree =
  | { readonly kind: 'map'; readonly entries: readonly Entry[]; readonly flow?: boolean; readonly anchor?: string }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly flow?: boolean; readonly anchor?: string }
  | { readonly kind: 'text'; readonly text: string };

export interface Entry {
  readonly key: string;
  readonly value: Tree;
}

/** How a tree is written. */
export interface Style {
  readonly indent: number;
  /** Whether the `-` of a list stands below its key, not right of it. */
  readonly outdentedLists: boolean;
}

export function text(source: string): Tree {
  return { kind: 'text', text: source };
}

export function map(entries: readonly Entry[]): Tree {
  return { kind: 'map', entries };
}

export function list(items: readonly Tree[]): Tree {
  return { kind: 'list', items };
}

/** The source of a scalar whose value is the text `value`: plain where that is safe, quoted otherwise. */
export function quoted(value: string): string {
  const isSafe = /^[A-Za-z_/][\w./@*-]*$/.test(value) && !/^(y|yes|n|no|on|off|true|false|null)$/i.test(value);
  return isSafe ? value : JSON.stringify(value);
}

/** `tree` as a YAML document. */
export function render(tree: Tree, style: Style): string {
  if (tree.kind === 'text') return `${tree.text}\n`;
  return isEmpty(tree) || tree.flow === true ? `${flow(tree)}\n` : block(tree, 0, style);
}

function block(tree: Tree, depth: number, style: Style): string {
  const pad = ' '.repeat(depth);
  if (tree.kind === 'map') {
    return tree.entries.map(({ key, value }) => `${pad}${key}:${below(value, depth, style)}`).join('');
  }
  if (tree.kind === 'list') return tree.items.map((item) => `${pad}-${beside(item, depth, style)}`).join('');
  return `${pad}${tree.text}\n`;
}

function below(value: Tree, depth: number, style: Style): string {
  if (value.kind === 'text') return scalar(value.text, depth);
  if (isEmpty(value) || value.flow === true) return ` ${flow(value)}\n`;
  const step = value.kind === 'list' && style.outdentedLists ? 0 : style.indent;
  return `${anchorOf(value)}\n${block(value, depth + step, style)}`;
}

/** An item begins on the line of its dash. */
function beside(item: Tree, depth: number, style: Style): string {
  if (item.kind === 'text') return scalar(item.text, depth);
  if (isEmpty(item) || item.flow === true) return ` ${flow(item)}\n`;
  if (item.anchor !== undefined) return `${anchorOf(item)}\n${block(item, depth + 2, style)}`;
  return ` ${block(item, depth + 2, style).slice(depth + 2)}`;
}

/** A scalar behind its key or dash; lines of a block scalar are indented below it. */
function scalar(source: string, depth: number): string {
  const pad = ' '.repeat(depth + 2);
  return `${source === '' ? '' : ' '}${source.replaceAll('\n', `\n${pad}`)}\n`;
}

function anchorOf({ anchor }: { readonly anchor?: string }): string {
  return anchor === undefined ? '' : ` &${anchor}`;
}

function withoutAnchor(tree: Exclude<Tree, { kind: 'text' }>): Tree {
  return tree.kind === 'map' ? map(tree.entries) : list(tree.items);
}

function flow(tree: Tree): string {
  if (tree.kind !== 'text' && tree.anchor !== undefined) return `&${tree.anchor} ${flow(withoutAnchor(tree))}`;
  if (tree.kind === 'map') return `{${tree.entries.map(({ key, value }) => `${key}: ${flow(value)}`).join(', ')}}`;
  if (tree.kind === 'list') return `[${tree.items.map(flow).join(', ')}]`;
  return tree.text.includes('\n') || /^[^"'].*[,[\]{}]/.test(tree.text) ? JSON.stringify(tree.text) : tree.text;
}

function isEmpty(tree: Tree): boolean {
  return tree.kind === 'map' ? tree.entries.length === 0 : tree.kind === 'list' && tree.items.length === 0;
}
