/** Numbers of units, and of which class they are and were. */
import { globalId } from '../../../src/domain/ids.ts';
import type { IdKind } from '../../../src/domain/kinds.ts';
import { RemoveUnitIdentifierDocument } from '../../generated/operations.ts';
import { classed } from '../../scenarios/units/classing.ts';
import { added, codeOf, judging } from '../../scenarios/units/identifying.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { everybody, type Cast } from './people.ts';

/** The unit itself, whatever hat it wears. */
const MALL = ['mall', 'mallBare'] as const;

export async function unitFacts(world: World, cast: Cast): Promise<Facts> {
  return { ...(await identifierFacts(cast)), ...(await classFacts(world, cast)) };
}

/** Numbers are public, but for that of a sole trader, and for what was removed. */
async function identifierFacts({ red: { mall } }: Cast): Promise<Facts> {
  const removed = await added(mall, 'DJ-1', 'REGISTRATION_NUMBER');
  await mall.do(RemoveUnitIdentifierDocument, { ...judging(removed), reason: '换发新号' });
  return {
    UnitIdentifier: {
      open: { id: (await added(mall, codeOf('91', 1))).id, seenBy: everybody },
      soleTrader: { id: (await added(mall, codeOf('92', 2))).id, seenBy: [...MALL, 'street'] },
      removed: { id: removed.id, seenBy: MALL },
    },
  };
}

/** Of which class a unit is and was, and by which schemes, is for all to see. */
async function classFacts(world: World, { red: { street, mall } }: Cast): Promise<Facts> {
  await classed(street, 'community-type.estate', mall);
  await classed(street, 'community-type.mixed', mall);
  const of = async (kind: IdKind, table: string): Promise<Facts[string]> => {
    const rows = await world.sql<{ id: string }>(`select id from ${table} order by id`);
    return Object.fromEntries(rows.map(({ id }, i) => [`number ${i}`, { id: globalId(kind, id), seenBy: everybody }]));
  };
  return {
    ClassificationScheme: await of('classificationscheme', 'directory.classification_scheme'),
    UnitClassification: await of('classification', 'directory.unit_classification'),
  };
}
