import { describe, expect, test } from 'vitest';
import { flagNamed, flagsNamed, readFlags } from '../../../server/src/core/model/flags';
import { imageRepository, imageTag, programOfCommand, programOfImage } from '../../../server/src/core/model/programs';

describe('programs', () => {
  test.each([
    ['prom/node-exporter', 'node_exporter'],
    ['quay.io/prometheus/node-exporter:v1.8.2', 'node_exporter'],
    ['registry.example:5000/prometheus@sha256:abc', 'prometheus'],
    ['rancher/mirrored-prometheus-node-exporter:v1', 'node_exporter'],
    ['rancher/mirrored-prometheus-prometheus:v2', 'prometheus'],
    ['nginx/nginx-prometheus-exporter:1.1', 'nginx_exporter'],
    ['bitnami/postgres-exporter', 'postgres_exporter'],
    ['gcr.io/cadvisor/cadvisor', 'cadvisor'],
    ['registry.k8s.io/kube-state-metrics/kube-state-metrics:v2', 'kube-state-metrics'],
    ['grafana/grafana-oss', 'grafana'],
    ['example/my-own-exporter:1', 'my-own-exporter'],
    ['grafana/agent', 'grafana-agent'],
  ])('image %s is %s', (image, name) => expect(programOfImage(image)?.name).toBe(name));
  test.each([
    'quay.io/prometheus-operator/prometheus-operator',
    'quay.io/prometheus-operator/prometheus-config-reloader',
    'datadog/agent',
    'redis',
    'exporters/app',
    '',
    ':',
  ])('image %s is none of ours', (image) => expect(programOfImage(image)).toBeUndefined());
  test.each([
    ['/usr/local/bin/node_exporter', 'node_exporter'],
    ['/usr/bin/prometheus-node-exporter', 'node_exporter'],
    ['/usr/bin/prometheus', 'prometheus'],
    ['C:\\Program Files\\windows_exporter\\windows_exporter.exe', 'windows_exporter'],
    ['stunnel4', 'stunnel'],
    ['php-fpm_exporter', 'php-fpm_exporter'],
  ])('command %s is %s', (command, name) => expect(programOfCommand(command)?.name).toBe(name));
  test.each(['/bin/sh', 'agent', 'prometheus-config', ''])('command %s is none of ours', (command) =>
    expect(programOfCommand(command)).toBeUndefined(),
  );
  test('the parts of an image', () => {
    expect(imageRepository('a:5000/b/c:v1')).toBe('a:5000/b/c');
    expect(imageTag('a:5000/b/c:v1')).toBe('v1');
    expect(imageTag('a:5000/b/c')).toBeUndefined();
    expect(imageTag('b/c:v1@sha256:0')).toBeUndefined();
  });
});

describe('flags', () => {
  /** The words of a line with their places in it. */
  const words = (line: string) =>
    [...line.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
  const read = (line: string) =>
    readFlags(words(line)).map(({ name, value }) => [name, value?.value, value && line.slice(value.start, value.end)]);
  test.each([
    ['--a=b', [['a', 'b', 'b']]],
    ['--a b', [['a', 'b', 'b']]],
    ['-a b', [['a', 'b', 'b']]],
    ['--a= b', [['a', '', '']]],
    ['--no-collector.wifi b', [['no-collector.wifi', undefined, undefined]]],
    ['--collector.wifi b', [['collector.wifi', undefined, undefined]]],
    ['--collector.textfile.directory b', [['collector.textfile.directory', 'b', 'b']]],
    [
      '--web.enable-lifecycle --b=c',
      [
        ['web.enable-lifecycle', undefined, undefined],
        ['b', 'c', 'c'],
      ],
    ],
    ['--a=$HOST:1', [['a', undefined, '$HOST:1']]],
    ['--a -1', [['a', '-1', '-1']]],
    ['a -- --b=c', []],
    ['', []],
  ])('%s', (line, flags) => expect(read(line)).toEqual(flags));
  test('of a word in quotes, the whole word is the place', () => {
    expect(readFlags([{ text: '--a=b', start: 0, end: 7 }])[0]?.value).toEqual({ value: 'b', start: 0, end: 7 });
  });
  test('that are given twice', () => {
    const flags = readFlags(words('--a=1 --b=2 --a=3'));
    expect(flagNamed(flags, 'a')?.value?.value).toBe('3');
    expect(flagsNamed(flags, 'a')).toHaveLength(2);
    expect(flagNamed(flags, 'c')).toBeUndefined();
  });
});
