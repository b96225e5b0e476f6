import { describe, expect, test } from 'vitest';
import { proxyPart } from '../../../../server/src/core/generators/setUp/network/nginx';
import type { Answers } from '../../../../server/src/core/generators/setUp/questions/question';
import { credentialsFor, findingsIn, kindsOf, setUpOf, targetOf, textOf } from './net';

function partOf(answers: Answers) {
  const setUp = setUpOf({ profile: ['reverse-proxy'], ...answers });
  return proxyPart(setUp, targetOf(setUp), credentialsFor(setUp));
}

const siteOf = (answers: Answers) => textOf(partOf(answers), 'nginx-node_exporter.conf').replace(/^[ \t]*#.*\n/gm, '');

describe('nginx in front of an exporter', () => {
  test('that asks for a password', () => {
    expect(siteOf({ auth: ['password'] })).toBe(`server {
  listen 9443 ssl;
  listen [::]:9443 ssl;
  server_name web-1.example.com;
  server_tokens off;

  ssl_certificate /etc/nginx/node_exporter/server.crt;
  ssl_certificate_key /etc/nginx/node_exporter/server.key;
  ssl_protocols TLSv1.2 TLSv1.3;

  access_log /var/log/nginx/node_exporter/access.log;

  location = /metrics {
    limit_except GET {
      deny all;
    }
    auth_basic "metrics";
    auth_basic_user_file /etc/nginx/node_exporter/node_exporter.htpasswd;
    proxy_pass http://127.0.0.1:9100/metrics;
    proxy_read_timeout 15s;
  }

  location / {
    return 404;
  }
}
`);
  });

  test('that asks for a certificate takes that of Prometheus only', () => {
    const site = siteOf({ auth: ['certificate'], listenAddress: ['fd00::7'] });
    expect(site).toContain(`map $ssl_client_s_dn $is_prometheus_of_node_exporter {
  default 0;
  "~(^|,)CN=prometheus(,|$)" 1;
}
`);
    expect(site).toContain(`  ssl_client_certificate /etc/nginx/node_exporter/client-ca.crt;
  ssl_verify_client on;
  if ($is_prometheus_of_node_exporter = 0) {
    return 403;
  }
`);
    expect(site).toContain('\n  listen [fd00::7]:9443 ssl;\n');
    expect(site).not.toContain('auth_basic');
  });

  test('has files with the rights of those who read them', () => {
    const { files } = partOf({ auth: ['both'] });
    expect(files.map(({ path, isSecret, place }) => [path, isSecret, place?.group, place?.mode])).toEqual([
      ['nginx-node_exporter.conf', false, 'root', '0644'],
      ['server.crt', false, 'root', '0644'],
      ['server.key', true, 'root', '0400'],
      ['client-ca.crt', false, 'root', '0644'],
      ['node_exporter.htpasswd', true, 'www-data', '0640'],
      ['nginx-node_exporter.logrotate', false, 'root', '0644'],
    ]);
  });

  test('is linked and tested before nginx reads it again, and taken out where it is refused', () => {
    const { after, units, rollback } = partOf({});
    expect({ after, units, rollback }).toEqual({
      after: [
        'ln -sfn ../sites-available/node_exporter.conf /etc/nginx/sites-enabled/node_exporter.conf',
        'nginx -t || { rm -f /etc/nginx/sites-enabled/node_exporter.conf; exit 1; }',
      ],
      units: [{ unit: 'nginx.service', by: 'reload' }],
      rollback: ['rm -f /etc/nginx/sites-enabled/node_exporter.conf'],
    });
  });

  test.each<Answers>([
    { auth: ['password'] },
    { auth: ['certificate'] },
    { auth: ['both'], listenAddress: ['10.0.0.7'] },
    { hosts: ['web-1.example.com,2001:db8::7'] },
    { exporter: ['nginx'] },
  ])('is found to be free of everything by our own rules: %j', (answers) => {
    const { files } = partOf(answers);
    expect(findingsIn(files)).toEqual([]);
    expect(Object.values(kindsOf(files))).toEqual(['nginx']);
  });
});
