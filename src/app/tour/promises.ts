/** From the proposal to what counts: acceptances, signatures, the race for the last place, and a delivery. */
import {
  AcceptMatchDocument,
  BookSlotDocument,
  ConfirmDeliveryDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  type BookSlotMutation,
  type MatchNowFragment,
} from '../../generated/operations.ts';
import { accepted, expectThat, present, type Stage } from './stage.ts';
import { inWords, spoken } from './words.ts';

type Agreement = NonNullable<MatchNowFragment['agreement']>;

export async function playAgreement(stage: Stage, alliance: string, match: MatchNowFragment): Promise<Agreement> {
  stage.heading(
    '双方接受并签署：协议、两项承诺与一个预约成立',
    'Both accept and sign: an agreement, two commitments and a booking stand',
  );
  const [mall, community] = [stage.as('mall', alliance), stage.as('community', alliance)];
  const first = { idempotencyKey: stage.key(), matchId: match.id, expectedVersion: match.version };
  const held = present(accepted((await mall(AcceptMatchDocument, { input: first })).acceptMatch).match, '撮合');
  const second = { idempotencyKey: stage.key(), matchId: match.id, expectedVersion: held.version };
  const agreed = present(accepted((await community(AcceptMatchDocument, { input: second })).acceptMatch).match, '撮合');
  const agreement = present(agreed.agreement, '协议');
  expectThat(agreement.commitments.nodes.length === 2, `承诺 ${agreement.commitments.nodes.length} 项`);
  expectThat(agreement.bookings.nodes[0]?.state === 'HELD', '预约未暂留 the booking is not held');
  for (const { title, from, to, quantity } of agreement.commitments.nodes) {
    stage.tell(`承诺：${from?.shortName ?? ''} → ${to?.shortName ?? ''} ${title} ${quantity.value} ${quantity.unit}`);
  }
  const agreementId = agreement.id;
  let expectedVersion = agreement.version;
  for (const [name, ask] of [
    ['吾悦广场', mall],
    ['虞波社区', community],
  ] as const) {
    const input = { idempotencyKey: stage.key(), agreementId, expectedVersion };
    const signed = present(accepted((await ask(SignAgreementDocument, { input })).signAgreement).agreement, '协议');
    expectedVersion = signed.version;
    stage.tell(
      `${name}已签署，协议${inWords(signed.state)}，预约${signed.bookings.nodes.map(({ state }) => inWords(state)).join()}`,
    );
    if (name === '虞波社区') {
      expectThat(signed.state === 'ACTIVE' && signed.bookings.nodes[0]?.state === 'CONFIRMED', '协议未生效 not active');
    }
  }
  return agreement;
}

/** The slot has one place left: two want it at once. */
export async function playRace(stage: Stage, alliance: string, slotId: string): Promise<void> {
  stage.heading('人民医院与供电局同时抢最后一场', 'The hospital and the power bureau race for the last place');
  const tries = (['hospital', 'power'] as const).map(async (actor) => {
    const input = { idempotencyKey: stage.key(), slotId, count: 1, purpose: '周末活动' };
    return { actor, answer: (await stage.as(actor, alliance)(BookSlotDocument, { input })).bookSlot };
  });
  const answers = await Promise.all(tries);
  for (const { actor, answer } of answers) stage.tell(`${inWords(actor)}：${outcomeOf(answer)}`);
  const won = answers.filter(({ answer }) => answer.booking !== null);
  const refused = answers.flatMap(({ answer }) => answer.userErrors);
  expectThat(won.length === 1, `${won.length} 方预约成功 got the place`);
  expectThat(
    refused.length === 1 && refused[0]?.__typename === 'SlotFullError',
    '另一方未得到“时段已满” no typed answer',
  );
}

function outcomeOf({ booking, userErrors: [refusal] }: BookSlotMutation['bookSlot']): string {
  if (booking !== null) return `预约成功，剩余 ${booking.slot?.remaining ?? 0} 场`;
  return `${refusal?.__typename ?? ''} ${refusal?.code ?? ''} — ${refusal?.message ?? ''}`;
}

/**
 * What was promised in return has a first part that is done by now: it is recorded by who gave it, confirmed by who
 * received it, and counts. The hall is not used before its evening, and nobody can say earlier that it was.
 */
export async function playDelivery(stage: Stage, agreement: Agreement, evening: { end: string }): Promise<void> {
  stage.heading(
    '社区发出第一次预告并登记，商场确认，计入承诺；大厅未到使用之时，不能提前登记',
    'A first delivery is recorded, confirmed, and counts; the hall cannot be recorded before its evening',
  );
  const promisedBy = (name: string): string =>
    present(
      agreement.commitments.nodes.find(({ from }) => from?.shortName === name),
      `${name}的承诺`,
    ).id;
  const announced = {
    commitmentId: promisedBy('虞波社区'),
    amount: '1',
    occurredAt: new Date().toISOString(),
    note: '签约后即在虞波社区居民群发布第一次预告，活动当天再发一次。',
  };
  const community = stage.as('community');
  const recorded = await community(RecordDeliveryDocument, { input: { idempotencyKey: stage.key(), ...announced } });
  const delivery = present(accepted(recorded.recordDelivery).delivery, '履约记录');
  const { value, unit } = delivery.quantity;
  stage.tell(
    `登记 ${value} ${unit}：${announced.note}${inWords(delivery.state)}，已计入 ${delivery.commitment?.fulfilled.value ?? ''} ${unit}`,
  );
  expectThat(delivery.commitment?.fulfilled.value === '0', '未确认即计入 it counted before it was confirmed');
  const input = { idempotencyKey: stage.key(), deliveryId: delivery.id };
  const mall = stage.as('mall');
  const confirmed = present(
    accepted((await mall(ConfirmDeliveryDocument, { input })).confirmDelivery).delivery,
    '履约记录',
  );
  const { fulfilled, outstanding, state } = present(confirmed.commitment, '承诺');
  stage.tell(`商场确认：已履行 ${fulfilled.value} ${unit}，还差 ${outstanding.value} ${unit}，承诺${inWords(state)}`);
  expectThat(fulfilled.value === '1' && outstanding.value === '1', '确认后未计入 it does not count');
  const tooEarly = {
    commitmentId: promisedBy('吾悦广场'),
    amount: '1',
    occurredAt: new Date(evening.end).toISOString(),
    note: '大厅已使用。',
  };
  const early = await mall(RecordDeliveryDocument, { input: { idempotencyKey: stage.key(), ...tooEarly } });
  const [refusal] = early.recordDelivery.userErrors;
  stage.tell(`大厅 ${spoken(evening.end)} 才用完，提前登记被拒绝：${refusal?.code ?? ''} — ${refusal?.message ?? ''}`);
  expectThat(refusal?.code === 'INVALID_INPUT', '未发生的履约也能登记 what has not happened could be recorded');
}
