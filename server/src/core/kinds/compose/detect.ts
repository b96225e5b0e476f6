import { type Glance, isYamlName } from '../glance';
import { imageProgram } from './image';

/** `services` as a mapping: in the files of CI systems it is a list. */
const SERVICES =
  /^["']?services["']?\s*:(?:\s*\{|[ \t]*(?:#.*|&\S+[ \t]*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+[^\s#-])/m;
const IMAGE = /(?:^|[\s{,])["']?image["']?\s*:\s*["']?((?:\$\{[^}\n]*\}|[^\s"',#}])+)/gm;

/** Whether the file is a compose file with a service this is about. */
export function isCompose(glance: Glance): boolean {
  const { keys, text } = glance;
  if (!isYamlName(glance) || !keys.has('services') || keys.has('apiVersion') || !SERVICES.test(text)) return false;
  return [...text.matchAll(IMAGE)].some(([, image = '']) => imageProgram(image) !== undefined);
}
