/** Offers that are for some persons alone: row 23. */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  CandidatesDocument,
  CheckEligibilityDocument,
  ClaimNeedDocument,
  DeclineMatchDocument,
  JudgementOfDocument,
  OfferForWhomNowDocument,
  OffersForWhomDocument,
  OrderForSomebodyDocument,
  ProposeMatchDocument,
  ReviseOfferDocument,
  WithdrawBenefitProofDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { aged, TODAY } from '../benefits/benefit-steps.ts';
import { need, offer, proposal, there } from '../story.ts';
import { asks, born, forWhom, isIll, livesIn, orders, pharmacyService, TO_BRING } from './pharmacy-steps.ts';

const OLD = born('1950-03-01', 1);
const YOUNG = born('1990-03-01', 2);
const ELSEWHERE = born('1945-03-01', 3);

test('row 23, 社区药事服务站: a pharmacy at a place, for whom it is and what they bring; who fits, who does not, and who is not known to', async () => {
  await using world = await createWorld();
  const { street, pharmacy, community, county, elsewhere, offerId } = await pharmacyService(world);
  const read = there((await community.ask(OfferForWhomNowDocument, { id: offerId })).offer);
  expect(read).toMatchObject({
    ...{ state: 'PUBLISHED', version: 1, requirementEdition: 1 },
    eligibility: [
      { number: 1, within: null, kind: 'ALL' },
      { number: 2, within: 1, kind: 'ANY' },
      { number: 3, within: 2, kind: 'AGE', from: 60, below: null },
      { number: 4, within: 2, kind: 'HEALTH', codes: ['health.chronic'], needsProof: true },
      { number: 5, within: 1, kind: 'HOME_AREA', area: { name: '慈溪市' }, needsProof: true },
    ],
    documents: [
      { document: { code: 'document.identity-card', label: 'identity card' }, note: null, isRequired: true },
      { document: { code: 'document.chronic-illness-record' }, name: null, note: '近三个月内', isRequired: false },
      { document: { code: 'document.prescription' }, isRequired: true },
    ],
    resource: {
      place: {
        ...{ name: '社区药事服务站', services: [{ code: 'medicine.service' }], isOpenAt: true },
        openingHours: { windows: [{ opens: '08:30', closes: '17:00' }] },
      },
    },
  });

  await livesIn(community, OLD, county);
  await livesIn(community, YOUNG, county);
  await livesIn(community, ELSEWHERE, elsewhere);
  expect(await asks(community, offerId, OLD)).toEqual({ verdict: 'YES', reasons: [] });
  expect(await asks(community, offerId, ELSEWHERE)).toMatchObject({ verdict: 'NO', reasons: [{ part: 5 }] });
  // What the community knows the pharmacy does not: it has seen no proof of its own.
  expect(await asks(pharmacy, offerId, OLD)).toMatchObject({
    ...{ verdict: 'UNKNOWN', reasons: [{ part: 5, verdict: 'UNKNOWN', message: expect.stringContaining('慈溪市') }] },
  });

  const fits = there((await orders(community, offerId, OLD)).match);
  expect(fits).toMatchObject({ state: 'ACCEPTED_BY_ONE', judgement: { edition: 1 } });
  const no = await orders(community, offerId, ELSEWHERE);
  expect(no).toMatchObject({
    match: null,
    userErrors: [
      {
        ...{ code: 'NOT_ELIGIBLE', verdict: 'NO', reasons: [{ part: 5, verdict: 'NO' }] },
        documents: [
          'identity card',
          'prescription',
          'medical record of a chronic illness (近三个月内, if there is one)',
        ],
        message: expect.stringContaining('To bring: identity card, prescription'),
      },
    ],
  });
  expect(JSON.stringify(no)).not.toMatch(/1945|海曙|139\d{8}/);
  const unknown = await orders(community, offerId, YOUNG);
  expect(unknown.userErrors).toMatchObject([
    {
      ...{ code: 'NOT_ELIGIBLE', verdict: 'UNKNOWN' },
      reasons: [
        { part: 3, verdict: 'NO' },
        { part: 4, verdict: 'UNKNOWN', message: expect.stringContaining('a chronic illness') },
      ],
    },
  ]);
  // The proof is recorded, and it goes through.
  await isIll(community, YOUNG);
  const { match } = await orders(community, offerId, YOUNG);
  expect(there(match)).toMatchObject({ state: 'ACCEPTED_BY_ONE' });
  expect(there((await community.ask(OfferForWhomNowDocument, { id: offerId })).offer).remaining.value).toBe('8');

  // The pharmacy and the coordinator read by what it was judged, when and by whose post, and not of whom.
  for (const reader of [pharmacy, street, community]) {
    expect(there((await reader.ask(JudgementOfDocument, { id: fits.id })).match).judgement).toMatchObject({
      ...{ edition: 1, eligibility: read.eligibility, documents: read.documents },
      judgedAt: expect.stringContaining(TODAY),
    });
  }
  const accepted = await pharmacy.do(AcceptMatchDocument, { matchId: fits.id, expectedVersion: fits.version });
  expect(accepted.match).toMatchObject({ state: 'AGREED' });
});

test('a unit orders for somebody, not for itself; and for nobody in particular where an offer is for everybody', async () => {
  await using world = await createWorld();
  const { pharmacy, community, offerId } = await pharmacyService(world);
  expect((await orders(community, offerId, null)).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'forPerson'], message: expect.stringContaining('for itself') },
  ]);
  expect((await orders(community, offerId, { said: null })).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'forPerson'] },
  ]);
  const odd = { identityNumber: '330282195003011111' };
  expect((await orders(community, offerId, odd)).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'forPerson', 'identityNumber'] },
  ]);
  const open = await offer(pharmacy, { value: '9' });
  expect((await orders(community, open, OLD)).userErrors).toMatchObject([
    { code: 'INVALID_INPUT', path: ['input', 'forPerson'], message: expect.stringContaining('for everybody') },
  ]);
  const { match } = await orders(community, open, null);
  expect(there(match).judgement).toBeNull();
  expect(await asks(community, open, OLD)).toEqual({ verdict: 'YES', reasons: [] });
});

test('what somebody says counts where no proof is asked; a proof that was taken back counts no more', async () => {
  await using world = await createWorld();
  const { pharmacy, community, county, offerId } = await pharmacyService(world);
  const proofId = await livesIn(community, OLD, county);
  await community.do(WithdrawBenefitProofDocument, { proofId, expectedVersion: 1, reason: '看错' });
  const said = { ...OLD, said: { homeAreaId: county } };
  expect((await orders(community, offerId, said)).userErrors).toMatchObject([{ verdict: 'UNKNOWN' }]);
  const trusting = { homeArea: { areaId: county, needsProof: false } };
  await pharmacy.do(ReviseOfferDocument, { offerId, expectedVersion: 1, eligibility: trusting });
  expect((await orders(community, offerId, said)).match).toMatchObject({ judgement: { edition: 2 } });
});

test('it is matched with no need: neither proposed, nor claimed with, nor a candidate', async () => {
  await using world = await createWorld();
  const { street, pharmacy, community, county } = await pharmacyService(world);
  const listing = { title: '用药指导', category: 'medicine.service', value: '5', unit: '人次' };
  const needId = await need(community, listing);
  const offerId = await offer(pharmacy, listing);
  const candidates = async () =>
    there((await street.ask(CandidatesDocument, { needId })).need).candidates.nodes.map(({ offer: of }) => of?.id);
  expect(await candidates()).toEqual([offerId]);
  const proposed = await proposal(street, { needId, offerId });
  // While a match waits for an answer, for whom the offer is does not change under it.
  const asked = { offerId, expectedVersion: 1, eligibility: aged(60) };
  expect(await pharmacy.refused(ReviseOfferDocument, asked)).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'eligibility'], message: expect.stringContaining(proposed.id) },
  });
  await pharmacy.do(DeclineMatchDocument, { matchId: proposed.id, expectedVersion: proposed.version, reason: '无' });
  await pharmacy.do(ReviseOfferDocument, { ...asked, eligibility: forWhom(county) });
  expect(await candidates()).toEqual([]);
  const refusal = { code: 'INVALID_INPUT', path: ['input', 'offerId'] };
  const input = { needId, offerId, amount: '1' };
  expect(await street.refused(ProposeMatchDocument, input)).toMatchObject(refusal);
  expect(await pharmacy.refused(ClaimNeedDocument, input)).toMatchObject(refusal);
  expect((await pharmacy.do(ClaimNeedDocument, { needId, amount: '1' })).match).not.toBeNull();
});

describe('what an offer asks is written anew', () => {
  test('orders keep what they were judged by; what to bring changes at any time', async () => {
    await using world = await createWorld();
    const { pharmacy, community, county, offerId } = await pharmacyService(world);
    await livesIn(community, OLD, county);
    const { id: matchId, version } = there((await orders(community, offerId, OLD)).match);
    const documents = [{ name: '医保电子凭证', isRequired: false }];
    const revised = await pharmacy.do(ReviseOfferDocument, { offerId, expectedVersion: 1, documents });
    expect(revised.offer).toMatchObject({ version: 2 });
    const younger = { offerId, expectedVersion: 2, eligibility: aged(50) };
    expect(await pharmacy.refused(ReviseOfferDocument, younger)).toMatchObject({ path: ['input', 'eligibility'] });
    await pharmacy.do(AcceptMatchDocument, { matchId, expectedVersion: version });
    await pharmacy.do(ReviseOfferDocument, younger);
    expect(there((await community.ask(OfferForWhomNowDocument, { id: offerId })).offer)).toMatchObject({
      ...{ version: 3, requirementEdition: 3, eligibility: [{ kind: 'AGE', from: 50 }] },
      documents: [{ document: null, name: '医保电子凭证', isRequired: false }],
    });
    expect(there((await community.ask(JudgementOfDocument, { id: matchId })).match).judgement).toMatchObject({
      ...{ edition: 1, eligibility: { length: 5 }, documents: { length: 3 } },
    });
    const same = { offerId, expectedVersion: 3, eligibility: aged(50) };
    expect(await pharmacy.refused(ReviseOfferDocument, same)).toMatchObject({
      message: expect.stringContaining('Nothing is changed'),
    });
    await pharmacy.do(ReviseOfferDocument, { ...same, eligibility: null });
    expect((await orders(community, offerId, null)).match).toMatchObject({ judgement: null });
  });

  test.each([
    ['named twice', [TO_BRING[0], TO_BRING[0]], '1.code'],
    ['of another vocabulary', [{ code: 'health.chronic' }], '0.code'],
    ['with a number in it', [{ name: '请致电13812345678' }], '0.name'],
    ['without a name', [{ note: '原件' }], '0.code'],
  ])('no document %s', async (_, documents, at) => {
    await using world = await createWorld();
    const { pharmacy, offerId } = await pharmacyService(world);
    const input = { offerId, expectedVersion: 1, documents: documents.map((one) => there(one)) };
    expect(await pharmacy.refused(ReviseOfferDocument, input)).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'documents', ...at.split('.')] },
    });
  });
});

test('offers are found by whether they are for some persons alone, and whether that takes a proof', async () => {
  await using world = await createWorld();
  const { pharmacy, community, offerId } = await pharmacyService(world);
  const open = await offer(pharmacy, { value: '9' });
  const told = await offer(pharmacy, { value: '9' });
  await pharmacy.do(ReviseOfferDocument, { offerId: told, expectedVersion: 1, eligibility: aged(60) });
  const found = async (filter: { isConditional?: boolean; needsProof?: boolean }) => {
    const { offers } = await community.ask(OffersForWhomDocument, { filter });
    return new Set(there(offers).nodes.map(({ id }) => id));
  };
  expect(await found({ isConditional: true })).toEqual(new Set([offerId, told]));
  expect(await found({ isConditional: false })).toEqual(new Set([open]));
  expect(await found({ isConditional: true, needsProof: false })).toEqual(new Set([told]));
  expect(await found({ needsProof: true })).toEqual(new Set([offerId]));
});

test('whom it is for is told to nobody: not in facts, nor on the record, nor by a key that is used again', async () => {
  await using world = await createWorld();
  const { community, county, elsewhere, offerId } = await pharmacyService(world);
  await livesIn(community, OLD, county);
  await livesIn(community, ELSEWHERE, elsewhere);
  const input = { offerId, amount: '1', forPerson: OLD };
  const first = await community.do(OrderForSomebodyDocument, input, 'order-1');
  const again = await community.do(OrderForSomebodyDocument, input, 'order-1');
  expect(again).toMatchObject({ replayed: true, match: { id: there(first.match).id } });
  const other = { ...input, forPerson: ELSEWHERE };
  expect(await community.refused(OrderForSomebodyDocument, other, 'order-1')).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  const check = { offerId, ...OLD };
  await community.do(CheckEligibilityDocument, check, 'check-1');
  expect(await community.do(CheckEligibilityDocument, check, 'check-1')).toMatchObject({
    replayed: true,
    answer: null,
  });
  const kept =
    await world.sql(`select to_jsonb(o) as row from data.outbox o union all select to_jsonb(a) from data.audit a
    union all select to_jsonb(i) from data.idempotency i union all select to_jsonb(m) from exchange.match m
    union all select to_jsonb(j) from exchange.order_judgement j union all select to_jsonb(p) from exchange.order_person p`);
  const text = JSON.stringify(kept);
  for (const number of [OLD.mobile, OLD.identityNumber]) expect(text).not.toContain(there(number));
});
