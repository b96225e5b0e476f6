import { describe, expect, test } from 'vitest';
import { type DetectInput, detectKind } from '../../server/src/core/kinds/detect';

const PROMETHEUS = 'scrape_configs:\n  - job_name: a\n';
const WEB = 'tls_server_config:\n  cert_file: a\n';

/** What is looked at, and the kind that comes out; undefined for a file that is none of ours. */
const CASES: readonly (readonly [name: string, input: DetectInput, kind: string | undefined])[] = [
  ['a named kind over everything', { path: '/a/web.yml', text: WEB, override: 'prometheus' }, 'prometheus'],
  [
    'a modeline over settings and name',
    { path: '/prometheus.yml', text: '# scrapeguard: kind=web-config\n', associations: { '*.yml': 'prometheus' } },
    'web-config',
  ],
  [
    'a modeline in the first ten lines only',
    { path: '/a.yml', text: `${'#\n'.repeat(10)}# scrapeguard: kind=web-config\n` },
    undefined,
  ],
  [
    'a setting over the name',
    { path: '/x/prometheus.yml', text: '', associations: { 'x/*.yml': 'web-config' } },
    'web-config',
  ],
  [
    'a setting for another ending',
    { path: '/x/prom.conf', text: '', associations: { '*.conf': 'prometheus' } },
    'prometheus',
  ],
  ['prometheus.yml by its name', { path: '/etc/prometheus/prometheus.yml', text: '' }, 'prometheus'],
  ['prometheus-eu.yaml by name and content', { path: '/prometheus-eu.yaml', text: 'global: {}\n' }, 'prometheus'],
  ['web-config.yml by its name', { path: '/web-config.yml', text: '' }, 'web-config'],
  ['web.yml by name and content', { path: '/web.yml', text: 'http_server_config:\n  http2: true\n' }, 'web-config'],
  ['jobs by their content', { path: '/jobs.yml', text: PROMETHEUS }, 'prometheus'],
  ['a web configuration by its content', { path: '/node.yaml', text: WEB }, 'web-config'],
  ['a misspelled key does not hide a file', { path: '/jobs.yml', text: `${PROMETHEUS}globals: {}\n` }, 'prometheus'],
  ['Windows line ends', { path: '/jobs.yml', text: 'global:\r\nscrape_configs:\r\n' }, 'prometheus'],
  [
    'a manifest called prometheus.yml',
    { path: '/prometheus.yml', text: 'apiVersion: v1\nkind: ConfigMap\n' },
    undefined,
  ],
  ['rules called prometheus-rules.yml', { path: '/prometheus-rules.yml', text: 'groups: []\n' }, 'rules'],
  [
    'tasks of a playbook called prometheus.yml',
    { path: '/roles/x/tasks/prometheus.yml', text: '- name: Create group\n  group: {}\n' },
    undefined,
  ],
  [
    'variables called prometheus.yml',
    { path: '/group_vars/prometheus.yml', text: 'prometheus_version: 2.5.0\n' },
    undefined,
  ],
  ['targets called prometheus.yml', { path: '/targets/prometheus.yml', text: '---\n- targets: [a]\n' }, 'file-sd'],
  [
    'values of a chart called prometheus.yaml',
    { path: '/values/prometheus.yaml', text: 'rbacEnable: true\n' },
    undefined,
  ],
  [
    'prometheus.yml with a misspelled key only',
    { path: '/prometheus.yml', text: 'scrape_config:\n  - job_name: a\n' },
    'prometheus',
  ],
  ['prometheus.yml in braces', { path: '/prometheus.yml', text: '{global: {}}\n' }, 'prometheus'],
  ['another web-config.yml', { path: '/web-config.yml', text: 'registry: {url: x}\n' }, undefined],
  ['web-config.yml with the old key', { path: '/web-config.yml', text: 'tls_config:\n  cert_file: a\n' }, 'web-config'],
  ['the configuration of parca', { path: '/parca.yaml', text: `object_storage: {}\n${PROMETHEUS}` }, undefined],
  ['jobs of promtail', { path: '/jobs.yml', text: `${PROMETHEUS}    pipeline_stages: []\n` }, undefined],
  ['an empty web.yml', { path: '/web.yml', text: '' }, undefined],
  [
    'the configuration of promtail',
    { path: '/promtail.yml', text: `server: {}\npositions: {}\nclients: []\n${PROMETHEUS}` },
    undefined,
  ],
  [
    'the configuration of alertmanager',
    { path: '/alertmanager.yml', text: 'global: {}\nroute: {}\nreceivers: []\n' },
    'alertmanager',
  ],
  [
    'another server with users of its own',
    { path: '/server.yml', text: 'version: 1\nconfig_for: x\nbasic_auth_users: []\nallow_paths: []\n' },
    undefined,
  ],
  ['compose', { path: '/docker-compose.yml', text: 'services: {}\n' }, undefined],
  ['a file that is no YAML', { path: '/prometheus.md', text: PROMETHEUS }, undefined],
  ['an unknown kind in a modeline', { path: '/a.yml', text: '# scrapeguard: kind=nonsense\n' }, undefined],
];

describe('the kind of a file', () => {
  test.each(CASES)('%s', (_name, input, kind) => expect(detectKind(input)).toBe(kind));
});
