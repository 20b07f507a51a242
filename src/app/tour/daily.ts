/** From day to day: a room that follows from rules, a meal for a resident, and a benefit at a counter, each with what is refused. */
import { dayInChina } from '../../domain/calendar.ts';
import {
  BookSlotDocument,
  OpenPlaceDocument,
  PublishOfferDocument,
  PublishResourceDocument,
  TourOrderOfferDocument,
  TourPublishBenefitRuleDocument,
  TourRedeemBenefitDocument,
  TourSetAvailabilityDocument,
  TourSetOfferMenuDocument,
} from '../../generated/operations.ts';
import { atTime, daysFrom } from '../demo/calendar.ts';
import { nobodysNumber } from '../demo/daily/numbers.ts';
import { accepted, expectThat, present, refusedWith, type Stage } from './stage.ts';
import { inWords, spokenPeriod } from './words.ts';

/** Whose numbers are right, and who are nobody. */
const elder = nobodysNumber('1946-08-15', 901);
const younger = nobodysNumber('1990-06-01', 902);

/** The places of a slot are for who comes first: the second asks for more than are left. */
export async function playRoom(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '商场的共享客厅按规则开放：社区约走六席，供电局再要六席被拒',
    'A room opens by rules: six seats are booked, six more are refused',
  );
  const mall = stage.as('mall', alliance);
  const room = { name: '吾悦三楼共享客厅', description: '十个座位，带投影，用后请归位。', category: 'space.meeting' };
  const published = await mall(PublishResourceDocument, {
    input: { idempotencyKey: stage.key(), kind: 'SPACE', ...room, visibility: 'ALLIANCE', audience: [alliance] },
  });
  const told = await mall(TourSetAvailabilityDocument, {
    input: {
      idempotencyKey: stage.key(),
      resourceId: present(accepted(published.publishResource).resource, '资源').id,
      since: dayInChina(daysFrom(new Date(), 1)),
      windows: [{ rrule: 'FREQ=DAILY', opens: '09:00', closes: '11:00' }],
      capacity: 10,
      onHolidays: 'AS_USUAL',
      onMakeUpDays: 'AS_USUAL',
    },
  });
  const [slot] = present(accepted(told.setAvailability).resource, '资源').slots.nodes;
  const { id: slotId, period, remaining } = present(slot, '时段');
  stage.tell(`规则排出第一个时段 ${spokenPeriod(period)}，剩余 ${remaining} 席`);
  const book = async (actor: string, purpose: string) => {
    const input = { idempotencyKey: stage.key(), slotId, count: 6, purpose };
    return (await stage.as(actor, alliance)(BookSlotDocument, { input })).bookSlot;
  };
  const { slot: left } = present(accepted(await book('community', '居民议事会')).booking, '预约');
  stage.tell(`虞波社区约 6 席，剩余 ${left?.remaining ?? ''} 席`);
  expectThat(left?.remaining === 4, '剩余席位不符 the places left are wrong');
  const refusal = refusedWith('SlotFullError', await book('power', '读书会'));
  stage.tell(`供电局再约 6 席：${refusal.__typename} ${refusal.code} — ${refusal.message}`);
}

/** Ordered from a menu for somebody of 60 and over; somebody younger is refused, with what to bring. */
export async function playMeal(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '社区为居民点餐：六十周岁以上可点，未满的被拒；谁点的不留号码',
    'A meal is ordered for a resident of 60 and over; for somebody younger it is refused',
  );
  const mall = stage.as('mall', alliance);
  const offered = await mall(PublishOfferDocument, {
    input: {
      idempotencyKey: stage.key(),
      ...{ category: 'meals.elderly', title: '吾悦暖心餐', description: '商户轮流供餐，按菜单点单。' },
      quantity: { value: '40', unit: '份' },
      period: {
        start: new Date().toISOString(),
        end: atTime(new Date(), 30, '20:00').toISOString(),
      },
      ...{ visibility: 'ALLIANCE', audience: [alliance] },
      eligibility: { age: { from: 60 } },
      documents: [{ code: 'document.identity-card', isRequired: true }],
    },
  });
  const offerId = present(accepted(offered.publishOffer).offer, '供给').id;
  const items = [
    { code: 'usual', name: '家常套餐', unit: '份', price: { amount: '12' } },
    { code: 'soft', name: '软烂套餐', unit: '份', price: { amount: '10' } },
  ];
  const menu = { idempotencyKey: stage.key(), offerId, expectedVersion: 1, items };
  const set = await mall(TourSetOfferMenuDocument, { input: menu });
  const { menu: dishes, menuEdition } = present(accepted(set.setOfferMenu).offer, '菜单');
  stage.tell(`菜单：${dishes.map(({ name, price }) => `${name} ${price?.amount ?? ''} 元`).join('、')}`);
  const order = async (identityNumber: string) => {
    const wanted = { offerId, menuEdition, items: [{ code: 'soft', count: 2 }], forPerson: { identityNumber } };
    const input = { idempotencyKey: stage.key(), ...wanted };
    return (await stage.as('community', alliance)(TourOrderOfferDocument, { input })).orderOffer;
  };
  const { state, total, offer, judgement } = present(accepted(await order(elder)).match, '点单');
  const bring = judgement?.documents.map(({ document }) => document?.label ?? '').join('、') ?? '';
  stage.tell(
    `软烂套餐两份：${inWords(state)}，合计 ${total?.amount ?? ''} 元，余量 ${offer?.remaining.value ?? ''} 份，请带${bring}`,
  );
  expectThat(offer?.remaining.value === '38', '点单未占用余量 the order takes nothing');
  const refusal = refusedWith('NotEligibleError', await order(younger));
  stage.tell(`为三十多岁的人点：${refusal.__typename} ${refusal.code} — ${refusal.message}`);
}

/** Once a day to each person. */
export async function playBenefit(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '食堂柜台：凭证件减免一次，同一天第二次被拒',
    'At the counter: once a day to each person, and not twice',
  );
  const mall = stage.as('mall', alliance);
  const place = { name: '吾悦暖心食堂', kind: 'place.canteen', status: 'IN_USE' as const, isPublic: true };
  const opened = await mall(OpenPlaceDocument, { input: { idempotencyKey: stage.key(), ...place } });
  const published = await mall(TourPublishBenefitRuleDocument, {
    input: {
      idempotencyKey: stage.key(),
      placeId: present(accepted(opened.openPlace).place, '阵地').id,
      ...{ name: '银龄午餐立减', service: 'meals.elderly' },
      terms: {
        ...{ from: dayInChina(new Date()), eligibility: { age: { from: 60 } } },
        ...{ kind: 'AMOUNT_OFF', amount: '3', leastPrice: '6', mostPrice: '30' },
        quotas: [{ window: 'DAY', most: 1, isPerPerson: true }],
      },
    },
  });
  const { id: ruleId, name } = present(accepted(published.publishBenefitRule).benefitRule, '优惠规则');
  const redeem = async () => {
    const input = { idempotencyKey: stage.key(), ruleId, price: '15', identityNumber: elder };
    return (await mall(TourRedeemBenefitDocument, { input })).redeemBenefit;
  };
  const { price, cut, charge } = present(accepted(await redeem()).benefitRedemption, '核销');
  stage.tell(`${name}：原价 ${price.amount} 元，减 ${cut.amount} 元，实收 ${charge.amount} 元`);
  expectThat(charge.amount === '12', '实收不符 the charge is wrong');
  const refusal = refusedWith('QuotaExhaustedError', await redeem());
  stage.tell(`同一人再来：${refusal.__typename} ${refusal.code} — ${refusal.message}`);
}
