/** The third-party app, and the co-wealth project. */
import { dayInChina } from '../../domain/calendar.ts';
import {
  ConfirmContributionDocument,
  ContactOfDocument,
  ContributeHoursDocument,
  JoinProjectDocument,
  LaunchProjectDocument,
  WhatAnAppSeesDocument,
  WhoAmIDocument,
} from '../../generated/operations.ts';
import { daysFrom } from '../demo/calendar.ts';
import { accepted, expectThat, present, type Stage } from './stage.ts';
import { inWords } from './words.ts';

export async function playApp(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '第三方应用读取获准的数据，电话不予披露',
    'A third-party app reads what it may; the phone number is withheld',
  );
  const { viewer } = await stage.as('mall')(WhoAmIDocument, {});
  const unitId = present(viewer?.unit, '单位').id;
  const seen = await stage.as('app', alliance)(WhatAnAppSeesDocument, { unitId });
  const offers = present(seen.offers, '供给');
  stage.tell(`应用可见该单位供给 ${offers.totalCount} 项：${offers.nodes.map(({ title }) => title).join('、')}`);
  expectThat(offers.totalCount > 0, '应用什么也看不到 the app sees nothing');
  const contact = present(seen.unit, '单位').contact;
  stage.tell(`应用读取联系人：${inWords(contact.disclosure)}（未授予 contacts:read）`);
  expectThat(contact.disclosure === 'WITHHELD', '联系人泄露 the contact leaked');
  for (const [actor, expected] of [
    ['community', 'MASKED'],
    ['coordinator', 'FULL'],
  ] as const) {
    const { unit } = await stage.as(actor, alliance)(ContactOfDocument, { unitId });
    const { disclosure, mobile, isFictitious } = present(unit, '单位').contact;
    const mark = isFictitious === true ? '，虚构号码' : '';
    stage.tell(`${inWords(actor)}读取：${inWords(disclosure)}，电话 ${mobile ?? '无'}${mark}`);
    expectThat(disclosure === expected, `${actor} 应为 ${expected}`);
  }
}

export async function playProject(stage: Stage, alliance: string): Promise<void> {
  stage.heading('天香桥村加入共富项目并投入工时', 'The village joins a project and contributes hours');
  const [today, inThreeMonths] = [dayInChina(new Date()), dayInChina(daysFrom(new Date(), 90))];
  const launched = await stage.as('community', alliance)(LaunchProjectDocument, {
    input: {
      idempotencyKey: stage.key(),
      title: '城乡互助·周末市集',
      goal: '村里的时令农产品进社区，社区志愿者下村帮采摘。',
      targetHours: '60',
      startsOn: today,
      endsOn: inThreeMonths,
      visibility: 'ALLIANCE',
    },
  });
  const projectId = present(accepted(launched.launchProject).project, '项目').id;
  const village = stage.as('village', alliance);
  const joining = { idempotencyKey: stage.key(), projectId, pledge: '每周末组织三位村民布置摊位' };
  const joined = accepted((await village(JoinProjectDocument, { input: joining })).joinProject);
  stage.tell(`加入“${joined.project?.title ?? ''}”：${joined.partner?.pledge ?? ''}`);
  const served = { hours: '1.5', servedOn: today, note: '三位村民参加今天的启动分工会，各半小时。' };
  const recorded = await village(ContributeHoursDocument, {
    input: { idempotencyKey: stage.key(), projectId, ...served },
  });
  const contribution = present(accepted(recorded.contributeHours).contribution, '投入');
  stage.tell(
    `登记 ${contribution.hours.value} 小时，${inWords(contribution.state)}，项目已计 ${contribution.project?.contributed.value ?? ''} 小时`,
  );
  expectThat(contribution.project?.contributed.value === '0', '未确认即计入 it counted before it was confirmed');
  const confirming = { idempotencyKey: stage.key(), contributionId: contribution.id };
  const confirmed = await stage.as('coordinator', alliance)(ConfirmContributionDocument, { input: confirming });
  const { contributed, target } = present(accepted(confirmed.confirmContribution).contribution?.project, '项目');
  stage.tell(`协调员确认：${contributed.value} / ${target.value} 小时`);
  expectThat(contributed.value === '1.5', '确认后未计入 it does not count');
}
