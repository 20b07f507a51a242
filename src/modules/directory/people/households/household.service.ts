import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import type { ContactBasis } from '../../../../domain/directory/household.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { holdsOn } from '../../../../domain/validity.ts';
import { Area } from '../../land/areas/area.entity.ts';
import { keepersOf } from '../../land/areas/kept.service.ts';
import { eraseHousehold } from './erase.service.ts';
import { Household } from './household.entity.ts';

interface Said {
  readonly idempotencyKey: string;
  readonly areaId: string;
  readonly door: string;
  readonly size?: number | null;
  readonly contact?: {
    readonly name?: string | null;
    readonly mobile: string;
    readonly basis: ContactBasis;
  } | null;
}
interface Of {
  readonly householdId: string;
  readonly expectedVersion: number;
}
type Update = Said & Of;
interface Erase extends Of {
  readonly idempotencyKey: string;
  readonly reason: string;
}

/** What is known of a household; as the record keeps it, encrypted. */
type Known = Pick<Household, 'door' | 'size' | 'contactName' | 'contactMobile' | 'contactBasis'>;

export class HouseholdService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Whoever looks after the area registers a household in it. What of it is protected the record keeps encrypted. */
  register(viewer: Viewer, input: Said): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'registerHousehold', input }, async (act) => {
      const areaId = await keptArea(act, input.areaId);
      const id = act.newId('household');
      const subject = await act.holdSubject({ kind: 'household', id });
      const to = knownBy(input);
      await mustBeNew(act, areaId, to, null);
      const at = { registeredAt: act.now, changedAt: act.now };
      const household = act.em.create(Household, { id, hostUnitId: act.unit, areaId, ...to, ...at, version: 1 });
      await act.em.flush();
      const values = { from: null, to };
      act.record('household:registered', 'household', household, { protected: [{ subject, values }] });
      return { household: id };
    });
  }

  /** Said anew whole; links go along where it lies in another area of the unit now. */
  update(viewer: Viewer, input: Update): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updateHousehold', input }, async (act) => {
      const id = parseId('household', input.householdId);
      const subject = await act.holdSubject({ kind: 'household', id });
      const household = await editable(act, input);
      const areaId = await keptArea(act, input.areaId);
      const from = known(household);
      const to = knownBy(input);
      await mustBeNew(act, areaId, to, id);
      act.em.assign(household, { areaId, ...to, changedAt: act.now });
      await act.em.flush();
      act.record('household:updated', 'household', household, { protected: [{ subject, values: { from, to } }] });
      return { household: id };
    });
  }

  erase(viewer: Viewer, input: Erase): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'eraseHousehold', input }, async (act) => {
      const household = await editable(act, input);
      mustTellNothing(input.reason);
      await eraseHousehold(act, household, input.reason);
      return { household: household.id };
    });
  }
}

/** The household, locked, for who acts for its unit. Throws `ALREADY_DONE` where it is erased. */
async function editable(act: Act, { householdId, expectedVersion }: Of): Promise<Household> {
  const id = parseId('household', householdId);
  const there = await act.em.findOne(Household, { id });
  if (there === null) throw RefusalError.notFound('household', id);
  act.assertCan('household:edit', { ownerUnitId: there.hostUnitId }, 'household', there);
  const household = await act.lock(Household, 'household', id);
  if (household.erasedAt != null) {
    throw RefusalError.of('ALREADY_DONE', { kind: 'household', id, is: { zh: '已删除', en: 'is erased' } });
  }
  act.expectVersion('household', household, expectedVersion);
  return household;
}

/** The id of an area of today that the unit looks after. Whoever ends it meanwhile is told of by the database. */
async function keptArea(act: Act, given: string): Promise<string> {
  const area = await act.get(Area, 'area', parseId('area', given));
  act.assertCan('household:register', { keeperUnitIds: await keepersOf(act, area.id) }, 'area', area);
  if (holdsOn(area.valid, dayInChina(act.now))) return area.id;
  throw RefusalError.invalid(
    ['input', 'areaId'],
    `“${area.name}”今日不是有效区划；请选择承接它的区划（Area.successors）。`,
    `"${area.name}" is no area of today: name one that follows it (Area.successors).`,
  );
}

function knownBy({ door, size, contact }: Said): Known {
  const mobile = contact?.mobile ?? null;
  return {
    door: door.trim(),
    size: size ?? null,
    contactName: contact?.name?.trim() ?? null,
    contactMobile: mobile === null || mobile.startsWith('+') ? mobile : `+86${mobile}`,
    contactBasis: contact?.basis ?? null,
  };
}

const known = ({ door, size, contactName, contactMobile, contactBasis }: Household): Known => ({
  ...{ door: door ?? null, size: size ?? null, contactName: contactName ?? null },
  ...{ contactMobile: contactMobile ?? null, contactBasis: contactBasis ?? null },
});

/** Throws `ALREADY_DONE` where the unit has a household at that door. */
async function mustBeNew(act: Act, areaId: string, { door }: Known, itself: string | null): Promise<void> {
  const there = await act.em.findOne(Household, { hostUnitId: act.unit, areaId, door: door ?? null, erasedAt: null });
  if (there === null || there.id === itself) return;
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'household', id: there.id },
    what: { zh: '该门牌已经登记。', en: 'There is a household at that door already.' },
  });
}
