import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { wrongCertificates } from './certificates';
import { deploy, type GeneratedSet, makeSet, SET, WRONG } from './set';
import { ADDRESSES, createWorld, lackingForWorld, type World } from './world';

/** What a scenario's tests work with, once it is set up. */
export interface Stage {
  world: World;
  set: GeneratedSet;
}

/** How a scenario is set up. */
export interface Plan {
  /** Arguments of `scrapeguard init`: the profile first. */
  readonly init: readonly string[];
  /** The name of the target; default: that of the machine. */
  readonly host?: string;
  /** What is done on the machines before the set is deployed. */
  readonly prepare?: (world: World) => void;
}

/** Whether machines can be made here. In CI they have to be: tests that cannot run fail there. */
const LACKING = process.env.CI === 'true' ? undefined : lackingForWorld();

/** Whether the tests of this folder run. */
export const canRun = LACKING === undefined;

/** The title of tests that need machines: it says what is lacking, where they are skipped. */
export function titled(name: string): string {
  return LACKING === undefined ? name : `${name} [needs ${LACKING}]`;
}

/**
 * Makes a set with the command line, deploys it to machines of its own, and runs `tests` there. Everything that could tell
 * the right door from a wrong one lies on the other machines: the set's own credentials, and wrong certificates.
 */
export function scenario(
  name: string,
  { init, host = ADDRESSES.target.name, prepare }: Plan,
  tests: (stage: Stage) => void,
): void {
  describe.skipIf(!canRun)(titled(name), () => {
    const stage: Partial<Stage> = {};
    beforeAll(async () => {
      stage.set = makeSet(init, host);
      stage.world = await createWorld();
      const { target, prometheus, elsewhere } = stage.world;
      prepare?.(stage.world);
      deploy(stage.world, stage.set, host);
      for (const machine of [prometheus, elsewhere]) machine.put(join(stage.set.folder, 'hosts', host), '/root/host');
      elsewhere.put(join(stage.set.folder, 'prometheus'), SET);
      if (init[0] === 'tailnet') return;
      elsewhere.put(join(stage.set.folder, 'pki'), '/root/pki');
      const wrong = wrongCertificates(stage.set.folder, join(stage.set.folder, 'pki'));
      for (const machine of [target, prometheus, elsewhere]) machine.put(wrong.folder, WRONG);
    });
    afterAll(() => {
      stage.world?.stop();
      stage.set?.remove();
    });
    tests(stage as Stage);
  });
}
