/** What an exporter needs besides a web configuration: settings of what it watches, its secrets, a place for its data. */
export interface Needs {
  /**
   * Flags that it cannot do without. `{folder}` stands for the folder of its configuration, `{data}` for that of its
   * data, `{credentials}` for where its credentials are when it runs.
   */
  readonly flags: readonly string[];
  /** Files that `install.sh` makes where there are none, for the user to fill in. */
  readonly examples: readonly ExampleFile[];
  /** Where the container has its data, which is a volume then; absent for what keeps none. */
  readonly data?: string;
  /** How much memory it may take, as `MemoryMax=` and as `mem_limit` of a container. */
  readonly memory: { readonly unit: string; readonly container: string };
  /** How many threads it may have: Go takes some for each processor of the host. */
  readonly tasks: number;
}

/** A file below the folder of the exporter's configuration that belongs to the user. */
export interface ExampleFile {
  readonly name: string;
  /**
   * How the program gets it: as variables of its environment, as a credential that only it can read while it runs, or
   * as a configuration that holds no secret. A Debian package brings its own configuration.
   */
  readonly holds: 'environment' | 'credential' | 'configuration';
  /** What it says until somebody changes it; no secret. `{user}` stands for the user of the service. */
  readonly lines: readonly string[];
}

/** What nearly all exporters need: nothing but a bit of memory. */
export const FEW_NEEDS: Needs = {
  flags: [],
  examples: [],
  memory: { unit: '256M', container: '256m' },
  tasks: 256,
};

/** Prometheus and Alertmanager: a configuration, and a place for what they keep. */
function keeping(flags: readonly string[], data: string, example: ExampleFile): Needs {
  return { ...FEW_NEEDS, flags, data, examples: [example], tasks: 512 };
}

/** `--cluster.listen-address=` shuts the gossip of clusters, which listens on all interfaces without asking anybody. */
export const ALERTMANAGER_NEEDS: Needs = keeping(
  ['--config.file={folder}/alertmanager.yml', '--storage.path={data}', '--cluster.listen-address='],
  '/alertmanager',
  {
    name: 'alertmanager.yml',
    holds: 'configuration',
    lines: [
      '# Who is told of alerts. This tells nobody yet.',
      'route:',
      '  receiver: nobody',
      'receivers:',
      '  - name: nobody',
    ],
  },
);

export const PROMETHEUS_NEEDS: Needs = {
  ...keeping(['--config.file={folder}/prometheus.yml', '--storage.tsdb.path={data}'], '/prometheus', {
    name: 'prometheus.yml',
    holds: 'configuration',
    lines: ['# What is scraped. This scrapes nothing yet.', 'global:', '  scrape_interval: 15s'],
  }),
  memory: { unit: '75%', container: '4g' },
};

export const BLACKBOX_NEEDS: Needs = {
  ...FEW_NEEDS,
  flags: ['--config.file={folder}/blackbox.yml'],
  examples: [
    {
      name: 'blackbox.yml',
      holds: 'configuration',
      lines: [
        '# What a probe may ask for: module=http_2xx, module=tcp_connect.',
        'modules:',
        '  http_2xx:',
        '    prober: http',
        '    timeout: 5s',
        '  tcp_connect:',
        '    prober: tcp',
        '    timeout: 5s',
      ],
    },
  ],
};

/** Since 0.10 it reads `my.cnf`; the variable `DATA_SOURCE_NAME` is gone since 0.15. */
export const MYSQLD_NEEDS: Needs = {
  ...FEW_NEEDS,
  flags: ['--config.my-cnf={credentials}/my.cnf'],
  examples: [
    {
      name: 'my.cnf',
      holds: 'credential',
      lines: [
        '# How mysqld_exporter logs in to the database. Make the user there first:',
        "#   CREATE USER 'exporter'@'localhost' IDENTIFIED BY '...' WITH MAX_USER_CONNECTIONS 3;",
        "#   GRANT PROCESS, REPLICATION CLIENT, SELECT ON *.* TO 'exporter'@'localhost';",
        '# then fill in these lines and remove the number signs in front of them.',
        '[client]',
        '#user = exporter',
        '#password =',
        '#host = localhost',
      ],
    },
  ],
};

/** Logging in through the socket needs no password, so that none has to be kept. */
export const POSTGRES_NEEDS: Needs = {
  ...FEW_NEEDS,
  examples: [
    {
      name: 'environment',
      holds: 'environment',
      lines: [
        '# How postgres_exporter logs in to the database. Through the socket, as the user of the service, it needs no',
        '# password. As the user postgres, call "createuser {user}", and in psql:',
        '#   GRANT pg_monitor TO {user};',
        '#DATA_SOURCE_NAME=user={user} host=/run/postgresql dbname=postgres',
        '# To a database elsewhere: user, password and address on their own.',
        '#DATA_SOURCE_URI=db.example.com:5432/postgres?sslmode=verify-full',
        '#DATA_SOURCE_USER=',
        '#DATA_SOURCE_PASS=',
      ],
    },
  ],
};

export const REDIS_NEEDS: Needs = {
  ...FEW_NEEDS,
  examples: [
    {
      name: 'environment',
      holds: 'environment',
      lines: [
        '# Where redis_exporter finds the database, and how it logs in. Without this: localhost, without a password.',
        '#REDIS_ADDR=redis://localhost:6379',
        '#REDIS_USER=',
        '#REDIS_PASSWORD=',
      ],
    },
  ],
};

export const NGINX_NEEDS: Needs = {
  ...FEW_NEEDS,
  examples: [
    {
      name: 'environment',
      holds: 'environment',
      lines: [
        '# Where nginx shows its stub_status: on loopback, since it asks nobody who comes.',
        '#SCRAPE_URI=http://127.0.0.1:8080/stub_status',
      ],
    },
  ],
};
