import { isPlainPath } from '../../names';
import { exporterOf } from './derived';
import { type Known, one, type Question, question } from './question';

/** Where files go on their machines; the defaults are those of Debian's packages. */
export const PLACE_QUESTIONS: readonly Question[] = [
  folder('exporterFolder', '--exporter-folder', 'Configuration of the exporter', (known) => `/etc/${programOf(known)}`),
  folder('prometheusFolder', '--prometheus-folder', 'Configuration of Prometheus', () => '/etc/prometheus'),
  folder('binaries', '--binaries', 'Programs that install.sh installs', () => '/usr/local/bin'),
  folder('stunnelFolder', '--stunnel-folder', 'Configuration of stunnel', () => '/etc/stunnel'),
  folder('nginxFolder', '--nginx-folder', 'Configuration of nginx', () => '/etc/nginx'),
];

function folder(id: Question['id'], flag: string, title: string, standard: (known: Known) => string): Question {
  return question({
    id,
    flag,
    takes: 'FOLDER',
    title,
    detail: 'A folder on the machine it is written for.',
    isAdvanced: true,
    standard: (known) => [standard(known)],
    problem: (value) =>
      isPlainPath(value) ? undefined : 'This is no absolute path of letters, digits, ".", "_", "-", "+" and "@".',
  });
}

function programOf(known: Known): string {
  return exporterOf(known)?.program ?? (one(known, 'program') || 'exporter');
}
