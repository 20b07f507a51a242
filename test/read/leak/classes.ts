/** Of which class a unit is and was, and by which schemes, is for all to see. */
import { globalId } from '../../../src/domain/ids.ts';
import type { IdKind } from '../../../src/domain/kinds.ts';
import { classed } from '../../scenarios/classing.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { everybody, type Cast } from './people.ts';

export async function classFacts(world: World, { red: { street, mall } }: Cast): Promise<Facts> {
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
