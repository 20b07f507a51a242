/** The land that one of two alliances lies in: a county, its street, grids that were made, put right, ended and followed. */
import {
  CreateAreaDocument,
  EndAreaDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
  type CreateAreaInput,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { square } from '../../scenarios/land.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** The supplier looks after it: an administrator by now. */
export async function divide(world: World, { supplier }: Side, code: string): Promise<void> {
  const parentId = globalId('area', await world.people.county(`县${code}`, code, there(supplier.unit)));
  const make = async (about: Partial<CreateAreaInput>): Promise<string> => {
    const input = {
      parentId,
      level: 'GRID',
      scheme: 'LOCAL',
      name: '网格',
      since: '2026-01-01',
      code: 'x',
      ...about,
    } as const;
    return there((await supplier.do(CreateAreaDocument, input)).area).id;
  };
  const street = await make({ level: 'TOWNSHIP', scheme: 'STATISTICS', code: `${code}001`, name: '某街道' });
  const boundary = { crs: 'WGS84' as const, coordinates: [[square(121.5, 30.1, 0.01)]] };
  const first = await make({ parentId: street, code: 'g-1', boundary });
  const areaId = await make({ parentId: street, code: 'g-2' });
  await supplier.do(ReviseAreaDocument, { areaId, expectedVersion: 1, name: '更正后的网格' });
  const followed = { areaId, expectedVersion: 2, successorAreaId: first, kind: 'MERGED' as const, day: '2026-06-01' };
  await supplier.do(SucceedAreaDocument, followed);
  const last = await make({ parentId: street, code: 'g-3' });
  await supplier.do(EndAreaDocument, { areaId: last, expectedVersion: 1, until: '2026-07-01' });
}
