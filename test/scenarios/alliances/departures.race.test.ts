import { expect, test } from '@jest/globals';
import {
  AcceptMatchDocument,
  BookSlotDocument,
  ClaimNeedDocument,
  LeaveAllianceDocument,
  SignAgreementDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, membershipOf, need, offer, proposal, slots, there } from '../story.ts';

const SUPPLIERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

test('a supplier leaves while the unit in need accepts: either there was an agreement first, or there is none', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'community', ...SUPPLIERS);
  const { community, id } = alliance;
  const pairs = [];
  for (const name of SUPPLIERS) {
    const supplier = alliance[name];
    const match = there((await supplier.do(ClaimNeedDocument, { needId: await need(community), amount: '1' })).match);
    pairs.push({ supplier, match, membership: await membershipOf(supplier, id) });
  }

  const answers = await Promise.all(
    pairs.flatMap(({ supplier, match, membership: { id: membershipId, version: expectedVersion } }) => [
      supplier.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
      community.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
    ]),
  );

  const accepted = answers.filter((answer) => 'match' in answer && answer.match !== null);
  expect(answers.filter((answer) => 'membership' in answer && answer.membership !== null)).toHaveLength(pairs.length);
  // Whatever was agreed in time was given up again by leaving: nothing is held any more.
  const agreements = await world.sql<{ state: string }>('select state from exchange.agreement');
  expect(agreements).toEqual(Array.from(accepted, () => ({ state: 'CANCELLED' })));
  const held = "select from exchange.match where state in ('PROPOSED', 'ACCEPTED_BY_ONE', 'AGREED')";
  expect(await world.sql(held)).toHaveLength(0);
  expect(await world.sql('select from exchange.need where covered > 0')).toHaveLength(0);
});

test('a supplier leaves while the last signature is set: the agreement is active and stays, or is given up', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'community', ...SUPPLIERS);
  const { community, street, id } = alliance;
  const pairs = [];
  for (const name of SUPPLIERS) {
    const supplier = alliance[name];
    const ends = { needId: await need(community), offerId: await offer(supplier) };
    const { agreement } = await agreed(supplier, community, await proposal(street, ends));
    const of = { agreementId: there(agreement).id, expectedVersion: 1 };
    await supplier.do(SignAgreementDocument, of);
    pairs.push({ supplier, of, membership: await membershipOf(supplier, id) });
  }

  const answers = await Promise.all(
    pairs.flatMap(({ supplier, of, membership: { id: membershipId, version: expectedVersion } }) => [
      supplier.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
      community.act(SignAgreementDocument, of),
    ]),
  );

  const signed = answers.filter((answer) => 'agreement' in answer && answer.agreement !== null).length;
  const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: pairs.length - signed }, () => 'WRONG_STATE'));
  const count = async (state: string) =>
    (await world.sql('select from exchange.agreement where state = $1', [state])).length;
  expect([await count('ACTIVE'), await count('CANCELLED')]).toEqual([signed, pairs.length - signed]);
  expect(await world.sql('select from exchange.need where covered > 0')).toHaveLength(signed);
});

test('a need is withdrawn while others claim it: no claim is left holding it', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'community', ...SUPPLIERS);
  const needId = await need(alliance.community, { value: '10' });
  const [withdrawn, ...claims] = await Promise.all([
    alliance.community.act(WithdrawNeedDocument, { needId, expectedVersion: 1 }),
    ...SUPPLIERS.map((name) => alliance[name].act(ClaimNeedDocument, { needId, amount: '1' })),
  ]);
  expect(withdrawn.userErrors).toEqual([]);
  const refusals = claims.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  // Who had seen it finds it withdrawn; to who comes after that it is not there.
  expect(refusals.filter((code) => code !== 'WRONG_STATE' && code !== 'NOT_FOUND')).toEqual([]);
  const matches = await world.sql<{ state: string }>('select state from exchange.match');
  expect(matches).toEqual(Array.from({ length: claims.length - refusals.length }, () => ({ state: 'WITHDRAWN' })));
  expect(await world.sql('select from exchange.need where covered = 0')).toHaveLength(1);
});

test('an owner leaves while others book: what was booked before stands, and nothing is booked after', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', ...SUPPLIERS);
  const { mall, id } = alliance;
  const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const slotId = there((await slots(mall, [evening], 20)).slotIds[0]);
  const { id: membershipId, version: expectedVersion } = await membershipOf(mall, id);
  const book = (name: (typeof SUPPLIERS)[number]) =>
    alliance[name].act(BookSlotDocument, { slotId, count: 1, purpose: '抢' });

  const [left, ...answers] = await Promise.all([
    mall.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
    ...SUPPLIERS.map(book),
  ]);

  expect(left.userErrors).toEqual([]);
  const booked = answers.filter(({ booking }) => booking !== null);
  const refused = answers.flatMap(({ userErrors }) => userErrors);
  expect(refused).toEqual(Array.from(refused, () => expect.objectContaining({ code: 'NOT_FOUND' })));
  expect(booked.length + refused.length).toBe(SUPPLIERS.length);
  expect(await world.sql("select from exchange.booking where state = 'CONFIRMED'")).toHaveLength(booked.length);
  expect((await book('a')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
