import { choice, type OptionInfo, serviceOption, TEXT } from './optionTypes';

/** The other options that may stand in a service: logging, users, further files. */
export const PROCESS_OPTIONS: readonly OptionInfo[] = [
  serviceOption(
    'debug',
    { type: 'debug-level' },
    'How much is logged: a level from 0 (`emerg`) to 7 (`debug`), in the global part also `FACILITY.LEVEL`.',
    { default: '`daemon.notice`', refusal: 'Illegal debug level' },
  ),
  serviceOption(
    'include',
    { type: 'path', to: 'folder', holds: 'config' },
    'Reads **every** file of a folder at this place, also hidden ones and backups. A relative path starts where the process was started. A section that a file opens goes on behind the include.',
    { since: '5.18', isList: true, refusal: 'Failed to include directory' },
  ),
  serviceOption(
    'logId',
    choice(
      { value: 'sequential', description: 'counted from 0' },
      { value: 'unique', description: 'the same never comes again' },
      { value: 'thread', description: 'the id of the thread' },
      { value: 'process', description: 'the id of the process', since: '5.39' },
    ),
    'How connections are named in the log.',
    { since: '5.12', default: 'sequential', refusal: 'Invalid connection identifier type' },
  ),
  serviceOption(
    'service',
    TEXT,
    'The name of the program in the log and for TCP wrappers. A section is called by its header anyway.',
    {
      since: '4.01',
      platform: 'unix',
      default: 'stunnel',
    },
  ),
  serviceOption(
    'setgid',
    { type: 'user', of: 'group' },
    'The group to which the process changes after binding its ports. In a section it only says who owns that section’s Unix socket.',
    { platform: 'unix', refusal: 'Illegal GID' },
  ),
  serviceOption(
    'setuid',
    { type: 'user', of: 'user' },
    'The user to which the process changes after binding its ports. In a section it only says who owns that section’s Unix socket.',
    { platform: 'unix', refusal: 'Illegal UID' },
  ),
];
