/** Places that are applied for: who waits is next, and lots that were drawn are drawn again by whoever looks. */
import { createHash } from 'node:crypto';
import {
  PublishOfferDocument,
  TourApplicationNowDocument,
  TourApplyToEnrolmentDocument,
  TourDeclinePlaceDocument,
  TourDrawDocument,
  TourOpenEnrolmentDocument,
} from '../../generated/operations.ts';
import { atTime } from '../demo/calendar.ts';
import { nobodysNumber } from '../demo/daily/numbers.ts';
import { accepted, expectThat, present, type Stage } from './stage.ts';
import { inWords } from './words.ts';

/** One place, two who want it: the second waits, and is offered it in the instant in which the first declines. */
export async function playWaitingList(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '急救员班只剩一个名额：供电局先到，村里候补；前者放弃，候补当即递补',
    'One place, two who want it: who waits is offered it as soon as the first declines',
  );
  const hospital = stage.as('hospital', alliance);
  const offered = await hospital(PublishOfferDocument, {
    input: {
      idempotencyKey: stage.key(),
      ...{ category: 'skill.training', title: '社区急救员班', description: '两个晚上，发结业证。' },
      quantity: { value: '1', unit: '名' },
      ...{ visibility: 'ALLIANCE', audience: [alliance] },
    },
  });
  const opened = await hospital(TourOpenEnrolmentDocument, {
    input: {
      idempotencyKey: stage.key(),
      ...{ offerId: present(accepted(offered.publishOffer).offer, '供给').id, places: 1, method: 'FIRST_COME' },
      until: atTime(new Date(), 7, '17:00').toISOString(),
    },
  });
  const enrolmentId = present(accepted(opened.openEnrolment).enrolment, '招生').id;
  const apply = async (actor: 'power' | 'village', name: string, identityNumber: string) => {
    const input = { idempotencyKey: stage.key(), enrolmentId, applicant: { name, identityNumber } };
    const applied = await stage.as(actor, alliance)(TourApplyToEnrolmentDocument, { input });
    return present(accepted(applied.applyToEnrolment).enrolmentApplication, '报名');
  };
  const first = await apply('power', '励安', nobodysNumber('1993-02-11', 911));
  const second = await apply('village', '裘立夏', nobodysNumber('1988-05-06', 912));
  stage.tell(`供电局一人：报名号 ${first.number}，${inWords(first.state)}`);
  stage.tell(`天香桥村一人：报名号 ${second.number}，${inWords(second.state)}，候补第 ${second.waitingRank ?? ''} 位`);
  expectThat(first.state === 'OFFERED' && second.waitingRank === 1, '顺位不符 the turns are wrong');
  const answer = { idempotencyKey: stage.key(), applicationId: first.id, expectedVersion: first.version };
  const declined = await stage.as('power', alliance)(TourDeclinePlaceDocument, { input: answer });
  stage.tell(`供电局${inWords(accepted(declined.declinePlace).enrolmentApplication?.state ?? '')}`);
  const now = await stage.as('village', alliance)(TourApplicationNowDocument, { id: second.id });
  const { state } = present(now.enrolmentApplication, '报名');
  stage.tell(`天香桥村${inWords(state)}`);
  expectThat(state === 'OFFERED', '候补没有递补 who waited was not offered the place');
}

/** As `docs/draws.md` says: SHA-256 of texts joined by a line feed. */
const H = (...texts: readonly string[]): string => createHash('sha256').update(texts.join('\n'), 'utf8').digest('hex');

/** Done again from what everybody sees who sees the enrolment. */
export async function playDraw(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '虞波社区复核已公布的摇号：承诺、种子与每个顺位都由公开数据重算',
    'The community draws the lots again: commitment, seed and every turn from what is published',
  );
  const { enrolments } = await stage.as('community', alliance)(TourDrawDocument, {});
  const enrolment = present(enrolments?.nodes[0], '已摇号的招生');
  const { secret, publicValue, listDigest, seed } = present(enrolment.draw, '摇号');
  const drawn = enrolment.turns.nodes.filter(({ turn }) => turn !== null);
  const numbers = drawn.map(({ number }) => number);
  stage.tell(`${enrolment.offer?.title ?? ''}：${drawn.length} 人摇 ${enrolment.places} 个名额`);
  stage.tell(`公开数（${enrolment.publicSource ?? ''}）：${publicValue}`);
  expectThat(H(secret) === enrolment.commitment, '密数与承诺不符 the secret is not the one committed to');
  expectThat(H(...[...numbers].sort()) === listDigest, '名单与摘要不符 the list is another');
  expectThat(H(secret, publicValue, listDigest) === seed, '种子不符 the seed is another');
  const again = [...numbers].sort((a, b) => (H(seed, a) < H(seed, b) ? -1 : 1));
  expectThat(again.join() === numbers.join(), '顺位不符 the turns are others');
  for (const { turn, number, state } of drawn) stage.tell(`第 ${turn ?? ''} 位 ${number} ${inWords(state)}`);
  stage.tell('重算一致：SHA-256 逐项相符');
}
