/** The script of the tour: a hall on weekend evenings, from the offer to the confirmed delivery, and what goes on from day to day. */
import {
  CandidatesDocument,
  OpenSlotsDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  PublishResourceDocument,
  WhoAmIDocument,
  type CandidatesQuery,
} from '../../generated/operations.ts';
import { weekendEvenings } from '../demo/calendar.ts';
import { playBarter } from './barter.ts';
import { playBenefit, playMeal, playRoom } from './daily.ts';
import { playDraw, playWaitingList } from './places.ts';
import { playAgreement, playDelivery, playRace } from './promises.ts';
import { playApp, playProject } from './others.ts';
import { accepted, expectThat, present, type Stage } from './stage.ts';
import { inWords, spokenPeriod } from './words.ts';

const ALLIANCE = '五色亲邻党建联盟';
const amount = (value: string, unit: string): string => `${value} ${unit}`;

export async function playScript(stage: Stage): Promise<void> {
  const alliance = await playHats(stage);
  const { offerId, slotId, evening } = await playOffer(stage, alliance);
  const needId = await playNeed(stage, alliance, evening);
  const match = await playProposal(stage, alliance, needId, offerId, slotId);
  const agreement = await playAgreement(stage, alliance, match);
  await playRace(stage, alliance, slotId);
  await playDelivery(stage, agreement, evening);
  await playApp(stage, alliance);
  await playProject(stage, alliance);
  await playRoom(stage, alliance);
  await playMeal(stage, alliance);
  await playBenefit(stage, alliance);
  await playWaitingList(stage, alliance);
  await playDraw(stage, alliance);
  await playBarter(stage, alliance);
}

/** Who is there, and the id of the alliance the story happens in. */
async function playHats(stage: Stage): Promise<string> {
  stage.heading('协调员查看自己的身份', 'The coordinator looks at her hats');
  const { viewer } = await stage.as('coordinator')(WhoAmIDocument, {});
  const { hats } = present(viewer, '身份');
  for (const { role, unit, alliance } of hats) {
    stage.tell(`${unit?.shortName ?? ''} · ${alliance?.name ?? '无联盟'} · ${inWords(role)}`);
  }
  const hat = hats.find(({ alliance, role }) => alliance?.name === ALLIANCE && role === 'COORDINATOR');
  return present(hat?.alliance, ALLIANCE).id;
}

interface Evening {
  readonly start: string;
  readonly end: string;
}

async function playOffer(
  stage: Stage,
  alliance: string,
): Promise<{ offerId: string; slotId: string; evening: Evening }> {
  stage.heading('吾悦广场发布周末晚上的中庭大厅', 'The mall publishes its hall on the evenings of the coming weekend');
  const mall = stage.as('mall', alliance);
  const shown = { visibility: 'ALLIANCE' as const, audience: [alliance] };
  const published = await mall(PublishResourceDocument, {
    input: {
      idempotencyKey: stage.key(),
      kind: 'SPACE',
      name: '吾悦广场中庭大厅',
      description: '可容纳 150 人，每晚可安排两场。',
      placeName: '吾悦广场一层中庭',
      location: { longitude: 121.2451, latitude: 30.1818, crs: 'WGS84' },
      ...shown,
    },
  });
  const resourceId = present(accepted(published.publishResource).resource, '资源').id;
  const evenings = weekendEvenings(new Date(), 1);
  const slots = evenings.map((period) => ({
    period: { start: period.start.toISOString(), end: period.end.toISOString() },
    capacity: 2,
  }));
  const opened = await mall(OpenSlotsDocument, { input: { idempotencyKey: stage.key(), resourceId, slots } });
  const open = present(accepted(opened.openSlots).resource, '资源').slots.nodes;
  for (const { period, remaining } of open) stage.tell(`时段 ${spokenPeriod(period)}，剩余 ${remaining} 场`);
  const [first, last] = [present(evenings[0], '周末'), present(evenings.at(-1), '周末')];
  const offered = await mall(PublishOfferDocument, {
    input: {
      idempotencyKey: stage.key(),
      resourceId,
      category: 'space.hall',
      title: '周末晚间中庭大厅',
      description: '面向联盟成员免费使用，每晚两场，用后清场。',
      quantity: { value: '4', unit: '场' },
      period: { start: first.start.toISOString(), end: last.end.toISOString() },
      ...shown,
    },
  });
  const offer = present(accepted(offered.publishOffer).offer, '供给');
  const { value, unit } = offer.remaining;
  stage.tell(`供给“${offer.title}”，${spokenPeriod(present(offer.period, '有效时段'))}，余量 ${amount(value, unit)}`);
  const [slot] = open;
  const evening = present(slot, '时段').period;
  return {
    offerId: offer.id,
    slotId: present(slot, '时段').id,
    evening: { start: present(evening.start, '开始'), end: present(evening.end, '结束') },
  };
}

async function playNeed(stage: Stage, alliance: string, evening: Evening): Promise<string> {
  stage.heading('虞波社区发布需求：邻里文化节场地', 'The community posts a need for it');
  const posted = await stage.as('community', alliance)(PublishNeedDocument, {
    input: {
      idempotencyKey: stage.key(),
      category: 'space.hall',
      title: '邻里文化节晚会场地',
      description: '约 120 人，需要音响，晚上七点开始，六点半进场。',
      quantity: { value: '1', unit: '场' },
      period: evening,
      location: { longitude: 121.2431, latitude: 30.1762, crs: 'WGS84' },
      visibility: 'ALLIANCE',
    },
  });
  const need = present(accepted(posted.publishNeed).need, '需求');
  stage.tell(
    `需求“${need.title}”，${spokenPeriod(evening)}，缺口 ${amount(need.remaining.value, need.remaining.unit)}`,
  );
  return need.id;
}

type Candidate = NonNullable<CandidatesQuery['need']>['candidates']['nodes'][number];

async function playProposal(stage: Stage, alliance: string, needId: string, offerId: string, slotId: string) {
  stage.heading(
    '协调员查看排序的候选供给及理由，并推荐撮合',
    'The coordinator sees ranked candidates with reasons, and proposes',
  );
  const coordinator = stage.as('coordinator', alliance);
  const { need } = await coordinator(CandidatesDocument, { needId });
  const candidates = present(need, '需求').candidates.nodes;
  candidates.forEach((candidate, i) => stage.tell(`${i + 1}) ${described(candidate)}`));
  const isRanked = candidates.every(({ score }, i) => score <= (candidates[i - 1]?.score ?? 100));
  expectThat(isRanked, '候选未按总分排序 the candidates are not ranked');
  const ours = candidates.find(({ offer }) => offer?.id === offerId);
  expectThat(ours !== undefined, '刚发布的供给不在候选之列 the offer just published is not among them');
  // Twice: at once, and on the day. The first can be done by the time the story comes to it.
  const inReturn = { title: '在居民群发布商场活动预告', quantity: { value: '2', unit: '次' } };
  const proposed = await coordinator(ProposeMatchDocument, {
    input: { idempotencyKey: stage.key(), needId, offerId, amount: '1', slotId, inReturn },
  });
  const match = present(accepted(proposed.proposeMatch).match, '撮合');
  expectThat(match.state === 'PROPOSED', `撮合状态为 ${match.state}`);
  stage.tell(
    `推荐：${match.supplier?.shortName ?? ''} → ${match.demander?.shortName ?? ''}，回馈 ${inReturn.title} 2 次`,
  );
  return match;
}

function described({ score, reasons, offer }: Candidate): string {
  const why = reasons.map(({ text, points, outOf }) => `${text}（${points}/${outOf}）`).join('，');
  return `${score} 分 ${offer?.title ?? ''}：${why}`;
}
