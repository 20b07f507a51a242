/** How units are asked into an alliance, stand in it for a while, and are put out of it. */
import {
  AcceptMembershipDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  ChangeMembershipRoleDocument,
  DeclineMembershipDocument,
  InviteMemberDocument,
  LeaveAllianceDocument,
  RemoveMemberDocument,
  ResumeMembershipDocument,
  SuspendMembershipDocument,
  WithdrawMemberInvitationDocument,
} from '../../generated/operations.ts';
import { membershipOf, there } from '../../scenarios/story.ts';
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

/** A member of one alliance asks to be let into the other, twice: once it is let in and leaves again. */
export async function apply(actor: Actor, { id, coordinator }: Side): Promise<void> {
  const bare = actor.withoutHat();
  const applied = async () => {
    const { membership } = await bare.do(ApplyForMembershipDocument, { allianceId: id, statement: '愿意加入' });
    return { membershipId: there(membership).id, expectedVersion: 1 };
  };
  const application = await applied();
  const membership = there((await coordinator.do(ApproveMembershipDocument, application)).membership);
  await bare.do(LeaveAllianceDocument, {
    membershipId: membership.id,
    expectedVersion: membership.version,
    reason: '搬迁',
  });
  await applied();
}

/** A member that left once, and was let in again. */
export async function comeAgain({ id, coordinator, demander }: Side): Promise<void> {
  const { id: membershipId, version: expectedVersion } = await membershipOf(demander, id);
  await demander.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
  const again = { allianceId: id, statement: '再次申请' };
  const applied = there((await demander.withoutHat().do(ApplyForMembershipDocument, again)).membership);
  await coordinator.do(ApproveMembershipDocument, { membershipId: applied.id, expectedVersion: applied.version });
}
