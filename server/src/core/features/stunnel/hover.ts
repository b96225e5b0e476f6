import type { StunnelDocument } from '../../kinds/stunnel/document';
import { optionNamed } from '../../kinds/stunnel/options';
import type { Version } from '../../schema/version';
import { touches } from '../../text/span';
import type { Hover } from '../hover';
import { optionDocumentation } from './documentation';
import { assignmentAt } from './lineAt';

/** The documentation of the option, or of the word it is set to, at `offset`; undefined where nothing known stands. */
export function stunnelHover(document: StunnelDocument, offset: number, target: Version): Hover | undefined {
  const line = assignmentAt(document, offset);
  const option = line && optionNamed(line.name.text);
  if (line === undefined || option === undefined) return undefined;
  const { name, value } = line;
  if (touches(name, offset)) {
    return { start: name.start, end: name.end, markdown: optionDocumentation(option, target) };
  }
  if (option.value.type !== 'choice' || !touches(value, offset)) return undefined;
  const word = value.text.toLowerCase();
  const choice = option.value.choices.find((one) => one.value.toLowerCase() === word);
  if (choice?.description === undefined) return undefined;
  return { start: value.start, end: value.end, markdown: `\`${choice.value}\`: ${choice.description}` };
}
