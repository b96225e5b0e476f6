import { findings, open } from './documents';
import { createSuite, eventually, type Suite } from './harness';

export function severalFolders(): Suite {
  const { test, ...suite } = createSuite('several folders in one workspace');

  test('each folder has its own version of Prometheus', async () => {
    const old = await open('old/prometheus.yml');
    await eventually(() => findings(old), ['2:3 scrape_failure_log_file newer-version-needed']);
    const current = await open('new/prometheus.yml');
    await eventually(() => findings(current), []);
    await eventually(() => findings(old), ['2:3 scrape_failure_log_file newer-version-needed']);
  });

  return { test, ...suite };
}
