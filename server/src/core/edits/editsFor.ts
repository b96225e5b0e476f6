import type { KindId } from '../kinds/kindId';
import { parseYaml } from '../syntax/yaml/parser';
import type { Edits } from './edits';
import { type LineStyle, lineEdits, NGINX_STYLE, SHELL_STYLE, STUNNEL_STYLE, UNIT_STYLE } from './lineEdits';
import { yamlEdits } from './yamlEdits';

const LINE_STYLES: Readonly<Partial<Record<KindId, LineStyle>>> = {
  systemd: UNIT_STYLE,
  stunnel: STUNNEL_STYLE,
  firewall: SHELL_STYLE,
  nginx: NGINX_STYLE,
};

/** Edits of `text`, a whole file of `kind`. */
export function editsFor(kind: KindId, text: string): Edits {
  const style = LINE_STYLES[kind];
  if (style !== undefined) return lineEdits(text, style);
  return yamlEdits(
    text,
    parseYaml(text).documents.flatMap(({ root }) => root ?? []),
  );
}
