import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { lastingStates, membershipMachine, type MembershipRole } from '../../../../domain/directory/membership.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { closedAt, openedAt } from '../../../../domain/validity.ts';
import { decided, end, found, mustNotLead, owned, remember, type Decide, type Reasoned } from './moves.service.ts';
import { standDown } from './stand-down.service.ts';

interface ChangeRole extends Decide {
  readonly role: Exclude<MembershipRole, 'LEAD'>;
}

/** How units stand in an alliance that they belong to, and how that ends. What is listened to elsewhere is in the facts. */
export class StandingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Rights end on the very next request, and nothing new begins; what is agreed goes on. */
  suspend(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'suspendMembership', input }, async (act) => {
      const membership = await decided(act, input, 'ACTIVE', 'SUSPENDED', 'suspend');
      mustNotLead('membership:decide', membership);
      membership.suspended = openedAt(membership.suspended, act.now);
      membership.reason = input.reason;
      await standDown(act, membership);
      return remember(act, 'membership:suspended', membership);
    });
  }

  resume(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'resumeMembership', input }, async (act) => {
      const membership = await decided(act, input, 'SUSPENDED', 'ACTIVE', 'resume');
      membership.suspended = closedAt(membership.suspended, act.now);
      return remember(act, 'membership:resumed', membership);
    });
  }

  remove(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'removeMember', input }, async (act) => {
      const membership = await decided(act, input, lastingStates, 'REMOVED', 'expel');
      mustNotLead('membership:decide', membership);
      end(act, membership, input.reason);
      await standDown(act, membership);
      return remember(act, 'membership:removed', membership);
    });
  }

  /**
   * Ends the rights that came with the membership on the very next request. What it promised there stays its own, to be
   * read without that hat.
   */
  async leave(viewer: Viewer, input: Reasoned): Promise<Done> {
    const done = await this.#work.run({ viewer, mutation: 'leaveAlliance', input }, async (act) => {
      const membership = await owned(act, 'membership:leave', input, lastingStates, 'LEFT', 'leave');
      mustNotLead('membership:leave', membership);
      end(act, membership, input.reason);
      await standDown(act, membership);
      return remember(act, 'membership:left', membership);
    });
    return { ...done, viewer: { ...done.viewer, actingAlliance: null } };
  }

  changeRole(viewer: Viewer, input: ChangeRole): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'changeMembershipRole', input }, async (act) => {
      const membership = await found(act, input);
      mustBe(membershipMachine, membership, 'revise', ...lastingStates);
      mustNotLead('membership:decide', membership);
      act.expectVersion('membership', membership, input.expectedVersion);
      membership.role = input.role;
      return remember(act, 'membership:role-changed', membership);
    });
  }
}
