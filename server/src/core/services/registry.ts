import type { KindId } from '../kinds/kindId';
import { once } from '../kinds/once';
import { readerKinds, yamlKinds } from '../kinds/registry';
import { readerService } from './readerService';
import type { Service, Services } from './service';
import { stunnelService } from './stunnelService';
import { yamlService } from './yamlService';

/** The services of all kinds, each made when it is first asked for. Built once by the shell that owns them. */
export function createServices(): Services {
  const makers = new Map<KindId, () => Service>();
  const services: Services = {
    get: (kind) => makers.get(kind)?.(),
    all: () => [...makers.values()].map((make) => make()),
  };
  for (const [id, kind] of yamlKinds())
    makers.set(
      id,
      once(() => yamlService(kind(), services) as Service),
    );
  for (const [id, kind] of readerKinds())
    makers.set(
      id,
      once(() => readerService(kind(), services) as Service),
    );
  makers.set(
    'stunnel',
    once(() => stunnelService() as Service),
  );
  return services;
}
