import type { Act } from '../../../../data/act.ts';
import { invitationMachine } from '../../../../domain/directory/invitation.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { Invitation } from '../invitations/invitation.entity.ts';
import { Post } from './post.entity.ts';

const LASTING = `
select id from directory.post
where unit_id = $1::uuid and ended_at is null and (upper(valid) is null or upper(valid) > $2::timestamptz) order by id`;

/** Ends the posts in a unit that is dissolved, and cancels what is offered in it. The unit is locked. */
export async function endPosts(act: Act, unitId: string, reason: string): Promise<void> {
  const open = await act.run<{ id: string }>(
    "select id from directory.invitation where unit_id = $1::uuid and state = 'OPEN' order by id",
    [unitId],
  );
  for (const { id } of open) {
    const invitation = await act.lock(Invitation, 'invitation', id);
    if (invitation.state !== 'OPEN') continue;
    invitation.state = advance(invitationMachine, invitation, 'CANCELLED', 'cancel');
    invitation.decidedAt = act.now;
    await act.em.flush();
    act.record('post:invitation-cancelled', 'invitation', invitation, { unitIds: [unitId] });
  }
  for (const { id } of await act.run<{ id: string }>(LASTING, [unitId, act.now.toISOString()])) {
    const post = await act.lock(Post, 'post', id);
    // Of one that has not begun nothing is left.
    act.em.assign(post, { valid: endedAt(post.valid, act.now), endedAt: act.now, reason });
    await act.em.flush();
    const { role, allianceId = null } = post;
    act.record('post:ended', 'post', post, { allianceId, unitIds: [unitId], body: { role } });
  }
}
