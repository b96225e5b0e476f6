import { saidBy } from './scrapeError';

/**
 * Why systemd does not keep a service running. The words are those of systemd 252 (its library, systemd.exec(5)); it did
 * not run as process 1 here.
 */
export const SYSTEMD = saidBy('systemd', [
  {
    id: 'systemd-exec',
    says: 'status=203/EXEC',
    pattern: /203\/EXEC|Failed to locate executable/i,
    cause: 'The program of `ExecStart=` is not there, may not be run, or is for another processor.',
    remedy: '`ls -l` and `file` on the path; `install.sh` puts it there.',
    inReadme: 'always',
  },
  {
    id: 'systemd-group',
    says: 'status=216/GROUP',
    pattern: /216\/GROUP|Failed to determine group credentials/i,
    cause: 'There is no such group; the group nobody does not exist on Debian.',
    remedy: 'Create user and group (`deploy.sh` does), or correct `Group=`.',
    inReadme: 'always',
  },
  {
    id: 'systemd-user',
    says: 'status=217/USER',
    pattern: /217\/USER|Failed to determine user credentials/i,
    cause: 'There is no such user.',
    remedy: 'Create it (`deploy.sh` does), or correct `User=`.',
    inReadme: 'always',
  },
  {
    id: 'systemd-namespace',
    says: 'status=226/NAMESPACE',
    pattern: /226\/NAMESPACE|Failed to set up mount namespacing/i,
    cause:
      'A folder that the unit makes visible or writable (`ReadWritePaths=`, `BindPaths=`) is not there; in a container, namespaces may be forbidden.',
    remedy: 'Create the folder, or put `-` in front of the path.',
    inReadme: 'always',
  },
  {
    id: 'systemd-folder',
    says: 'status=200/CHDIR',
    pattern: /200\/CHDIR/i,
    cause: 'The folder of `WorkingDirectory=` is not there.',
    remedy: 'Create it, or remove the line.',
  },
  {
    id: 'systemd-credentials',
    says: 'status=243/CREDENTIALS',
    pattern: /243\/CREDENTIALS/i,
    cause: 'A file of `LoadCredential=` is not there.',
    remedy: 'Put it in its place, or correct the path.',
  },
  {
    id: 'systemd-sys',
    says: 'status=31/SYS',
    pattern: /31\/SYS\b|code=(killed|dumped), signal=SYS/i,
    cause: 'The system call filter of the unit ended the program; Go sets a resource limit at start, for one.',
    remedy:
      'Add `SystemCallErrorNumber=EPERM`, so that a refused call fails instead; `ausearch -m seccomp` names the call.',
    rules: ['unit-not-hardened'],
    inReadme: 'always',
  },
  {
    id: 'systemd-memory',
    says: "Failed with result 'oom-kill'",
    pattern: /result 'oom-kill'|A process of this unit has been killed by the OOM killer/i,
    cause: 'The service needed more memory than `MemoryMax=` allows, or the machine has.',
    remedy: 'Look what it needs it for (`systemctl status` shows the peak), then raise the limit.',
    inReadme: 'always',
  },
  {
    id: 'systemd-repeated',
    says: 'Start request repeated too quickly',
    pattern: /Start request repeated too quickly/i,
    cause: 'The service ended again and again right after its start, and systemd gave up.',
    remedy: 'Read further up why it ended. After the repair: `systemctl reset-failed UNIT`, then start it.',
    isGeneral: true,
  },
  {
    id: 'systemd-failed',
    says: 'Main process exited, code=exited, status=1/FAILURE',
    pattern: /code=exited, status=[12]\/(FAILURE|INVALIDARGUMENT)/i,
    cause: 'The program itself gave up; its own last lines say why.',
    remedy: 'Read them: `journalctl -u UNIT -n 30`.',
    isGeneral: true,
  },
]);

/** What Docker says of containers with exporters. From knowledge, but for the daemon that cannot be reached (seen). */
export const DOCKER = saidBy('docker', [
  {
    id: 'docker-daemon',
    says: 'Cannot connect to the Docker daemon',
    pattern:
      /Cannot connect to the Docker daemon|permission denied while trying to connect to the docker API|permission denied while trying to connect to the Docker daemon/i,
    cause: 'Docker does not run, or you may not talk to it.',
    remedy: 'Use `sudo`. Being in the group docker is the same as being root.',
    inReadme: 'always',
  },
  {
    id: 'docker-port',
    says: 'Bind for … failed: port is already allocated',
    pattern: /port is already allocated/i,
    cause: 'Another container publishes the port.',
    remedy: '`docker ps` names it.',
    inReadme: 'always',
  },
  {
    id: 'docker-shared',
    says: 'path / is mounted on / but it is not a shared or slave mount',
    pattern: /is not a shared( or slave)? mount/i,
    cause: 'The host’s file systems are mounted with `rslave`, and the root of this machine is not shared.',
    remedy: '`mount --make-rshared /` on the machine; in a virtual machine of Docker Desktop leave `rslave` out.',
  },
  {
    id: 'docker-image',
    says: 'manifest unknown, pull access denied',
    pattern: /manifest (for \S+ )?(unknown|not found)|pull access denied/i,
    cause: 'There is no image of this name and tag, or it is not public.',
    remedy: 'Correct the tag; a pinned one exists for good unless its owner removed it.',
    rules: ['unpinned-image'],
  },
  {
    id: 'docker-exec',
    says: 'exec format error',
    pattern: /exec format error/i,
    cause: 'The program is for another processor than that of this machine.',
    remedy: 'Take the image or release for it (`uname -m`).',
  },
  {
    id: 'docker-mount',
    says: 'error mounting … not a directory',
    pattern: /error mounting .*not a directory|bind source path does not exist/i,
    cause: 'A file that is mounted was not there at the first start, and Docker made a folder in its place.',
    remedy: 'Remove that folder, put the file in its place (`deploy.sh`), and create the container again.',
    inReadme: 'always',
  },
]);
