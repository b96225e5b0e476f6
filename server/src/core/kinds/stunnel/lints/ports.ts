import { defineChecks } from '../../../findings/check';
import type { Setting } from '../effective';
import { onValue, replaceValue } from '../report';
import { addressProblem, splitAddress } from '../values/address';
import { isUnknown, type Lint, listed, type Remark, remark } from './lint';

const common = { source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  acceptEmpty: {
    ...common,
    code: 'accept-empty',
    severity: 'error',
    summary: '`accept` without a value: a random port on all interfaces.',
  },
  tooLarge: {
    ...common,
    code: 'port-out-of-range',
    severity: 'error',
    summary: 'A port above 65535, of which stunnel takes the remainder.',
  },
  zero: { ...common, code: 'port-zero', severity: 'error', summary: 'Port 0, which means a random one.' },
  connectEmpty: {
    ...common,
    code: 'connect-empty',
    severity: 'warning',
    summary: '`connect` without a value: every connection fails.',
  },
  unresolvable: {
    ...common,
    code: 'connect-unresolvable',
    severity: 'warning',
    summary: 'A value of `connect` that cannot be an address: every connection fails.',
  },
});

/** Addresses that stunnel takes and that cannot be meant. */
export const ports: Lint = ({ services }) => [
  ...listed(services, 'accept').flatMap(accepted),
  ...['connect', 'redirect'].flatMap((name) => listed(services, name).flatMap(connected)),
];

function accepted({ value, assignment }: Setting): readonly Remark[] {
  if (value === '') {
    const text = 'Without a value stunnel listens on a random port on all interfaces. Write `127.0.0.1:PORT`.';
    return [remark(infos.acceptEmpty, onValue(assignment), text)];
  }
  return portOf({ value, assignment }, 'listens on a random port');
}

function connected({ option, value, assignment }: Setting): readonly Remark[] {
  const at = onValue(assignment);
  if (value === '') {
    const text = `\`${option.name}\` has no value: stunnel starts, and every connection fails. Write \`HOST:PORT\`.`;
    return [remark(infos.connectEmpty, at, text)];
  }
  if (isUnknown(value)) return [];
  const problem = addressProblem(value);
  if (problem !== undefined) {
    const text = `${problem.text} stunnel starts, and every connection fails.`;
    const fixes = problem.meant === undefined ? [] : replaceValue(assignment, problem.meant);
    return [remark(infos.unresolvable, at, text, { fixes })];
  }
  return portOf({ value, assignment }, 'cannot connect to it');
}

function portOf({ value, assignment }: Pick<Setting, 'value' | 'assignment'>, zero: string): readonly Remark[] {
  const address = splitAddress(value);
  if (address === undefined || !/^\+?\d+$/.test(address.port)) return [];
  const port = Number(address.port);
  if (port === 0) return [remark(infos.zero, onValue(assignment), `With port 0 stunnel ${zero}. Write the port.`)];
  if (port <= 65_535) return [];
  const text = `There is no port above 65535: stunnel takes ${port % 65_536} instead, without a word. Write the port that is meant.`;
  return [remark(infos.tooLarge, onValue(assignment), text)];
}
