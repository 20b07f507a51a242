/** Clearings that end before their time: with notice by word of one alliance, at once by word of both. What is owed stays owed. */
import { expect, test } from '@jest/globals';
import type { Id } from '../../../src/domain/ids.ts';
import {
  EndClearingDocument,
  ProposeClearingSettlementDocument,
  ReversePostingDocument,
  TransferDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { theOne, waitingFor } from '../access/pending-steps.ts';
import { there } from '../story.ts';
import { cleared, clearingOf, confirmedBy, endedBy, ending, proposedTo, settled } from './clearing-steps.ts';
import { balanceOf, paid, paying } from './ledger-steps.ts';

const DAY_MS = 86_400_000;

/** What they came with has expired once days have passed. */
const again = (world: World, actor: Actor, alliance: Id<'alliance'>): Promise<Actor> =>
  world.people.actor(there(actor.person), there(actor.unit), alliance);

test('one alliance gives seven days of notice; until then units pay through it, and from then on nobody does', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world);
  const first = await paid(red.mall, blue.pier, '12', { clearingId });
  const now = await clearingOf(red.street, clearingId);
  expect(now.endings).toEqual([]);
  expect(await red.mall.refused(EndClearingDocument, ending(now))).toMatchObject({ code: 'FORBIDDEN' });
  const told = await endedBy(red.street, now);
  expect(told).toMatchObject({
    ...{ state: 'ACTIVE', isInForce: true, version: now.version + 1 },
    endings: [{ alliance: { id: red.id }, by: { id: red.street.unitId }, reason: '互助告一段落' }],
  });
  const end = world.clock.now().getTime() + 7 * DAY_MS;
  expect(Date.parse(told.endsAt)).toBe(end);
  expect(await red.street.refused(EndClearingDocument, ending(told))).toMatchObject({ code: 'ALREADY_DONE' });
  await paid(blue.pier, red.mall, '2', { clearingId });

  world.clock.set(new Date(end - 1).toISOString());
  let [mall, pier] = [await again(world, red.mall, red.uuid), await again(world, blue.pier, blue.uuid)];
  await paid(mall, pier, '1', { clearingId });
  world.clock.set(new Date(end).toISOString());
  [mall, pier] = [await again(world, red.mall, red.uuid), await again(world, blue.pier, blue.uuid)];
  const [street, harbour] = [await again(world, red.street, red.uuid), await again(world, blue.harbour, blue.uuid)];
  expect(await mall.refused(TransferDocument, paying(pier, '1', { clearingId }))).toMatchObject({
    ...{ code: 'WRONG_STATE', message: expect.stringContaining('has ended') as unknown },
  });
  expect(await harbour.refused(EndClearingDocument, ending(told))).toMatchObject({ code: 'WRONG_STATE' });

  // What is owed waits for who owes it, until it is said to be settled; who was paid may still give it back.
  expect(await clearingOf(mall, clearingId)).toMatchObject({ isInForce: false, balance: { value: '11' } });
  expect(await theOne(street, 'CLEARING_BALANCE')).toMatchObject({ subject: { id: clearingId }, verb: 'DELIVER' });
  expect(await waitingFor(harbour)).toEqual([]);
  await pier.do(ReversePostingDocument, { postingId: first.id, note: '多记' });
  expect(await clearingOf(mall, clearingId)).toMatchObject({ balance: { value: '-1' } });
  expect(await waitingFor(street)).toEqual([]);
  expect(await theOne(harbour, 'CLEARING_BALANCE')).toMatchObject({ subject: { id: clearingId } });
  const said = await settled(harbour, clearingId, '1');
  expect(await waitingFor(harbour)).toEqual([]);
  await confirmedBy(street, said);
  expect(await clearingOf(mall, clearingId)).toMatchObject({ balance: { value: '0' } });
  expect(
    await street.refused(ProposeClearingSettlementDocument, { clearingId, amount: '1', note: '多' }),
  ).toMatchObject({
    code: 'NOT_ENOUGH_LEFT',
  });
  expect([await balanceOf(mall), await balanceOf(pier)]).toEqual(['1', '-1']);
});

test('both end it at once, each by a coordinator who acts for another unit, and both are told what is owed', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world);
  await paid(red.mall, blue.pier, '4', { clearingId });
  const first = await endedBy(red.street, await clearingOf(red.street, clearingId));
  // Who coordinates both from one unit does not say it for both.
  await world.people.join(there(red.street.unit), blue.uuid);
  const inBlue = red.street.wearing({ 'x-acting-alliance': blue.id });
  expect(await inBlue.refused(EndClearingDocument, ending(first))).toMatchObject({ code: 'FORBIDDEN' });
  world.clock.pass({ minutes: 5 });
  const both = await endedBy(blue.harbour, first);
  expect(both).toMatchObject({
    isInForce: false,
    endings: [{ by: { id: red.street.unitId } }, { by: { id: blue.harbour.unitId } }],
  });
  expect(Date.parse(both.endsAt)).toBe(world.clock.now().getTime());
  expect(await red.mall.refused(TransferDocument, paying(blue.pier, '1', { clearingId }))).toMatchObject({
    code: 'WRONG_STATE',
  });
  const facts = await world.sql<{ alliance: string; balance: string }>(
    "select alliance_id as alliance, body ->> 'balance' as balance from data.outbox where type = 'clearing:ending' order by seq",
  );
  expect(facts).toEqual([red.uuid, blue.uuid, red.uuid, blue.uuid].map((alliance) => ({ alliance, balance: '4' })));
});

test('what is not agreed is not ended, and what ends sooner anyway is not put off', async () => {
  await using world = await createWorld();
  const { red, blue, clearingId } = await cleared(world, 2);
  const open = await proposedTo(world, red.street, blue.id);
  expect(await red.street.refused(EndClearingDocument, ending(open))).toMatchObject({ code: 'WRONG_STATE' });
  const now = await clearingOf(red.street, clearingId);
  const said = await endedBy(red.street, now);
  expect(said.endsAt).toBe(now.endsAt);
  const third = await world.alliance('第三', 'village');
  expect(await third.village.refused(EndClearingDocument, ending(now))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await blue.harbour.refused(EndClearingDocument, { ...ending(now), expectedVersion: 9 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
});
