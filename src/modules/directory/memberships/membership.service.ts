import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { membershipMachine } from '../../../domain/directory/membership.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { parseId } from '../../../domain/ids.ts';
import { advance } from '../../../domain/lifecycle.ts';
import { endedAt, validFrom } from '../../../domain/validity.ts';
import { Alliance } from '../alliances/alliance.entity.ts';
import { mustLast } from '../units/stage.service.ts';
import { Unit } from '../units/unit.entity.ts';
import { Membership } from './membership.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface Apply extends Keyed {
  readonly allianceId: string;
  readonly statement: string;
}
interface Decide extends Keyed {
  readonly membershipId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends Decide {
  readonly reason: string;
}

const already = {
  APPLIED: { zh: '本单位的申请正在等待批准。', en: 'Your application is waiting to be decided.' },
  ACTIVE: { zh: '本单位已是该联盟成员。', en: 'Your unit is a member of this alliance already.' },
};

export class MembershipService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit acted for applies; at most one application is open, and none while it is a member. */
  apply(viewer: Viewer, input: Apply): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'applyForMembership', input }, async (act) => {
      const unitId = act.unit;
      act.assertCan('membership:apply', { ownerUnitId: unitId });
      const { id: allianceId } = await act.get(Alliance, 'alliance', parseId('alliance', input.allianceId));
      // Two applications of one unit wait for each other here.
      await act.lock(Unit, 'unit', unitId);
      await mustLast(act, unitId, 'join');
      const open = await act.em.findOne(Membership, { unitId, allianceId, state: { $in: ['APPLIED', 'ACTIVE'] } });
      if (open !== null) {
        const what = open.state === 'APPLIED' ? already.APPLIED : already.ACTIVE;
        throw RefusalError.of('ALREADY_DONE', { kind: 'membership', id: open.id, what });
      }
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
      const membership = await decided(act, input, 'ACTIVE');
      membership.valid = validFrom(act.now);
      return remember(act, 'membership:approved', membership);
    });
  }

  reject(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'rejectMembership', input }, async (act) => {
      const membership = await decided(act, input, 'REJECTED');
      membership.reason = input.reason;
      return remember(act, 'membership:rejected', membership);
    });
  }

  /** The unit takes its application back before it is decided. */
  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawApplication', input }, async (act) => {
      const membership = await act.lock(Membership, 'membership', parseId('membership', input.membershipId));
      act.assertCan('membership:withdraw', { ownerUnitId: membership.unitId }, 'membership', membership);
      membership.state = advance(membershipMachine, membership, 'WITHDRAWN', 'withdraw');
      act.expectVersion('membership', membership, input.expectedVersion);
      return remember(act, 'membership:withdrawn', membership);
    });
  }

  /** Ends the rights that came with the membership on the very next request. The lead unit hands over first. */
  leave(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'leaveAlliance', input }, async (act) => {
      const membership = await act.lock(Membership, 'membership', parseId('membership', input.membershipId));
      act.assertCan('membership:leave', { ownerUnitId: membership.unitId }, 'membership', membership);
      if (membership.role === 'LEAD') {
        throw RefusalError.forbidden('membership:leave', {
          zh: '牵头单位不能退出其牵头的联盟；如需移交牵头职责，请联系平台运营方。',
          en: 'The lead unit of an alliance does not leave it: ask the operator to hand the lead over first.',
        });
      }
      membership.state = advance(membershipMachine, membership, 'LEFT', 'leave');
      act.expectVersion('membership', membership, input.expectedVersion);
      membership.valid = endedAt(membership.valid ?? validFrom(act.now), act.now);
      membership.reason = input.reason;
      return remember(act, 'membership:left', membership);
    });
  }
}

/** The application, moved by the coordinator of its alliance. */
async function decided(act: Act, input: Decide, to: 'ACTIVE' | 'REJECTED'): Promise<Membership> {
  const membership = await act.lock(Membership, 'membership', parseId('membership', input.membershipId));
  await act.inAllianceOf('membership', membership);
  act.assertCan('membership:decide', membership, 'membership', membership);
  membership.state = advance(membershipMachine, membership, to, to === 'ACTIVE' ? 'approve' : 'reject');
  act.expectVersion('membership', membership, input.expectedVersion);
  membership.decidedAt = act.now;
  return membership;
}

async function remember(act: Act, action: string, membership: Membership): Promise<{ membership: string }> {
  await act.em.flush();
  const { allianceId, unitId, state } = membership;
  act.record(action, 'membership', membership, { allianceId, unitIds: [unitId, act.unit], body: { state } });
  return { membership: membership.id };
}
