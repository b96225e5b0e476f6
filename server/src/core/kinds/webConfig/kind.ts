import schemaDocument from '../../../../../schemas/web-config.schema.json';
import * as validators from '../../../generated/webConfig.validators.mjs';
import { buildSchema, type Schema, type SchemaNode } from '../../schema/shape';
import type { Validator } from '../../schema/validate';
import { worthTrying } from '../../secrets/wellKnown';
import { checkEachUnit } from '../checkUnit';
import type { PlacedFacts, Surroundings, YamlKind } from '../kind';
import { checkFiles, type FileFact, fileNames } from '../namedFiles';
import { collect, topLevelFacts } from '../topLevel';
import { sectionShape, type Unit } from '../units';
import type { Checker } from '../walk';
import { infos as acrossInfos, checkWebConfigAcross } from './across';
import { webConfigChecks, webConfigInfos } from './checks';
import type { WebConfigContext } from './context';
import { factsOf, NO_FACTS, type WebConfigFacts } from './facts';
import { infos as fileInfos } from './files';
import { infos as hashInfos, withHashes } from './hashes';
import { webConfigListener, webConfigNouns } from './nouns';

const PROGRAM = 'exporter-toolkit';

/** Builds the kind `web-config`: the file of `--web.config.file`. */
export function webConfigKind(): YamlKind<WebConfigContext, WebConfigFacts> {
  const schema = buildSchema(schemaDocument as SchemaNode);
  return {
    id: 'web-config',
    cut: 'sections',
    schemas: [schema],
    shapeOf: (part, section) => sectionShape(schema, part, section),
    checks: [
      ...webConfigInfos,
      ...Object.values(acrossInfos),
      ...Object.values(fileInfos),
      ...Object.values(hashInfos),
    ],
    version: (targets) => targets.toolkit,
    program: PROGRAM,
    context: () => ({}),
    checkUnits: (units, context, surroundings) => checkUnits(schema, units, context, surroundings),
    checkAcross: (facts, _context, { neighbours }) => [
      ...checkWebConfigAcross(facts, PROGRAM),
      ...checkFiles(files(facts), neighbours, fileInfos, PROGRAM),
    ],
    nounsAcross: webConfigListener,
    needs: (facts) => {
      const guesses = worthTrying(facts.flatMap((part) => part.facts.hashes));
      return { patterns: fileNames(files(facts)), ...(guesses.length > 0 && { guesses }) };
    },
  };
}

function files(parts: readonly PlacedFacts<WebConfigFacts>[]): readonly FileFact[] {
  return collect(parts, (facts) => facts.files);
}

function checkUnits(schema: Schema, units: readonly Unit[], context: WebConfigContext, surroundings: Surroundings) {
  const checker: Checker<WebConfigContext> = {
    program: PROGRAM,
    version: surroundings.targets.toolkit,
    context,
    checks: webConfigChecks,
    nullItem: () => undefined,
    validatorOf: (definition) => (validators as unknown as Record<string, Validator | undefined>)[definition],
  };
  const report = checkEachUnit(
    schema,
    units,
    'tls_server_config',
    checker,
    NO_FACTS,
    (facts, unit, checked) => factsOf(unit, checked, topLevelFacts(unit, schema, facts)),
    webConfigNouns,
  );
  return withHashes(report, surroundings.path);
}
