import type { Act } from '../../../../data/act.ts';
import { isTermInUse, termsInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import type { AreaLevel } from '../../../../domain/directory/area-code.ts';
import { maskedName, placeMachine, type PlaceStatus } from '../../../../domain/directory/place.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { leavesEarth } from '../../../../domain/geo.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { holdsOn } from '../../../../domain/validity.ts';
import { Area } from '../areas/area.entity.ts';
import { keepersOf } from '../areas/kept.service.ts';
import { Place } from './place.entity.ts';

interface About {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly kind: string;
  readonly level?: AreaLevel | null;
  readonly parentId?: string | null;
  readonly areaId?: string | null;
  readonly location?: { readonly longitude: number; readonly latitude: number; readonly crs: string } | null;
  readonly floorArea?: string | null;
  readonly isPublic: boolean;
  readonly services?: readonly string[] | null;
}
interface Open extends About {
  readonly status: PlaceStatus;
}
interface Edit {
  readonly idempotencyKey: string;
  readonly placeId: string;
  readonly expectedVersion: number;
}
interface ChangeStatus extends Edit {
  readonly status: PlaceStatus;
  readonly reason?: string | null;
}

export class PlaceService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  open(viewer: Viewer, input: Open): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openPlace', input }, async (act) => {
      const ownerUnitId = act.unit;
      act.assertCan('place:open', { ownerUnitId });
      const { status } = input;
      if (!placeMachine.start.includes(status)) {
        throw RefusalError.invalid(
          ['input', 'status'],
          '新登记的阵地须为规划、在建或投用状态。',
          'A place that is new is planned, being built or in use.',
        );
      }
      const id = act.newId('place');
      const about = await columns(act, input, id);
      const row = { id, ownerUnitId, ...about, status, statusSince: act.now };
      const made = { ...row, createdAt: act.now, changedAt: act.now, version: 1 };
      return remember(act, 'place:opened', act.em.create(Place, made));
    });
  }

  update(viewer: Viewer, input: About & Edit): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updatePlace', input }, async (act) => {
      // Before the place itself, which somebody else may be putting this one into.
      if (input.parentId != null) await holdTree(act);
      const place = await owned(act, input);
      mustGoOn(place);
      act.expectVersion('place', place, input.expectedVersion);
      act.em.assign(place, { ...(await columns(act, input, place.id, place)), changedAt: act.now });
      return remember(act, 'place:updated', place);
    });
  }

  changeStatus(viewer: Viewer, input: ChangeStatus): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'changePlaceStatus', input }, async (act) => {
      const place = await owned(act, input);
      const { status, reason = null } = input;
      place.status = advance(placeMachine, asMoved(place), status, 'revise');
      act.expectVersion('place', place, input.expectedVersion);
      if (reason === null && (status === 'SUSPENDED' || status === 'CLOSED')) {
        throw RefusalError.invalid(
          ['input', 'reason'],
          '暂停使用或关闭须说明原因。',
          'Say why it goes out of use or is closed.',
        );
      }
      mustBeForAll('reason', reason);
      place.reason = reason;
      place.statusSince = act.now;
      place.changedAt = act.now;
      return remember(act, 'place:status-changed', place);
    });
  }
}

/** Refuses a place that is closed for good. */
export function mustGoOn(place: Place): void {
  mustBe(placeMachine, asMoved(place), 'revise', 'PLANNED', 'BUILDING', 'IN_USE', 'SUSPENDED');
}

const asMoved = ({ id, status }: Place) => ({ id, state: status });

/** The place, locked, for somebody of the unit that runs it. */
export async function owned(
  act: Act,
  { placeId }: Pick<Edit, 'placeId'>,
  action: 'place:edit' | 'place:tell-hours' = 'place:edit',
): Promise<Place> {
  const place = await act.lock(Place, 'place', parseId('place', placeId));
  act.assertCan(action, { ownerUnitId: place.ownerUnitId }, 'place', place);
  return place;
}

/** What an input says of a place. Refuses a kind that no vocabulary has, and a place that would lie in itself. */
async function columns(act: Act, input: About, id: string, before: Place | null = null) {
  // What it is already it stays, though the word be given up for what is new.
  if (input.kind !== before?.kind && !(await isTermInUse(act, 'PLACE_KIND', input.kind))) {
    throw RefusalError.invalid(
      ['input', 'kind'],
      `没有“${input.kind}”这一阵地类型；请从 terms(filter: { scheme: [PLACE_KIND] }) 中选择。`,
      `There is no kind of place "${input.kind}": choose one of terms(filter: { scheme: [PLACE_KIND] }).`,
    );
  }
  const { location, level = null, floorArea = null, isPublic } = input;
  if (location != null && leavesEarth(location.crs, location.longitude, location.latitude)) {
    throw RefusalError.invalid(
      ['input', 'location'],
      '该坐标换算后不在地球上，请核对坐标系。',
      'The point lies beyond the earth: check its reference system.',
    );
  }
  return {
    name: input.name.trim(),
    maskedName: maskedName(input.name.trim()),
    kind: input.kind,
    ...{ level, floorArea, isPublic },
    services: await categories(act, input.services ?? [], before?.services ?? []),
    parentId: input.parentId == null ? null : await above(act, parseId('place', input.parentId), id, before),
    areaId: input.areaId == null ? null : await areaOf(act, parseId('area', input.areaId), before),
    givenLongitude: location?.longitude ?? null,
    givenLatitude: location?.latitude ?? null,
    givenCrs: location?.crs ?? null,
  };
}

/** The codes, where each is a category. */
async function categories(act: Act, codes: readonly string[], before: readonly string[]): Promise<string[]> {
  const added = codes.filter((code) => !before.includes(code));
  const known = await termsInUse(act, ['CATEGORY'], added);
  const unknown = added.find((code) => !known.has(code));
  if (unknown === undefined) return [...codes];
  throw RefusalError.invalid(
    ['input', 'services'],
    `没有“${unknown}”这一类别；请从 terms(filter: { scheme: [CATEGORY] }) 中选择。`,
    `There is no category "${unknown}": choose of terms(filter: { scheme: [CATEGORY] }).`,
  );
}

/** The place it is to belong to, which does not belong to it. Trees are changed one at a time. */
async function above(act: Act, parentId: string, id: string, before: Place | null): Promise<string> {
  await holdTree(act);
  const parent = await act.get(Place, 'place', parentId);
  if (parentId === before?.parentId) return parentId;
  await mustTakeIn(act, parent);
  const [loop] = await act.run(
    `with recursive up(id, parent_id) as (
       select p.id, p.parent_id from directory.place p where p.id = $1::uuid
       union select p.id, p.parent_id from up join directory.place p on p.id = up.parent_id)
     select from up where id = $2::uuid`,
    [parentId, id],
  );
  if (loop === undefined) return parentId;
  throw RefusalError.invalid(
    ['input', 'parentId'],
    '上级阵地不能是该阵地自身或其下级。',
    'A place belongs neither to itself nor to one that belongs to it: choose another.',
  );
}

/** Refuses a place that is closed, and one that neither the unit runs nor lies in an area that it looks after. */
async function mustTakeIn(act: Act, parent: Place): Promise<void> {
  mustGoOn(parent);
  if (parent.ownerUnitId === act.unit) return;
  const keepers = parent.areaId == null ? [] : await keepersOf(act, parent.areaId);
  if (keepers.includes(act.unit)) return;
  throw RefusalError.invalid(
    ['input', 'parentId'],
    '上级阵地由其他单位运营，且不在本单位管理的区划内；请由其运营单位登记，或另选上级。',
    'The place above is run by another unit, and lies in no area that yours looks after: ask that unit, or choose another.',
  );
}

/** The area it is to be filed under, which is in force today unless it was filed there already. */
async function areaOf(act: Act, id: string, before: Place | null): Promise<string> {
  const area = await act.get(Area, 'area', id);
  if (id === before?.areaId || holdsOn(area.valid, dayInChina(act.now))) return id;
  throw RefusalError.invalid(
    ['input', 'areaId'],
    `“${area.name}”今日不在有效期内，请选择现行区划。`,
    `"${area.name}" is not in force today: choose the area that is.`,
  );
}

async function holdTree(act: Act): Promise<void> {
  await act.takeTurn('places in places');
}

async function remember(act: Act, action: string, place: Place): Promise<{ place: string }> {
  await act.em.flush();
  act.record(action, 'place', place, { unitIds: [place.ownerUnitId], body: { status: place.status } });
  return { place: place.id };
}
