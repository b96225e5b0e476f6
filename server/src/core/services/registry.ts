import type { KindId } from '../kinds/kindId';
import { createReaderKinds, createYamlKinds } from '../kinds/registry';
import { readerService } from './readerService';
import type { Service, Services } from './service';
import { stunnelService } from './stunnelService';
import { yamlService } from './yamlService';

/** The services of all kinds. Built once by the shell that owns them; building the schemas costs some milliseconds. */
export function createServices(): Services {
  const services = new Map<KindId, Service>();
  const all = () => services;
  for (const kind of createYamlKinds().values()) services.set(kind.id, yamlService(kind, all) as Service);
  for (const kind of createReaderKinds()) services.set(kind.id, readerService(kind, all) as Service);
  services.set('stunnel', stunnelService() as Service);
  return services;
}
