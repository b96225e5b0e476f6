import { expect, test } from 'vitest';
import { asSentence } from '../../server/src/core/schema/report';
import { findingsIn } from './support/expectFindings';

test.each([
  ['a string is expected here.', 'A string is expected here.'],
  ['`job` is unknown.', '`job` is unknown.'],
  ['systemd does not know it.', 'systemd does not know it.'],
  ['node_exporter has no such flag.', 'node_exporter has no such flag.'],
  ['stunnel: it refuses that.', 'stunnel: it refuses that.'],
  ['systems differ.', 'Systems differ.'],
  ['nginx-like files are not read.', 'Nginx-like files are not read.'],
])('a message that begins with %s', (text, expected) => expect(asSentence(text)).toBe(expected));

test('a program that is spelled in lower case stays so in front of a sentence', () => {
  const unit = '[Service]\nExecStart=/usr/local/bin/node_exporter\nNoNewPrivilege=yes\n';
  const messages = findingsIn('systemd', unit, { path: '/etc/systemd/system/node_exporter.service' });
  expect(messages.map(({ message }) => message).filter((message) => /^(Systemd|Node_exporter)/.test(message))).toEqual(
    [],
  );
});
