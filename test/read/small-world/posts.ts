/** Posts of the small world that were passed on: invitations in every state, a post that ended, one that is delegated. */
import { CancelInvitationDocument, EndPostDocument, InviteToPostDocument } from '../../generated/operations.ts';
import { accepted, ending, invited, stranger, toBeOperator } from '../../scenarios/people/posting.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function posts(world: World, { administrator }: Cast): Promise<Things> {
  const invite = async () => {
    const { invitation, invitationCode } = await administrator.do(InviteToPostDocument, toBeOperator);
    return { id: there(invitation).id, code: there(invitationCode) };
  };
  const cancelled = await invite();
  await administrator.do(CancelInvitationDocument, { invitationId: cancelled.id, expectedVersion: 1 });
  const over = await accepted(await stranger(world), await invited(administrator));
  await administrator.do(EndPostDocument, ending(over));
  const clerk = await stranger(world);
  const held = await accepted(
    clerk,
    await invited(administrator, { title: '助理', since: world.clock.day(-1, '09:00') }),
  );
  const term = { until: world.clock.day(9, '18:00'), delegatedFromId: held.id, title: '代班' };
  const deputy = await accepted(await stranger(world), await invited(clerk, term));
  const later = { since: world.clock.day(2, '09:00'), title: '候任' };
  await accepted(await stranger(world), await invited(administrator, later));
  return { invitation: (await invite()).id, cancelled: cancelled.id, held: held.id, deputy: deputy.id, over: over.id };
}
