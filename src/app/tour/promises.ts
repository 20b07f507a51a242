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
      `${name}已签署，协议状态 ${signed.state}，预约 ${signed.bookings.nodes.map(({ state }) => state).join()}`,
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
  for (const { actor, answer } of answers) stage.tell(`${actor}：${outcomeOf(answer)}`);
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

/** What was promised in return is done first: it is recorded by who gave it, confirmed by who received it, and counts. */
export async function playDelivery(stage: Stage, agreement: Agreement): Promise<void> {
  stage.heading('社区完成布置志愿服务并登记，商场确认，计入承诺', 'A delivery is recorded, confirmed, and counts');
  const promised = agreement.commitments.nodes.find(({ from }) => from?.shortName === '虞波社区');
  const { id: commitmentId, quantity } = present(promised, '承诺');
  const recorded = await stage.as('community')(RecordDeliveryDocument, {
    input: {
      idempotencyKey: stage.key(),
      commitmentId,
      amount: quantity.value,
      occurredAt: new Date().toISOString(),
      note: '四名志愿者提前布置场地，各一小时。',
    },
  });
  const delivery = present(accepted(recorded.recordDelivery).delivery, '履约记录');
  stage.tell(
    `登记 ${delivery.quantity.value} ${delivery.quantity.unit}，状态 ${delivery.state}，已计入 ${delivery.commitment?.fulfilled.value ?? ''}`,
  );
  expectThat(delivery.commitment?.fulfilled.value === '0', '未确认即计入 it counted before it was confirmed');
  const input = { idempotencyKey: stage.key(), deliveryId: delivery.id };
  const confirmed = present(
    accepted((await stage.as('mall')(ConfirmDeliveryDocument, { input })).confirmDelivery).delivery,
    '履约记录',
  );
  const { fulfilled, outstanding, state } = present(confirmed.commitment, '承诺');
  stage.tell(`商场确认：已履行 ${fulfilled.value} ${fulfilled.unit}，未履行 ${outstanding.value}，承诺状态 ${state}`);
  expectThat(fulfilled.value === quantity.value && state === 'FULFILLED', '确认后未计入 it does not count');
}
