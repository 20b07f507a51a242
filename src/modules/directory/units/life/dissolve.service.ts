import { eraseSubject } from '../../../../data/audit/erase-subject.ts';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { releaseAreas } from '../../land/areas/release-all.service.ts';
import { endClasses } from '../classifications/end-classes.service.ts';
import { leaveAlliances } from '../../alliances/memberships/leave-all.service.ts';
import { eraseHouseholds } from '../../people/households/erase.service.ts';
import { endPersonRelations } from '../../people/person-relations/end-all.service.ts';
import { closePlaces } from '../../land/places/close-all.service.ts';
import { endProgrammesOf } from '../../alliances/programmes/ownership.service.ts';
import { endPosts } from '../../people/posts/end-all.service.ts';
import { endRelations } from '../../people/relations/end-all.service.ts';
import { mustMove } from './stage.service.ts';
import { Unit, UnitContact, UnitContactRemoval } from '../unit/unit.entity.ts';

interface Dissolve {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

export class DissolveService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** For good. What it was part of ends with it, in this act; modules that hear of it end what is theirs, or refuse. */
  dissolve(viewer: Viewer, input: Dissolve): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'dissolveUnit', input, inNameOf: 'PERSON' }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      await act.mustWearHat();
      act.assertCan('unit:dissolve', { ownerUnitId: unitId }, 'unit', { id: unitId });
      const { reason } = input;
      mustTellNothing(reason);
      for (const held of HELD_FIRST) await act.run(held, [unitId]);
      const unit = await act.lock(Unit, 'unit', unitId);
      await mustMove(act, unitId, 'DISSOLVED', 'dissolve');
      act.expectVersion('unit', unit, input.expectedVersion);
      await mustLeadNone(act, unitId);
      act.recordFor(unitId);
      await leaveAlliances(act, unitId, reason);
      await endRelations(act, unitId, reason);
      await endPersonRelations(act, unitId, reason);
      await eraseHouseholds(act, unitId, reason);
      await endClasses(act, { unitId }, reason);
      await closePlaces(act, unitId, reason);
      await releaseAreas(act, unitId);
      await endProgrammesOf(act, { unitId }, reason);
      await eraseContact(act, unitId, reason);
      await act.run(ERASE_PERSONAL, [unitId]);
      await endPosts(act, unitId, reason);
      act.em.assign(unit, { dissolvedAt: act.now, dissolutionReason: reason });
      await act.em.flush();
      act.record('unit:dissolved', 'unit', unit, { unitIds: [unitId] });
      return { unit: unitId };
    });
  }
}

/** Whoever decides on one of these has locked it before they look whether the unit lasts: the same order here. */
const HELD_FIRST = [
  'select from directory.membership where unit_id = $1::uuid order by id for update',
  "select from directory.relation where $1::uuid in (subject_unit_id, object_unit_id) and state in ('PROPOSED', 'AGREED') or proposed_by_unit_id = $1::uuid and state = 'PROPOSED' order by id for update",
  "select from directory.invitation where unit_id = $1::uuid and state = 'OPEN' order by id for update",
  "select from directory.place where owner_unit_id = $1::uuid and status <> 'CLOSED' order by id for update",
  'select from directory.area where keeper_unit_id = $1::uuid order by id for update',
] as const;

/** The code of a sole trader points to one person. */
const ERASE_PERSONAL = `
select directory.erase_identifier(i.id) from directory.unit_identifier i where i.unit_id = $1::uuid and i.is_personal`;

/** Throws `FORBIDDEN` where an alliance would be left without a lead. */
async function mustLeadNone(act: Act, unitId: string): Promise<void> {
  const [led] = await act.run<{ name: string }>(
    `select a.name from directory.alliance a join directory.membership m on m.alliance_id = a.id and m.unit_id = a.lead_unit_id
     where a.lead_unit_id = $1::uuid and m.valid @> $2::timestamptz limit 1`,
    [unitId, act.now.toISOString()],
  );
  if (led === undefined) return;
  throw RefusalError.forbidden('unit:dissolve', {
    zh: `该单位是联盟“${led.name}”的牵头单位，不能注销；请先移交牵头职责。`,
    en: `The unit leads the alliance "${led.name}": hand the lead over first.`,
  });
}

/** Nobody could remove it afterwards. */
async function eraseContact(act: Act, unitId: string, reason: string): Promise<void> {
  const contact = await act.em.findOne(UnitContact, { unitId });
  if (contact === null) return;
  await eraseSubject(act, { kind: 'contact', id: unitId });
  await act.run('select directory.remove_contact($1::uuid)', [unitId]);
  const { version } = contact;
  act.em.create(UnitContactRemoval, { unitId, version, reason, removedAt: act.now });
  act.record('unit:contact-removed', 'unit', { id: unitId, version }, { unitIds: [unitId] });
}
