import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { parseId } from '../../../../domain/ids.ts';
import { validFrom } from '../../../../domain/validity.ts';
import { Membership } from './membership.entity.ts';
import { decided, mustBeJoinable, mustBeNew, owned, remember, type Decide, type Reasoned } from './moves.service.ts';

interface Apply {
  readonly idempotencyKey: string;
  readonly allianceId: string;
  readonly statement: string;
}

/** Applications: what a unit asks, and what the coordinator decides. */
export class MembershipService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit acted for applies; at most one application or invitation is open, and none while it belongs to it. */
  apply(viewer: Viewer, input: Apply): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'applyForMembership', input }, async (act) => {
      const unitId = act.unit;
      act.assertCan('membership:apply', { ownerUnitId: unitId });
      const allianceId = parseId('alliance', input.allianceId);
      await mustBeJoinable(act, allianceId);
      await mustBeNew(act, unitId, allianceId);
      const membership = act.em.create(Membership, {
        id: act.newId('membership'),
        allianceId,
        unitId,
        role: 'MEMBER',
        state: 'APPLIED',
        statement: input.statement,
        appliedAt: act.now,
        version: 1,
      });
      return remember(act, 'membership:applied', membership);
    });
  }

  approve(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'approveMembership', input }, async (act) => {
      const membership = await decided(act, input, 'APPLIED', 'ACTIVE', 'approve');
      membership.decidedAt = act.now;
      membership.valid = validFrom(act.now);
      return remember(act, 'membership:approved', membership);
    });
  }

  reject(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'rejectMembership', input }, async (act) => {
      const membership = await decided(act, input, 'APPLIED', 'REJECTED', 'reject');
      membership.decidedAt = act.now;
      membership.reason = input.reason;
      return remember(act, 'membership:rejected', membership);
    });
  }

  /** The unit takes its application back before it is decided. */
  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawApplication', input }, async (act) => {
      const membership = await owned(act, 'membership:withdraw', input, 'APPLIED', 'WITHDRAWN', 'withdraw');
      return remember(act, 'membership:withdrawn', membership);
    });
  }
}
