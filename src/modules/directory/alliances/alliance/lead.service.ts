import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { allianceMachine } from '../../../../domain/directory/alliance.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { Membership } from '../memberships/membership.entity.ts';
import { Alliance } from './alliance.entity.ts';
import { OFFERED_TO_NOBODY, remember } from './alliance.service.ts';
import { endCoordination } from './wind-up.service.ts';

interface OfLead {
  readonly idempotencyKey: string;
  readonly allianceId: string;
  readonly expectedVersion: number;
}

/** Handing the lead of an alliance over: offered by the unit that leads it, taken by another member. */
export class LeadService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** An offer in the place of one that is open. */
  offer(viewer: Viewer, input: OfLead & { readonly unitId: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'offerLead', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      const id = parseId('alliance', input.allianceId);
      const isMember = await act.holdMembership(unitId, id);
      const alliance = await locked(act, input);
      act.assertCan('alliance:offer-lead', { ownerUnitId: alliance.leadUnitId }, 'alliance', alliance);
      if (unitId === alliance.leadUnitId) throw RefusalError.of('ALREADY_DONE', { kind: 'alliance', id, what: LEADS });
      act.expectVersion('alliance', alliance, input.expectedVersion);
      if (!isMember) throw RefusalError.of('NOT_A_MEMBER', { unitId, allianceId: id, isOwn: false });
      Object.assign(alliance, { leadOfferedTo: unitId, leadOfferedAt: act.now });
      return remember(act, 'alliance:lead-offered', alliance);
    });
  }

  /** The unit leads from now on, the one before is a core member, and its coordinators are none any more. */
  accept(viewer: Viewer, input: OfLead): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptLead', input }, async (act) => {
      const allianceId = parseId('alliance', input.allianceId);
      const { leadOfferedTo, leadUnitId } = await act.get(Alliance, 'alliance', allianceId);
      const offered = { ownerUnitId: leadOfferedTo ?? null };
      act.assertCan('alliance:accept-lead', offered, 'alliance', { id: allianceId });
      const [next, before] = [await belonging(act, allianceId, act.unit), await belonging(act, allianceId, leadUnitId)];
      const alliance = await locked(act, input);
      act.assertCan('alliance:accept-lead', { ownerUnitId: alliance.leadOfferedTo ?? null }, 'alliance', alliance);
      act.expectVersion('alliance', alliance, input.expectedVersion);
      if (next?.state !== 'ACTIVE')
        throw RefusalError.of('NOT_A_MEMBER', { unitId: act.unit, allianceId, isOwn: true });
      if (before !== null) before.role = 'CORE';
      // One leads at a time.
      await act.em.flush();
      next.role = 'LEAD';
      alliance.leadUnitId = act.unit;
      Object.assign(alliance, OFFERED_TO_NOBODY);
      await act.em.flush();
      await endCoordination(act, allianceId, leadUnitId, '牵头职责已移交');
      for (const membership of [before, next]) {
        if (membership === null) continue;
        const { unitId, role } = membership;
        act.record('membership:role-changed', 'membership', membership, {
          allianceId,
          unitIds: [unitId],
          body: { role },
        });
      }
      return remember(act, 'alliance:lead-accepted', alliance);
    });
  }

  /** Declined by the unit it is offered to, or taken back by the one that leads. */
  decline(viewer: Viewer, input: OfLead): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineLead', input }, async (act) => {
      const alliance = await locked(act, input);
      const { leadUnitId, leadOfferedTo = null } = alliance;
      act.assertCan('alliance:decline-lead', { leadUnitId, offeredTo: leadOfferedTo }, 'alliance', alliance);
      if (leadOfferedTo === null) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'alliance', id: alliance.id, what: NONE_OFFERED });
      }
      act.expectVersion('alliance', alliance, input.expectedVersion);
      Object.assign(alliance, OFFERED_TO_NOBODY);
      return remember(act, 'alliance:lead-declined', alliance);
    });
  }
}

const LEADS = { zh: '该单位已是牵头单位。', en: 'The unit leads the alliance already.' };
const NONE_OFFERED = { zh: '没有待答复的牵头移交。', en: 'The lead is offered to nobody.' };

/** The membership of a unit that belongs to the alliance, locked. */
async function belonging(act: Act, allianceId: string, unitId: string): Promise<Membership | null> {
  const found = await act.em.findOne(Membership, { allianceId, unitId, state: { $in: ['ACTIVE', 'SUSPENDED'] } });
  return found === null ? null : act.lock(Membership, 'membership', found.id);
}

async function locked(act: Act, { allianceId }: OfLead): Promise<Alliance> {
  const alliance = await act.lock(Alliance, 'alliance', parseId('alliance', allianceId));
  mustBe(allianceMachine, alliance, 'revise', 'ACTIVE');
  return alliance;
}
