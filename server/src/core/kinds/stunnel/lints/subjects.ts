import { defineChecks } from '../../../findings/check';
import { onValue } from '../report';
import { isIpv4, isIpv6 } from '../values/address';
import { fixOf, newName, newValue } from './edits';
import { isUnknown, type Lint, listed, type Remark, remark } from './lint';

const common = { severity: 'warning', source: 'stunnel', rules: ['3d', '5'], tag: 'SILENT' } as const;

export const infos = defineChecks({
  host: { ...common, code: 'checkhost-not-hostname', summary: 'A value of `checkHost` that no certificate can have.' },
  ip: { ...common, code: 'checkip-not-ip', summary: 'A value of `checkIP` that is no address.' },
});

/** Names that are compared with those of a certificate, and can fit none. */
export const subjects: Lint = ({ services }) => [
  ...listed(services, 'checkHost').flatMap(({ value, assignment }): Remark[] => {
    if (isUnknown(value) || /^\.?(?=.{1,253}$)[\w*-]+(\.[\w*-]+)*\.?$/u.test(value) || /[^\x20-\x7e]/.test(value))
      return [];
    const text =
      'This fits no name in a certificate, so every peer is rejected. Write the host name alone, without scheme, port, path or blanks.';
    const name = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([a-z0-9][\w.-]*)(?::\d+)?(?:\/.*)?$/i.exec(value)?.[1];
    const fixes = name === undefined ? [] : fixOf(`Change to \`${name}\``, [newValue(assignment, name)], true);
    return [remark(infos.host, onValue(assignment), text, { fixes })];
  }),
  ...listed(services, 'checkIP').flatMap(({ value, assignment }): Remark[] => {
    if (isUnknown(value) || isIpv4(value) || isIpv6(value)) return [];
    const text =
      'This is no IP address, so it fits no certificate and every peer is rejected. Write the address alone; host names belong to `checkHost`.';
    const isName = /^[a-z][\w-]*(\.[\w-]+)+$/i.test(value);
    const fixes = isName ? fixOf('Change to `checkHost`', [newName(assignment, 'checkHost')], true) : [];
    return [remark(infos.ip, onValue(assignment), text, { fixes })];
  }),
];
