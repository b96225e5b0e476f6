import type { KindId } from '../kinds/kindId';
import { once } from '../kinds/once';
import { readerKinds, yamlKinds } from '../kinds/registry';
import { scrapeguardKind } from '../kinds/scrapeguard/kind';
import { createCatalogue } from '../policy/catalogue';
import type { Rule } from '../rules/rule';
import { rulesFor } from '../rules/runRules';
import { readerService } from './readerService';
import type { Service, Services } from './service';
import { stunnelService } from './stunnelService';
import { yamlService } from './yamlService';

/**
 * The services of all kinds, each made when it is first asked for. Built once by the shell that owns them.
 * @param rules the security rules that are run; none where only what the programs refuse is wanted
 */
export function createServices(rules: readonly Rule[]): Services {
  const makers = new Map<KindId, () => Service>();
  const services: Services = {
    get: (kind) => makers.get(kind)?.(),
    all: () => [...makers.values()].map((make) => make()),
    catalogue: createCatalogue(rules, () => services.all().flatMap(({ checks }) => checks)),
  };
  for (const [id, kind] of yamlKinds())
    makers.set(
      id,
      once(() => yamlService(kind(), services, rulesFor(id, rules)) as Service),
    );
  for (const [id, kind] of readerKinds())
    makers.set(
      id,
      once(() => readerService(kind(), services, rulesFor(id, rules)) as Service),
    );
  makers.set(
    'stunnel',
    once(() => stunnelService(rulesFor('stunnel', rules)) as Service),
  );
  makers.set(
    'scrapeguard',
    once(() => yamlService(scrapeguardKind(services.catalogue), services, rulesFor('scrapeguard', rules)) as Service),
  );
  return services;
}
