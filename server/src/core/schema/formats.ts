import { bcryptProblem } from '../formats/bcrypt';
import { type FormatProblem, goDurationProblem, parseDuration } from '../formats/duration';
import { relabelRegexes } from '../formats/regex';
import { parseSize } from '../formats/size';
import { parseGoUrl } from '../formats/url';

const regexProblem = relabelRegexes();

/** Why `text` is not of `format`; undefined where it is, or where the format only informs. */
export function formatProblem(format: string, text: string): FormatProblem | undefined {
  switch (format) {
    case 'duration': {
      const parsed = parseDuration(text);
      return 'problem' in parsed ? parsed.problem : undefined;
    }
    case 'go-duration':
      return goDurationProblem(text);
    case 'size': {
      const parsed = parseSize(text);
      return 'problem' in parsed ? parsed.problem : undefined;
    }
    case 'url': {
      const parsed = parseGoUrl(text);
      return 'error' in parsed ? { reason: 'This is no URL as Go reads them.', program: parsed.error } : undefined;
    }
    case 're2': {
      const program = regexProblem(text);
      const reason = 'This is no regular expression of Go (RE2), which has no look-around and no back-references.';
      return program === undefined ? undefined : { reason, program };
    }
    case 'label-name':
      return text === ''
        ? { reason: 'A label name cannot be empty.', program: '"" is not a valid label name' }
        : undefined;
    case 'bcrypt-hash':
      return bcryptProblem(text);
    default:
      return undefined;
  }
}

type IsOfFormat = (text: string) => boolean;

function isOf(format: string): IsOfFormat {
  return (text) => formatProblem(format, text) === undefined;
}

/** The formats of the schemas by name, for the compiled code. */
export const formats: Readonly<Record<string, IsOfFormat>> = {
  duration: isOf('duration'),
  'go-duration': isOf('go-duration'),
  size: isOf('size'),
  url: isOf('url'),
  re2: isOf('re2'),
  'label-name': isOf('label-name'),
  'bcrypt-hash': isOf('bcrypt-hash'),
  target: () => true,
};

/** The length of `text` in characters, as JSON Schema counts it. */
export function textLength(text: string): number {
  return [...text].length;
}
