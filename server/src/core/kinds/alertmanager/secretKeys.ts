/**
 * The keys of `global` that hold a secret (Alertmanager 0.34, config.go); for each there is one with `_file` that names
 * a file instead.
 */
export const GLOBAL_SECRETS: readonly string[] = [
  'smtp_auth_password',
  'smtp_auth_secret',
  'slack_api_url',
  'slack_app_token',
  'opsgenie_api_key',
  'wechat_api_secret',
  'victorops_api_key',
  'telegram_bot_token',
  'rocketchat_token',
  'rocketchat_token_id',
  'mattermost_webhook_url',
];

/** What is known of the receivers of one sort. */
export interface ReceiverSort {
  /** The keys that hold a secret; for each there is one with `_file`. */
  readonly secrets: readonly string[];
  /** The key of the URL that is called. */
  readonly url?: string;
  /** The keys of `global` that give the URL where the receiver has none. */
  readonly globalUrl?: string;
  /** Whether a service of the internet is called over HTTPS where nobody names a URL. */
  readonly hasDefaultUrl?: boolean;
  /** Whether requests are signed for AWS by a block `sigv4`. */
  readonly isSigned?: boolean;
}

/** The sorts of receivers by their key (Alertmanager 0.34, notifiers.go and notify/). */
export const RECEIVER_SORTS: Readonly<Record<string, ReceiverSort>> = {
  discord_configs: { secrets: ['webhook_url'], url: 'webhook_url' },
  email_configs: { secrets: ['auth_password', 'auth_secret'] },
  incidentio_configs: { secrets: ['alert_source_token'], url: 'url' },
  jira_configs: { secrets: [], url: 'api_url', globalUrl: 'jira_api_url' },
  mattermost_configs: { secrets: ['webhook_url'], url: 'webhook_url', globalUrl: 'mattermost_webhook_url' },
  msteams_configs: { secrets: ['webhook_url'], url: 'webhook_url' },
  msteamsv2_configs: { secrets: ['webhook_url'], url: 'webhook_url' },
  opsgenie_configs: { secrets: ['api_key'], url: 'api_url', globalUrl: 'opsgenie_api_url', hasDefaultUrl: true },
  pagerduty_configs: {
    secrets: ['routing_key', 'service_key'],
    url: 'url',
    globalUrl: 'pagerduty_url',
    hasDefaultUrl: true,
  },
  pushover_configs: { secrets: ['user_key', 'token'], hasDefaultUrl: true },
  rocketchat_configs: {
    secrets: ['token', 'token_id'],
    url: 'api_url',
    globalUrl: 'rocketchat_api_url',
    hasDefaultUrl: true,
  },
  slack_configs: { secrets: ['api_url', 'app_token'], url: 'api_url', globalUrl: 'slack_api_url' },
  sns_configs: { secrets: [], url: 'api_url', hasDefaultUrl: true, isSigned: true },
  telegram_configs: {
    secrets: ['bot_token'],
    url: 'api_url',
    globalUrl: 'telegram_api_url',
    hasDefaultUrl: true,
  },
  victorops_configs: { secrets: ['api_key'], url: 'api_url', globalUrl: 'victorops_api_url', hasDefaultUrl: true },
  webex_configs: { secrets: [], url: 'api_url', globalUrl: 'webex_api_url', hasDefaultUrl: true },
  webhook_configs: { secrets: ['url'], url: 'url' },
  wechat_configs: { secrets: ['api_secret'], url: 'api_url', globalUrl: 'wechat_api_url', hasDefaultUrl: true },
};

/** All keys whose values nobody may print. */
export const SECRET_KEYS: readonly string[] = [
  ...new Set([...GLOBAL_SECRETS, ...Object.values(RECEIVER_SORTS).flatMap(({ secrets }) => secrets), 'secret_key']),
];
