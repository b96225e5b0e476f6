import type { Secret } from '../../model/nouns';
import { secretForm } from '../../model/secretForm';
import { secretsInUrl } from '../../model/urlSecrets';
import type { Span } from '../../text/span';
import type { Variable } from './environment';
import { interpolated } from './interpolation';
import type { ComposeService } from './service';

/** Names of variables and flags whose whole value is a secret (security-rules.md, plaintext-password). */
const SECRET_NAME = /(^|[_.-])(password|passwd|pass|token|secret|secret[_-]?key|api[_-]?key|client[_-]?secret)$/i;
/** Names under which the address of a database stands, with a password in it. */
const CONNECTION = /(^|[_.-])(name|dsn|ur[il]|addr|address|server|datasource|endpoint|connection[_-]?string)$/i;
/** `user:password@tcp(host:3306)/` of MySQL. */
const MYSQL = /^([^:@/\s]+:)(.+)@(?:\w*\(|[\w.-]*(?::\d+)?\/)/;
/** `host=… password=…` of PostgreSQL. */
const LIBPQ = /(\bpassword=)('[^']*'|[^\s;]+)/i;

/** The secrets that exporters and Grafana are given in their environment and flags. */
export function secretsOf({ environment, flags, program }: ComposeService): readonly Secret[] {
  if (program.role !== 'exporter' && program.role !== 'grafana') return [];
  const inVariables = environment.flatMap((variable) => fromVariable(variable, program.role === 'grafana'));
  const inFlags = flags.flatMap(({ name, value }) => {
    // A value that is not known is a variable, which is no secret in the file.
    if (value?.value === undefined) return [];
    const { value: text, start, end } = value;
    const place = (from: number, length: number): Span =>
      end - start === text.length ? { start: start + from, end: start + from + length } : { start, end };
    return secretsIn(name, text, place);
  });
  return [...inVariables, ...inFlags];
}

function fromVariable({ name, value, place }: Variable, isGrafana: boolean): Secret[] {
  if (value === undefined) return [];
  return secretsIn(name, value, place, isGrafana ? `${name}__FILE` : FILE_VARIABLES[name]);
}

/** Variables of exporters that may name a file instead. */
const FILE_VARIABLES: Readonly<Record<string, string>> = {
  DATA_SOURCE_PASS: 'DATA_SOURCE_PASS_FILE',
  REDIS_PASSWORD: 'REDIS_PASSWORD_FILE',
};

function secretsIn(name: string, value: string, place: Variable['place'], fileKey?: string): Secret[] {
  const secret = (from: number, to: number): Secret => {
    const raw = value.slice(from, to);
    const text = interpolated(raw);
    const form = text === undefined ? 'variable' : secretForm(raw);
    return { key: name, text: text ?? raw, form, ...place(from, to - from), ...(fileKey !== undefined && { fileKey }) };
  };
  if (SECRET_NAME.test(name)) return [secret(0, value.length)];
  if (!CONNECTION.test(name)) return [];
  const inUrl = secretsInUrl(value);
  if (inUrl.length > 0) return inUrl.map(({ start, end }) => secret(start, end));
  const text = value.slice(0, LONGEST);
  const found = (text.includes('://') ? null : MYSQL.exec(text)) ?? LIBPQ.exec(text);
  if (found === null) return [];
  const [, before = '', password = ''] = found;
  const at = found.index + before.length;
  return [secret(at, at + password.length)];
}

/** Longer values are no connection string. */
const LONGEST = 2000;
