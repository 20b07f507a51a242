/** The land that one of two alliances lies in: a county, its street, grids that were made, put right, ended and followed. */
import { loadCalendar } from '../../../src/app/calendar.ts';
import {
  AddExceptionalDaysDocument,
  ChangePlaceStatusDocument,
  CreateAreaDocument,
  DeclineRelationDocument,
  EndAreaDocument,
  ProposeRelationDocument,
  RecordAreaStatisticDocument,
  RemoveExceptionalDaysDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
  UpdatePlaceDocument,
  WithdrawAreaStatisticDocument,
  type CreateAreaInput,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { square } from '../../scenarios/land/land.ts';
import { ended, proposalTo, relatedTo } from '../../scenarios/people/relation-steps.ts';
import { at, office, openBy, site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** The supplier looks after it: an administrator by now. */
export async function divide(world: World, side: Side, code: string): Promise<void> {
  const { supplier, both } = side;
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
  const figure = { areaId: first, indicator: 'statistic.population', asOf: '2026-06-30', unit: '人', source: '台账' };
  for (const value of ['120', '121']) {
    await supplier.do(RecordAreaStatisticDocument, { ...figure, value, precision: 'ABOUT' as const });
  }
  const share = { ...figure, indicator: 'statistic.young-and-middle-aged', unit: '%', shareOf: 'statistic.population' };
  const { statistic } = await supplier.do(RecordAreaStatisticDocument, {
    ...share,
    value: '70',
    precision: 'EXACT' as const,
  });
  await supplier.do(WithdrawAreaStatisticDocument, { statisticId: there(statistic).id });
  await relateTo(side, first);
  await loadCalendar(world.database, world.clock.now());
  for (const owner of [supplier, both]) await settle(owner, first, Number(code) / 1e7);
}

/** Another unit is, was and would be something to a grid: proposed by it, and by the supplier. */
async function relateTo({ supplier, both }: Side, areaId: string): Promise<void> {
  await relatedTo('grid-branch', both, supplier, areaId);
  await ended(both, await relatedTo('property-management', both, supplier, areaId));
  const open = proposalTo('owners-committee', both, areaId);
  const { relation } = await supplier.do(ProposeRelationDocument, open);
  await both.do(DeclineRelationDocument, { relationId: there(relation).id, expectedVersion: 1, reason: '不便' });
  await both.do(ProposeRelationDocument, open);
}

/** Places that are public and places that are not, in a tree, put right and out of use; no two at one point. */
async function settle(owner: Actor, areaId: string, aside: number): Promise<void> {
  const { unitId } = owner;
  const off = aside + (Number.parseInt(unitId.slice(-4), 16) % 1000) / 1e6;
  for (const isPublic of [true, false]) {
    const about = {
      kind: 'place.home',
      areaId,
      isPublic,
      floorArea: '12.5',
      level: 'GRID' as const,
      services: ['staff.electrician'],
    };
    const where = (i: number) => ({ location: at(121.5 + off + i / 1e3, 30.1 + off) });
    const parentId = await site(owner, { ...about, ...where(1), name: '某花园1幢' });
    await site(owner, { ...about, ...where(2), name: '某花园2幢', parentId, status: 'PLANNED' });
    const placeId = await site(owner, { ...about, ...where(3), name: '某花园3幢' });
    await owner.do(UpdatePlaceDocument, { placeId, expectedVersion: 1, name: '某花园4幢', ...about, ...where(4) });
    const stopped = { placeId, expectedVersion: 2, status: 'SUSPENDED' as const, reason: '维修' };
    await owner.do(ChangePlaceStatusDocument, stopped);
    await openBy(owner, parentId, office);
    const days = { placeId: parentId, firstDay: '2026-12-01', lastDay: '2026-12-02', hours: [], reason: '检修' };
    await owner.do(AddExceptionalDaysDocument, days);
    await owner.do(AddExceptionalDaysDocument, { ...days, firstDay: '2026-12-07', lastDay: '2026-12-07' });
    await owner.do(RemoveExceptionalDaysDocument, { placeId: parentId, day: '2026-12-07' });
  }
}
