/**
 * Issue "Supply and demand": nobody learns of a proposal by telephone. A coordinator opens the morning list (待办): everything that
 * waits for them in the alliance, and nothing of what waits for others.
 */
import { expect, test } from '@jest/globals';
import {
  ApproveMembershipDocument,
  ApplyForMembershipDocument,
  ConfirmContributionDocument,
  ConfirmUnitImportDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
  ReleaseNeedDocument,
  ReturnNeedDocument,
  ReviseNeedDocument,
  VerifyUnitIdentifierDocument,
  HandInNeedDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { administratorOf } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { listed, there } from '../story.ts';
import { added, codeOf, judging } from '../units/identifying.ts';
import { confirming, imported } from '../units/sheets.ts';
import { pendingOf, theOne, waitingFor } from './pending-steps.ts';

const project = {
  title: '邻里助老',
  goal: '一季度覆盖两百户',
  targetHours: '100',
  startsOn: '2026-11-01',
  endsOn: '2027-01-31',
  visibility: 'ALLIANCE' as const,
};

test('a coordinator opens the morning list: applications, needs, numbers, hours and a sheet, the oldest first', async () => {
  await using world = await createWorld();
  const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
  expect(await pendingOf(street)).toEqual({ totalCount: 0, items: [], counts: {} });

  const later = () => world.clock.pass({ minutes: 10 });
  const bank = await someUnit(world, '银行', 'ENTERPRISE');
  const { membership } = await bank.do(ApplyForMembershipDocument, { allianceId: id, statement: '愿提供金融讲座' });
  later();
  const wish = listed({ title: '一台收音机', description: '请拨打13812345678', audience: [id] });
  const held = there((await community.do(HandInNeedDocument, wish)).need);
  later();
  const number = await added(await administratorOf(world, mall), codeOf('91', 1));
  later();
  const projectId = there((await mall.do(LaunchProjectDocument, project)).project).id;
  await community.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
  const hours = { projectId, servedOn: '2026-11-20', note: '入户检查', hours: '6' };
  const contribution = there((await community.do(ContributeHoursDocument, hours)).contribution);
  later();
  const job = await imported(world, street, '单位名称,单位类型\n丙村,村');

  world.statements.length = 0;
  const { items, totalCount, counts } = await pendingOf(street);
  expect(world.statements).toHaveLength(1);
  // The sheet alone has a day by which it must be confirmed: it is kept no longer.
  expect(items.map(({ kind, subject }) => [kind, subject?.id])).toEqual([
    ['UNIT_IMPORT', job.id],
    ['MEMBERSHIP_APPLICATION', there(membership).id],
    ['NEED_REVIEW', held.id],
    ['UNIT_IDENTIFIER', number.id],
    ['CONTRIBUTION', contribution.id],
  ]);
  expect([totalCount, counts]).toEqual([
    5,
    { CONTRIBUTION: 1, MEMBERSHIP_APPLICATION: 1, NEED_REVIEW: 1, UNIT_IDENTIFIER: 1, UNIT_IMPORT: 1 },
  ]);
  expect(items.every(({ waitsFor }) => waitsFor === 'COORDINATOR')).toBe(true);
  expect(await theOne(street, 'MEMBERSHIP_APPLICATION')).toMatchObject({
    verb: 'DECIDE',
    title: 'Decide whether 银行 joins 五色',
    since: '2026-11-21T09:00:00+08:00',
    dueAt: null,
    isOverdue: false,
    subject: { __typename: 'Membership' },
    alliance: { name: '五色' },
    unit: { shortName: '银行' },
    acts: ['approveMembership', 'rejectMembership'],
  });
  const inChinese = await theOne(street.wearing({ 'accept-language': 'zh-CN' }), 'MEMBERSHIP_APPLICATION');
  expect(inChinese.title).toBe('银行申请加入五色');

  // Hours wait for the unit that leads the project, too; the rest is the coordinator's alone.
  expect(await waitingFor(mall)).toEqual([`CONTRIBUTION ${contribution.id}`]);
  expect((await theOne(mall, 'CONTRIBUTION')).waitsFor).toBe('UNIT');
  expect(await waitingFor(community)).toEqual([]);
  expect(await waitingFor(bank)).toEqual([]);

  // What is answered is gone at once, for everybody.
  const left = async (): Promise<string[]> => (await pendingOf(street)).items.map(({ kind }) => kind);
  await street.do(ApproveMembershipDocument, { membershipId: there(membership).id, expectedVersion: 1 });
  expect(await left()).toEqual(['UNIT_IMPORT', 'NEED_REVIEW', 'UNIT_IDENTIFIER', 'CONTRIBUTION']);
  await street.do(VerifyUnitIdentifierDocument, judging(number));
  expect(await left()).toEqual(['UNIT_IMPORT', 'NEED_REVIEW', 'CONTRIBUTION']);
  await mall.do(ConfirmContributionDocument, { contributionId: contribution.id });
  expect(await left()).toEqual(['UNIT_IMPORT', 'NEED_REVIEW']);
  await street.do(ConfirmUnitImportDocument, confirming(job, 'SKIP'));
  expect(await left()).toEqual(['NEED_REVIEW']);

  // What is returned waits for its unit, and for its coordinator again when it is written anew and held up again.
  const { need: returned } = await street.do(ReturnNeedDocument, {
    ...{ needId: held.id, expectedVersion: held.version, reason: '请删去手机号码' },
  });
  expect(await left()).toEqual([]);
  expect(await theOne(community, 'NEED_REVISION')).toMatchObject({
    verb: 'REVISE',
    title: 'Revise the need that was returned: 一台收音机',
    unit: { shortName: 'street' },
    acts: ['reviseNeed', 'withdrawNeed'],
  });
  const revised = await community.do(ReviseNeedDocument, {
    ...{ needId: held.id, expectedVersion: there(returned).version, description: '请拨打13987654321' },
  });
  expect(await waitingFor(community)).toEqual([]);
  expect(await left()).toEqual(['NEED_REVIEW']);
  const words = { needId: held.id, expectedVersion: there(revised.need).version, reason: '为社区公开电话' };
  await street.do(ReleaseNeedDocument, words);
  expect(await left()).toEqual([]);
});

test('what is public and for no alliance in particular is reviewed by the coordinators of any alliance of its unit, never by its own people', async () => {
  await using world = await createWorld();
  const { street, mall, uuid } = await world.alliance('五色', 'street', 'mall');
  const other = await world.alliance('蓝湾', 'harbour');
  const wish = listed({ title: '一台收音机', description: '请拨打13812345678', visibility: 'PUBLIC' });
  const { id } = there((await mall.do(HandInNeedDocument, wish)).need);
  expect(await waitingFor(street)).toEqual([`NEED_REVIEW ${id}`]);
  expect(await waitingFor(other.harbour)).toEqual([]);
  // Without the hat of an alliance nobody coordinates.
  expect(await waitingFor(street.withoutHat())).toEqual([]);
  // Who holds a post in the unit whose words they are does not judge them, whatever hat they wear.
  const [person, unit] = [there(street.person), there(street.unit)];
  const judge = await world.people.actor(
    await world.people.post(unit, { alliance: uuid, person: await world.people.post(there(mall.unit)) }),
    unit,
    uuid,
  );
  expect(await waitingFor(judge.wearing({ 'x-acting-unit': street.unitId }))).toEqual([]);
  expect(person).not.toBe(judge.person);
});
