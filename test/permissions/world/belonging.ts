/** How units are asked into an alliance, stand in it for a while, and are put out of it. */
import {
  AcceptMembershipDocument,
  ChangeMembershipRoleDocument,
  DeclineMembershipDocument,
  InviteMemberDocument,
  RemoveMemberDocument,
  ResumeMembershipDocument,
  SuspendMembershipDocument,
  WithdrawMemberInvitationDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { Side } from './cast.ts';

const of = (membership: { readonly id: string; readonly version: number } | null) => {
  const { id, version } = there(membership);
  return { membershipId: id, expectedVersion: version };
};

/** A member of the other alliance is invited until it comes, and is put out of it again. */
export async function beAsked(actor: Actor, { coordinator }: Side): Promise<void> {
  const bare = actor.withoutHat();
  const reason = '另有安排';
  const invite = async () => {
    const input = { unitId: actor.unitId, statement: '盼加入', role: 'OBSERVER' as const };
    return of((await coordinator.do(InviteMemberDocument, input)).membership);
  };
  await bare.do(DeclineMembershipDocument, { ...(await invite()), reason });
  await coordinator.do(WithdrawMemberInvitationDocument, await invite());
  let held = of((await bare.do(AcceptMembershipDocument, await invite())).membership);
  const role = 'CORE' as const;
  held = of((await coordinator.do(ChangeMembershipRoleDocument, { ...held, role })).membership);
  held = of((await coordinator.do(SuspendMembershipDocument, { ...held, reason })).membership);
  held = of((await coordinator.do(ResumeMembershipDocument, held)).membership);
  held = of((await coordinator.do(SuspendMembershipDocument, { ...held, reason })).membership);
  await coordinator.do(RemoveMemberDocument, { ...held, reason });
}
