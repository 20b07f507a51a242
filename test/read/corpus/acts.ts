/** What the mutations of the corpus are done to: each has a thing of its own, so that their order does not matter. */
import {
  ApplyForMembershipDocument,
  ContributeHoursDocument,
  InviteToPostDocument,
  LaunchProjectDocument,
  RecordDeliveryDocument,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { accepted, invited, stranger, toBeOperator } from '../../scenarios/posting.ts';
import { agreed, need, offer, proposal, there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function prepareActs({ world, cast, things }: SmallWorld): Promise<Things> {
  const { street, mall, community, power } = cast.red;
  const pair = { needId: await need(community, { title: '将取消' }), offerId: await offer(mall, { title: '将取消' }) };
  const toCancel = await agreed(mall, community, await proposal(street, pair));
  const launch = async (title: string): Promise<string> => {
    const visibility = 'ALLIANCE' as const;
    const about = { goal: '目标', targetHours: '10', startsOn: '2026-11-01', endsOn: '2026-12-01', visibility };
    const { project } = await mall.do(LaunchProjectDocument, { ...about, title });
    return there(project).id;
  };
  const served = { projectId: there(things['project']), servedOn: '2026-11-20', note: '入户检查', hours: '1' };
  const { contribution } = await community.do(ContributeHoursDocument, served);
  const delivered = { commitmentId: there(things['commitment']), occurredAt: there(things['now']), note: '又一次' };
  const { delivery } = await mall.do(RecordDeliveryDocument, { ...delivered, amount: '0.1' });
  const { membership: application } = await community.do(ApplyForMembershipDocument, {
    allianceId: cast.blue.id,
    statement: '愿意加入',
  });
  const [membership] = await world.sql<{ id: string }>(
    'select id from directory.membership where unit_id = $1 and alliance_id = $2',
    [power.unit, cast.blue.uuid],
  );
  const { administrator } = cast;
  const { invitation } = await administrator.do(InviteToPostDocument, toBeOperator);
  const toEnd = await accepted(await stranger(world), await invited(administrator));
  return {
    invitationToCancel: there(invitation).id,
    code: await invited(administrator),
    postToEnd: toEnd.id,
    agreementToCancel: there(toCancel.agreement).id,
    needToClaim: await need(community, { title: '待认领', value: '5' }),
    projectToComplete: await launch('将完成'),
    projectToCancel: await launch('将取消'),
    contributionToReject: there(contribution).id,
    deliveryToDispute: there(delivery).id,
    application: there(application).id,
    powerInBlue: globalId('membership', there(membership).id),
    slotStart: world.clock.day(20, '09:00'),
    slotEnd: world.clock.day(20, '11:00'),
  };
}
