import { defineChecks } from '../../../findings/check';
import { secretForm } from '../../../model/secretForm';
import type { Span } from '../../../text/span';
import type { StunnelDocument } from '../document';
import { type Effective, isClient } from '../effective';
import { onValue } from '../report';
import type { Assignment } from '../statement';
import { isVerified, trustOf } from '../trust';
import { type Lint, type Remark, remark } from './lint';

export const infos = defineChecks({
  inFile: {
    code: 'plaintext-password',
    severity: 'warning',
    category: 'security',
    source: 'stunnel',
    rules: ['5'],
    tag: 'SILENT',
    summary: 'A password, PIN or ticket key in the file itself.',
  },
});

/** A secret that stands in a line of the file: the text itself never leaves the server. */
export interface LineSecret extends Span {
  readonly line: Assignment;
  readonly text: string;
}

/** Secrets that stand in the file. */
export const secrets: Lint = ({ document, services }) => {
  const exposed = exposedLines(services);
  return secretsIn(document).flatMap(({ line, text, start, end }): Remark[] => {
    if (secretForm(text) !== 'clear') return [];
    const words = `${SORT[line.name.text.toLowerCase()] ?? 'This secret'} stands in the file in clear text, and files like this end up in repositories and backups, readable by others. Keep the file at mode 0600 and out of repositories.${exposed.has(line) ? EXPOSURE : ''}`;
    return [remark(infos.inFile, start < end && line.from === undefined ? { start, end } : onValue(line), words)];
  });
};

const SORT: Readonly<Record<string, string>> = {
  protocolpassword: 'This password',
  ticketkeysecret: 'The key of the session tickets',
  ticketmacsecret: 'The key of the session tickets',
  enginectrl: 'This PIN',
  providerparameter: 'This PIN',
};

const EXPOSURE = ' It is also sent to whoever answers, since the server is not verified.';

/** The lines with a password that is sent through an unverified tunnel. */
function exposedLines(services: readonly Effective[]): ReadonlySet<Assignment> {
  const passwords = services.map((service) => ({ service, line: service.last('protocolPassword')?.assignment }));
  const sent = passwords.filter(({ service, line }) => line && isClient(service) && !isVerified(trustOf(service)));
  return new Set(sent.flatMap(({ line }) => line ?? []));
}

/** The secrets that stand in lines of `document`, whatever their form. */
export function secretsIn({ global, services }: StunnelDocument): readonly LineSecret[] {
  return [global, ...services].flatMap(({ assignments }) =>
    assignments.flatMap((line) => {
      const at = line.value;
      const name = line.name.text.toLowerCase();
      if (name === 'protocolpassword' || name === 'ticketkeysecret' || name === 'ticketmacsecret') {
        return [{ line, text: at.text, start: at.start, end: at.end }];
      }
      // `engineCtrl = PIN:…`, `providerParameter = pkcs11:pin=…`; a Proxy-Authorization is a password, too.
      const pattern = PARTS[name];
      const match = pattern?.exec(at.text);
      const text = match?.[1];
      if (match == null || text === undefined) return [];
      const isVerbatim = line.from === undefined && at.end - at.start === at.text.length;
      const start = at.start + match[0].length - text.length;
      return [{ line, text, ...(isVerbatim ? { start, end: start + text.length } : { start: at.start, end: at.end }) }];
    }),
  );
}

const PARTS: Readonly<Record<string, RegExp>> = {
  enginectrl: /^PIN:(.*)$/i,
  providerparameter: /^[^:]*:[^=]*pin=(.*)$/i,
  protocolheader: /^(?:Proxy-)?Authorization:\s*(\S.*)$/i,
};
