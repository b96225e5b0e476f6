import { defineChecks } from '../../../findings/check';
import { spanOf } from '../../../schema/report';
import type { NullItemCheck } from '../../walk';
import type { PrometheusContext } from '../context';

export const infos = defineChecks({
  emptyItem: {
    code: 'empty-list-item',
    severity: 'error',
    source: 'prometheus',
    rules: [15, 22, 44, 45, 90, 145, 157],
    tag: 'LOAD',
    summary: 'An item of a list is null where Prometheus needs a mapping.',
    program: 'empty or null %s',
  },
  crashingItem: {
    code: 'empty-list-item',
    severity: 'error',
    source: 'prometheus',
    rules: [13, 14],
    tag: 'CRASH',
    summary:
      'An entry of `alertmanagers`, or of the `filters` of an EC2 discovery, is null: Prometheus ends with a panic.',
  },
});

/** The program's words for a null item, by the key of the list (spec rules 22, 44, 45, 90, 145, 157). */
const WORDS: Readonly<Record<string, string>> = {
  scrape_configs: 'empty or null scrape config section',
  relabel_configs: 'empty or null target relabeling rule in scrape config',
  metric_relabel_configs: 'empty or null metric relabeling rule in scrape config',
  alert_relabel_configs: 'empty or null alert relabeling rule',
  write_relabel_configs: 'empty or null relabeling rule in remote write config',
  remote_write: 'empty or null remote write config section',
  remote_read: 'empty or null remote read config section',
};

/** Reports null items of the lists in which Prometheus refuses them, or dies of them. */
export const nullItem: NullItemCheck<PrometheusContext> = (node, place, { report }) => {
  const isPanic =
    place.key === 'alertmanagers' || (place.key === 'filters' && place.parent?.value.shape.name === 'ec2_sd_config');
  if (isPanic) {
    report(
      infos.crashingItem,
      spanOf(node),
      'This item is empty, and Prometheus ends with a panic (nil dereference). Remove it.',
    );
    return;
  }
  const inAlertmanager = place.parent?.value.shape.names.includes('alertmanager') === true;
  const program =
    place.key.endsWith('_configs') && WORDS[place.key] === undefined
      ? `empty or null section in ${place.key}`
      : inAlertmanager
        ? `empty or null Alertmanager ${place.key === 'relabel_configs' ? 'target' : 'alert'} relabeling rule`
        : WORDS[place.key];
  if (program === undefined) return;
  report(infos.emptyItem, spanOf(node), 'This list item is empty. Fill it, or remove its `-`.', { program });
};
