/** Agreements that come out of no match: drafted between two or more, proposed anew, signed by each. */
import { describe, expect, test } from '@jest/globals';
import {
  CancelAgreementDocument,
  ConfirmDeliveryDocument,
  DissolveUnitDocument,
  DraftAgreementDocument,
  LeaveAllianceDocument,
  ProposeTermsDocument,
  RecordDeliveryDocument,
  SignEditionDocument,
  TermsOfDocument,
} from '../../generated/operations.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, membershipOf, need, offer, proposal, there } from '../story.ts';
import { between, checked, drafted, hours, promise, signedOf, signs, termsNow } from './terms-steps.ts';

test('row 80: bus, post and parcel firm agree between the three of them; it is active when the last has signed', async () => {
  await using world = await createWorld();
  const {
    street,
    mall: bus,
    community: post,
    power: parcel,
  } = await world.alliance('一路邮驿', 'street', ...(['mall', 'community', 'power'] as const));
  const daily = {
    quantity: { value: '180', unit: '件' },
    dueAt: world.clock.day(1, '20:00'),
    recurrence: 'FREQ=DAILY',
  };
  const { id } = await drafted(bus, {
    title: '一路邮驿合作协议',
    parties: [
      { unitId: bus.unitId, role: '客运方' },
      { unitId: post.unitId, role: '邮政方' },
      { unitId: parcel.unitId, role: '快递方' },
      { unitId: street.unitId, role: '见证方', mustSign: false },
    ],
    terms: {
      commitments: [
        promise(bus, parcel, { title: '捎带快件', ...daily }),
        promise(bus, post, { title: '捎带邮件', quantity: { value: '20', unit: '袋' } }),
        promise(parcel, post, {
          action: 'TRANSFER_CUSTODY',
          title: '进村快件',
          quantity: { value: '900', unit: '件' },
        }),
      ],
      clauses: [{ title: '安全', text: '客运车辆只装载已安检的邮件和快件。' }],
      validThrough: world.clock.day(5, '22:00'),
      confirmWithinDays: 7,
    },
  });
  expect(await termsNow(street, { id })).toMatchObject({ state: 'PENDING_SIGNATURES', match: null });
  expect((await termsNow(bus, { id })).commitments.totalCount).toBe(0);
  await signs(bus, { id });
  await signs(post, { id });
  expect(await waitingFor(parcel, { filter: { kind: ['AGREEMENT'] } })).toEqual([`AGREEMENT ${id}`]);
  expect(await waitingFor(post, { filter: { kind: ['AGREEMENT'] } })).toEqual([]);
  // Who sees to it that all is well signs nothing.
  const { version: expectedVersion } = await termsNow(street, { id });
  expect(await street.refused(SignEditionDocument, { agreementId: id, expectedVersion })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const active = await signs(parcel, { id });
  expect(active).toMatchObject({ state: 'ACTIVE', commitments: { totalCount: 7 } });
  const days = active.commitments.nodes.filter(({ title }) => title === '捎带快件');
  expect(days.map(({ dueAt, quantity }) => [dueAt, quantity.value])).toEqual(
    [1, 2, 3, 4, 5].map((day) => [world.clock.day(day, '20:00'), '180']),
  );
  // The third delivers to the second; the first has nothing to do with it, and may read of it.
  const { id: commitmentId } = there(active.commitments.nodes.find(({ title }) => title === '进村快件'));
  const record = { commitmentId, amount: '900', occurredAt: world.clock.now().toISOString(), note: '已送达' };
  expect(await bus.refused(RecordDeliveryDocument, record)).toMatchObject({ code: 'FORBIDDEN' });
  const { delivery } = await parcel.do(RecordDeliveryDocument, record);
  await post.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  const [told] = await world.sql<{ unit_ids: string[] }>(
    "select unit_ids from data.outbox where type = 'delivery:confirmed'",
  );
  expect(told?.unit_ids.toSorted()).toEqual([there(parcel.unit), there(post.unit)].toSorted());
  expect(checked(await signedOf(parcel, { id }))).toBe('一致');
});

test('row 25: three communities pool their volunteers, each for the next', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('1+1+1', 'mall', 'community', 'power');
  const { id } = await drafted(mall, between(mall, community, power));
  for (const who of [power, mall]) expect(await signs(who, { id })).toMatchObject({ state: 'PENDING_SIGNATURES' });
  const active = await signs(community, { id });
  expect(active.commitments.nodes.map(({ from, to }) => [from?.id, to?.id])).toEqual([
    [mall.unitId, community.unitId],
    [community.unitId, power.unitId],
    [power.unitId, mall.unitId],
  ]);
});

test('row 5: a coordinator drafts for a pair, and other terms are proposed until both sign the same', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('结对共建', 'street', 'mall', 'community');
  const { terms, ...written } = between(mall, community);
  const draft = await drafted(street, { ...written, terms });
  const { id } = draft;
  await signs(mall, { id });
  const more = {
    commitments: [...terms.commitments, promise(mall, community, { title: '义诊', quantity: hours('6') })],
  };
  const proposed = there(
    (await community.do(ProposeTermsDocument, { agreementId: id, expectedVersion: draft.version, terms: more }))
      .agreement,
  );
  expect(proposed).toMatchObject({
    state: 'PENDING_SIGNATURES',
    version: 2,
    signatures: [],
    edition: { number: 2, proposedBy: { id: community.unitId } },
  });
  expect(proposed.parties.every(({ signedAt }) => signedAt === null)).toBe(true);
  // Who signed the edition before is asked again.
  expect(await waitingFor(mall, { filter: { kind: ['AGREEMENT'] } })).toEqual([`AGREEMENT ${id}`]);
  const old = { agreementId: id, expectedVersion: 2, expectedHash: draft.edition.hash };
  expect(await mall.refused(SignEditionDocument, old)).toMatchObject({ code: 'TERMS_CHANGED', currentEdition: 2 });
  expect(await mall.refused(SignEditionDocument, { agreementId: id, expectedVersion: 1 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  await signs(community, { id });
  const active = await signs(mall, { id });
  expect(active).toMatchObject({ state: 'ACTIVE', commitments: { totalCount: 3 } });
  const said = await signedOf(street, { id });
  expect(said.editions.map(({ number, proposedBy }) => [number, proposedBy?.id])).toEqual([
    [1, street.unitId],
    [2, community.unitId],
  ]);
  expect(said.signatures.map(({ edition }) => edition)).toEqual([2, 2]);
  expect(checked(said)).toBe('一致');
  const late = { agreementId: id, expectedVersion: active.version, terms };
  expect(await mall.refused(ProposeTermsDocument, late)).toMatchObject({ code: 'WRONG_STATE', state: 'ACTIVE' });
});

describe('who drafts, and for whom', () => {
  test('a party or a coordinator, of members alone; nobody else sees it', async () => {
    await using world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const { station } = await world.alliance('另一联盟', 'station');
    const written = between(mall, community);
    expect(await power.refused(DraftAgreementDocument, written)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mall.refused(DraftAgreementDocument, between(mall, station))).toMatchObject({ code: 'NOT_A_MEMBER' });
    const { id } = await drafted(mall, written);
    for (const who of [power, station, power.withoutHat()]) {
      expect((await who.ask(TermsOfDocument, { id })).agreement).toBeNull();
    }
    for (const who of [mall, community, street, community.withoutHat()]) {
      expect(await termsNow(who, { id })).toMatchObject({ id });
    }
    expect(await power.refused(SignEditionDocument, { agreementId: id, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const other = { agreementId: id, expectedVersion: 1, terms: between(community, mall).terms };
    expect(await street.refused(ProposeTermsDocument, other)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the same key drafts once', async () => {
    await using world = await createWorld();
    const { mall, community } = await world.alliance('五色', 'mall', 'community');
    const [first, again] = [
      await mall.do(DraftAgreementDocument, between(mall, community), 'once'),
      await mall.do(DraftAgreementDocument, between(mall, community), 'once'),
    ];
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.agreement?.id).toBe(first.agreement?.id);
    expect(await world.sql('select from exchange.agreement')).toHaveLength(1);
  });
});

test('what a match says is not proposed anew, and what is over in time is not signed', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const ends = { needId: await need(community), offerId: await offer(mall) };
  const { id: agreementId } = there((await agreed(mall, community, await proposal(street, ends))).agreement);
  const { terms, ...written } = between(mall, community);
  const other = { agreementId, expectedVersion: 1, terms };
  expect(await mall.refused(ProposeTermsDocument, other)).toMatchObject({ code: 'WRONG_STATE' });
  const { id } = await drafted(mall, { ...written, terms: { ...terms, validThrough: world.clock.day(2, '09:00') } });
  await signs(mall, { id });
  world.clock.pass({ days: 2 });
  expect(await community.refused(SignEditionDocument, { agreementId: id, expectedVersion: 1 })).toMatchObject({
    code: 'WRONG_STATE',
  });
  const longer = { ...terms, validThrough: world.clock.day(9, '09:00') };
  await community.do(ProposeTermsDocument, { agreementId: id, expectedVersion: 1, terms: longer });
  await signs(community, { id });
  expect(await signs(mall, { id })).toMatchObject({ state: 'ACTIVE' });
});

describe('a draft ends', () => {
  test('when a party that has to sign gives it up', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const { id } = await drafted(mall, between(mall, community));
    await signs(mall, { id });
    const cancel = { agreementId: id, expectedVersion: 1, reason: '另有安排' };
    expect(await street.refused(CancelAgreementDocument, cancel)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await community.do(CancelAgreementDocument, cancel)).agreement).toMatchObject({
      state: 'CANCELLED',
      reason: '另有安排',
      match: null,
      commitments: { nodes: [] },
    });
    const signature = { agreementId: id, expectedVersion: 2 };
    expect(await community.refused(SignEditionDocument, signature)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await waitingFor(community, { filter: { kind: ['AGREEMENT'] } })).toEqual([]);
  });

  test('when one of its parties leaves; what is active goes on, and holds a unit that would be dissolved', async () => {
    await using world = await createWorld();
    const { mall, community, power, id: allianceId } = await world.alliance('五色', 'mall', 'community', 'power');
    const [unsigned, active] = [
      await drafted(mall, between(mall, community, power)),
      await drafted(mall, between(mall, power)),
    ];
    await signs(mall, active);
    await signs(power, active);
    const { id: membershipId, version: expectedVersion } = await membershipOf(power, allianceId);
    await power.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
    expect(await termsNow(mall, unsigned)).toMatchObject({ state: 'CANCELLED' });
    expect(await termsNow(mall, active)).toMatchObject({ state: 'ACTIVE' });
    const dissolve = { unitId: power.unitId, expectedVersion: 1, reason: '撤并' };
    expect(await power.withoutHat().refused(DissolveUnitDocument, dissolve)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
