import { describe, expect, test } from '@jest/globals';
import { CandidatesDocument, ClaimNeedDocument, ProposeMatchDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { need, offer, proposal, there } from '../story.ts';

const atTheOffer = { __typename: 'InvalidInputError', code: 'INVALID_INPUT', path: ['input', 'offerId'] };

describe('an offer is matched only with a need that it suits', () => {
  test('never with a need of its own unit, whoever proposes it', async () => {
    await using world = await createWorld();
    const { street, mall } = await world.alliance('五色', 'street', 'mall');
    const wanted = { needId: await need(mall), offerId: await offer(mall), amount: '1' };
    expect(await street.refused(ProposeMatchDocument, wanted)).toMatchObject(atTheOffer);
    expect(await mall.refused(ClaimNeedDocument, wanted)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('only at a time they share, also where no slot is named; both times are told', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const on = (day: number) => ({ start: world.clock.day(day, '08:00'), end: world.clock.day(day, '10:00') });
    const needId = await need(community, { period: on(7) });
    const offerId = await offer(mall, { period: on(8) });
    const refusal = await street.refused(ProposeMatchDocument, { needId, offerId, amount: '1' });
    expect(refusal).toMatchObject(atTheOffer);
    expect(refusal.message).toBe(
      'The offer is for 2026-11-29 08:00 to 2026-11-29 10:00 (Beijing time), the need for 2026-11-28 08:00 to ' +
        '2026-11-28 10:00 (Beijing time): choose an offer whose time suits the need.',
    );
    expect(await mall.refused(ClaimNeedDocument, { needId, offerId, amount: '1' })).toMatchObject(atTheOffer);
    // What names no time suits any.
    await proposal(street, { needId, offerId: await offer(mall) });
    await proposal(street, { needId: await need(community), offerId });
  });

  test('only within one branch of categories, as its candidates are', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community, { category: 'space.hall' });
    const staff = await offer(mall, { category: 'staff.electrician' });
    const refusal = await street
      .wearing({ 'accept-language': 'zh-CN' })
      .refused(ProposeMatchDocument, { needId, offerId: staff, amount: '1' });
    expect(refusal).toMatchObject({
      ...atTheOffer,
      message: '供给的类别为“staff.electrician”，需求的类别为“space.hall”，不属于同一大类；请选择同一大类的供给。',
    });
    expect(await mall.refused(ClaimNeedDocument, { needId, offerId: staff, amount: '1' })).toMatchObject(atTheOffer);
    await proposal(street, { needId, offerId: await offer(mall, { category: 'space.meeting' }) });
  });
});

describe('candidates of a need', () => {
  test('that is public are seen by the coordinator its unit is a fellow member of, and by no other', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const { otherStreet } = await world.alliance('别的', 'otherStreet', 'otherMall');
    const needId = await need(community, { visibility: 'PUBLIC' });
    const offerId = await offer(mall, { visibility: 'PUBLIC' });
    const candidatesFor = async (actor: typeof street) =>
      there((await actor.ask(CandidatesDocument, { needId })).need).candidates.nodes.map(({ offer: of }) => of?.id);
    expect(await candidatesFor(street)).toEqual([offerId]);
    expect(await candidatesFor(community)).toEqual([offerId]);
    expect(await candidatesFor(otherStreet)).toEqual([]);
    expect(await candidatesFor(mall)).toEqual([]);
    await proposal(street, { needId, offerId });
  });
});
