/** What ends with an alliance, or with the lead of a unit in it. */
import type { Act } from '../../../../data/act.ts';
import { membershipMachine, type MembershipState } from '../../../../domain/directory/membership.ts';
import type { Id } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { Membership } from '../memberships/membership.entity.ts';
import { end, remember } from '../memberships/moves.service.ts';
import { Post } from '../../people/posts/post.entity.ts';

const ENDS: Partial<Record<MembershipState, { readonly to: MembershipState; readonly action: string }>> = {
  ACTIVE: { to: 'ENDED', action: 'membership:ended' },
  SUSPENDED: { to: 'ENDED', action: 'membership:ended' },
  APPLIED: { to: 'REJECTED', action: 'membership:rejected' },
  INVITED: { to: 'WITHDRAWN', action: 'membership:withdrawn' },
};

/** Whatever is between the alliance and a unit. */
export async function endMemberships(act: Act, allianceId: Id<'alliance'> | string, reason: string): Promise<void> {
  const open = await act.em.find(Membership, { allianceId, state: { $in: Object.keys(ENDS) as MembershipState[] } });
  for await (const membership of act.lockEach(Membership, 'membership', open)) {
    const ending = ENDS[membership.state];
    // Somebody else ended it meanwhile.
    if (ending === undefined) continue;
    membership.state = advance(membershipMachine, membership, ending.to, 'windUp');
    if (ending.to === 'ENDED') end(act, membership, reason);
    else Object.assign(membership, { reason, decidedAt: act.now });
    await remember(act, ending.action, membership);
  }
}

/** The posts in the unit that coordinate the alliance, and those to come. */
export async function endCoordination(act: Act, allianceId: string, unitId: string, reason: string): Promise<void> {
  const posts = await act.em.find(Post, { allianceId, unitId, role: 'COORDINATOR', endedAt: null });
  for await (const post of act.lockEach(Post, 'post', posts)) {
    if (post.endedAt != null) continue;
    post.valid = endedAt(post.valid, act.now);
    post.endedAt = act.now;
    post.reason = reason;
    await act.em.flush();
    act.record('post:ended', 'post', post, { allianceId, unitIds: [unitId], body: { role: post.role } });
  }
}
