import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { tellMatch } from '../matches/end-match.service.ts';
import { Match } from '../matches/match.entity.ts';
import { mustLeaveTime } from '../matches/overdue.service.ts';
import { lockNeed, mustBeOpen, needIn } from '../matches/supply.service.ts';

interface DispatchNeed {
  readonly idempotencyKey: string;
  readonly needId: string;
  readonly amount: string;
  readonly unitIds: readonly string[];
  readonly respondBy: Date;
}

export class DispatchService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** A call to each of the units. None holds anything: the first that accepts has what is left then. */
  dispatch(viewer: Viewer, input: DispatchNeed): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'dispatchNeed', input }, async (act) => {
      const allianceId = await act.alliance();
      const wanted = await needIn(act, allianceId, parseId('need', input.needId));
      act.assertCan('need:dispatch', { ownerUnitId: wanted.ownerUnitId, allianceId }, 'need', wanted);
      mustLeaveTime(act, input.respondBy);
      const suppliers = await suppliersIn(act, allianceId, input.unitIds, wanted.ownerUnitId);
      const need = await lockNeed(act, wanted);
      mustBeOpen(need, input.amount);
      const dispatchId = act.newId('match');
      for (const supplierUnitId of suppliers) {
        const match = act.em.create(Match, {
          id: act.newId('match'),
          ...{ allianceId, needId: need.id, offerId: null, slotId: null, places: null, dispatchId },
          ...{ supplierUnitId, demanderUnitId: need.ownerUnitId, createdByUnitId: act.unit },
          origin: 'DISPATCH',
          state: 'CALLED',
          respondBy: input.respondBy,
          demanderAcceptedAt: act.unit === need.ownerUnitId ? act.now : null,
          ...{ quantity: input.amount, quantityUnit: need.quantityUnit },
          ...{ createdAt: act.now, version: 1 },
        });
        await tellMatch(act, 'need:dispatched', match);
      }
      return { need: need.id };
    });
  }
}

/** Throws `NOT_A_MEMBER` unless all of them are members, and stay so until it is done. */
async function suppliersIn(
  act: Act,
  allianceId: string,
  unitIds: readonly string[],
  ownerUnitId: string,
): Promise<readonly string[]> {
  const units = unitIds.map((id) => parseId('unit', id));
  const own = units.findIndex((id) => id === ownerUnitId);
  if (own >= 0) {
    throw RefusalError.invalid(
      ['input', 'unitIds', String(own)],
      '不能向需求所属单位自己发单；请选择其他成员单位。',
      'A need is not sent to the unit that has it: name other members.',
    );
  }
  const held = await Promise.all(units.map((unitId) => act.holdMembership(unitId, allianceId)));
  const elsewhere = units.find((_, i) => held[i] !== true);
  if (elsewhere === undefined) return units;
  throw RefusalError.of('NOT_A_MEMBER', { unitId: elsewhere, allianceId, isOwn: elsewhere === act.unit });
}
