import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import type { MembershipRole } from '../../../../domain/directory/membership.ts';
import { parseId } from '../../../../domain/ids.ts';
import { validFrom } from '../../../../domain/validity.ts';
import { Membership } from './membership.entity.ts';
import { decided, mustBeNew, owned, remember, type Decide, type Reasoned } from './moves.service.ts';

interface Invite {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly role?: Exclude<MembershipRole, 'LEAD'> | null;
  readonly statement: string;
}

/** Invitations into an alliance: what its coordinator offers, and what the unit answers. */
export class MemberInvitationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Into the alliance of the hat. */
  invite(viewer: Viewer, input: Invite): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'inviteMember', input }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('membership:decide', { allianceId });
      const unitId = parseId('unit', input.unitId);
      await mustBeNew(act, unitId, allianceId);
      const membership = act.em.create(Membership, {
        id: act.newId('membership'),
        allianceId,
        unitId,
        role: input.role ?? 'MEMBER',
        state: 'INVITED',
        statement: input.statement,
        appliedAt: act.now,
        version: 1,
      });
      return remember(act, 'membership:invited', membership);
    });
  }

  accept(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptMembership', input }, async (act) => {
      const membership = await owned(act, 'membership:answer', input, 'INVITED', 'ACTIVE', 'accept');
      membership.decidedAt = act.now;
      membership.valid = validFrom(act.now);
      return remember(act, 'membership:accepted', membership);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineMembership', input }, async (act) => {
      const membership = await owned(act, 'membership:answer', input, 'INVITED', 'DECLINED', 'decline');
      membership.decidedAt = act.now;
      membership.reason = input.reason;
      return remember(act, 'membership:declined', membership);
    });
  }

  /** The coordinator takes it back before it is answered. */
  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawMemberInvitation', input }, async (act) => {
      const membership = await decided(act, input, 'INVITED', 'WITHDRAWN', 'withdraw');
      return remember(act, 'membership:withdrawn', membership);
    });
  }
}
