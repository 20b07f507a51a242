/** The land of the scenarios: the divisions that are shipped, and who looks after which. */
import { loadAreas } from '../../../src/app/areas.ts';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { CreateAreaDocument, type CreateAreaInput } from '../../generated/operations.ts';
import { there } from '../story.ts';

/** Loads the divisions and gives the county to the unit of the actor, who administers it from now on. */
export async function keeperOf(world: World, actor: Actor, code: string): Promise<string> {
  await loadAreas(world.database);
  await administeredBy(world, actor);
  await loadAreas(world.database, { code, unitId: there(actor.unit) });
  return division(world, code);
}

/** The actor administers the unit acted for from now on. */
export async function administeredBy(world: World, actor: Actor): Promise<void> {
  await world.people.administrator(there(actor.unit), there(actor.person));
}

/** The global id of a division that is in force. */
export async function division(world: World, code: string): Promise<string> {
  const [row] = await world.sql<{ id: Id<'area'> }>(
    'select id from directory.area where code = $1 and upper_inf(valid)',
    [code],
  );
  return globalId('area', there(row).id);
}

type Making = Partial<Omit<CreateAreaInput, 'idempotencyKey'>>;

/** Makes an area in another: a local grid of the present, unless said. */
export async function area(actor: Actor, parentId: string, about: Making): Promise<string> {
  const input = {
    level: 'GRID',
    scheme: 'LOCAL',
    code: 'g1',
    name: '网格',
    since: '2026-01-01',
    parentId,
    ...about,
  } as const;
  return there((await actor.do(CreateAreaDocument, input)).area).id;
}

/** A square around a point, a thousandth of a degree being about a hundred metres. */
export const square = (longitude: number, latitude: number, half: number): number[][] => {
  const [w, e, s, n] = [longitude - half, longitude + half, latitude - half, latitude + half];
  return [[w, s], [e, s], [e, n], [w, n], [w, s]]; // prettier-ignore
};
