/** What is built together in the small world: projects with partners and hours, and memberships on their way in and out. */
import {
  ApplyForMembershipDocument,
  CompleteProjectDocument,
  ConfirmContributionDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
  LeaveAllianceDocument,
  RejectContributionDocument,
  RejectMembershipDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

const about = { goal: '一季度覆盖两百户', targetHours: '100', startsOn: '2026-11-01' };

export async function projects(world: World, { red, blue, outsider }: Cast): Promise<Things> {
  const { street, mall, community, power } = red;
  const launch = async (actor: Actor, title: string, endsOn: string, visibility: 'ALLIANCE' | 'PUBLIC') => {
    world.clock.pass({ minutes: 3 });
    return there((await actor.do(LaunchProjectDocument, { ...about, title, endsOn, visibility })).project);
  };
  const { id: projectId } = await launch(mall, '邻里助老', '2027-01-31', 'ALLIANCE');
  const { id: publicProject } = await launch(street, '公益集市', '2026-12-31', 'PUBLIC');
  const { id: blueProject } = await launch(blue.harbour, '蓝湾清滩', '2027-02-28', 'ALLIANCE');
  const done = await launch(power, '用电安全', '2026-12-31', 'ALLIANCE');
  await power.do(CompleteProjectDocument, { projectId: done.id, expectedVersion: 1 });
  const { partner } = await community.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  await power.do(JoinProjectDocument, { projectId, pledge: '每月一次' });
  await community.do(JoinProjectDocument, { projectId: publicProject, pledge: '两个摊位' });
  const given = async (hours: string): Promise<string> => {
    world.clock.pass({ minutes: 1 });
    const served = { projectId, servedOn: '2026-11-20', note: '入户检查' };
    return there((await community.do(ContributeHoursDocument, { ...served, hours })).contribution).id;
  };
  const [contribution, rejected, recorded] = [await given('6'), await given('2.5'), await given('4.25')];
  await mall.do(ConfirmContributionDocument, { contributionId: contribution });
  await mall.do(RejectContributionDocument, { contributionId: rejected, reason: '没有记录' });
  return {
    project: projectId,
    publicProject,
    blueProject,
    partner: there(partner).id,
    contribution,
    recorded,
    ...(await memberships(red.street, red.mall, blue, outsider, red.id)),
  };
}

async function memberships(
  street: Actor,
  mall: Actor,
  blue: Cast['blue'],
  outsider: Actor,
  red: string,
): Promise<Things> {
  const applied = async (actor: Actor, allianceId: string) =>
    there((await actor.do(ApplyForMembershipDocument, { allianceId, statement: '愿意加入' })).membership);
  const first = await applied(outsider, red);
  await street.do(RejectMembershipDocument, { membershipId: first.id, expectedVersion: 1, reason: '材料不全' });
  const again = await applied(outsider, red);
  const mallInBlue = await applied(mall.withoutHat(), blue.id);
  await leave(blue.market, blue.id);
  return { rejectedMembership: first.id, applied: again.id, mallInBlue: mallInBlue.id };
}

/** The market leaves and applies again: one unit, two memberships of one alliance. */
async function leave(market: Actor, allianceId: string): Promise<void> {
  const query = `query ($id: ID!) { unit(id: $id) { memberships(filter: { state: [ACTIVE] }) { nodes { id version } } } }`;
  const { data } = await market.try<{ unit: { memberships: { nodes: { id: string; version: number }[] } } }, object>(
    query,
    { id: market.unitId },
  );
  const { id: membershipId, version: expectedVersion } = there(data?.unit.memberships.nodes[0]);
  const bare = market.withoutHat();
  await bare.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
  await bare.do(ApplyForMembershipDocument, { allianceId, statement: '再次申请' });
}
