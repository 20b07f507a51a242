/** At once: of two sheets of overlapping periods one is confirmed, and a sheet is either confirmed or rejected. */
import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  ConfirmSettlementDocument,
  DrawUpSettlementDocument,
  RejectSettlementDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { confirm, confirmed, drawnUp, drawUp, recorded, sheetNow, spaceForSessions } from './settlement-steps.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const TODAY = { from: '2026-11-21', until: '2026-11-22' };
const MONTH = { from: '2026-11-01', until: '2026-11-22' };

test('of two sheets of overlapping periods that are confirmed at once one is, and the other is overtaken', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  for (const _ of upTo(scaled(4, 40))) {
    const where = await spaceForSessions(world, cast);
    await confirmed(where, '5');
    const [one, other] = [await drawnUp(where, TODAY), await drawnUp(where, MONTH, where.community)];
    for (const sheet of [one, other]) {
      await where.mall.do(ConfirmSettlementDocument, { settlementId: sheet.id, expectedHash: sheet.hash });
    }
    const answers = await Promise.all([confirm(where.community, one), confirm(where.community, other)]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'WRONG_STATE' }]);
    const states = await Promise.all([one, other].map(async ({ id }) => (await sheetNow(where.mall, id)).state));
    expect(states.toSorted()).toEqual(['CONFIRMED', 'OVERTAKEN']);
  }
});

test('a sheet that is confirmed and rejected at once is one of the two, for both', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  for (const _ of upTo(scaled(4, 40))) {
    const where = await spaceForSessions(world, cast);
    const sheet = await drawnUp(where, TODAY);
    await where.mall.do(ConfirmSettlementDocument, { settlementId: sheet.id, expectedHash: sheet.hash });
    const [said, against] = await Promise.all([
      confirm(where.community, sheet),
      where.community.act(RejectSettlementDocument, { settlementId: sheet.id, reason: '不对' }),
    ]);
    expect([...said.userErrors, ...against.userErrors]).toMatchObject([{ code: 'WRONG_STATE' }]);
    const { state, parties } = await sheetNow(where.mall, sheet.id);
    expect(state).toBe(said.settlement === null ? 'REJECTED' : 'CONFIRMED');
    expect(parties.map(({ answer }) => answer)).toEqual(['CONFIRMED', state]);
  }
});

test('a delivery that is confirmed while a sheet is drawn up is on it, or on the next one: once', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('慈邻', 'street', 'mall', 'community', 'power');
  for (const _ of upTo(scaled(4, 40))) {
    const where = await spaceForSessions(world, cast);
    const deliveryId = await recorded(where, '7');
    const [drawn] = await Promise.all([
      where.mall.act(DrawUpSettlementDocument, { agreementId: where.agreementId, ...TODAY }),
      where.community.act(ConfirmDeliveryDocument, { deliveryId }),
    ]);
    const sheet = there(drawn.settlement);
    const [line] = sheet.lines;
    expect([line?.confirmedWithin.value, line?.awaited.value].toSorted()).toEqual(['0', '7']);
  }
});

test('sheets that are drawn up at once have numbers of their own, and one of each unit waits', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const answers = await Promise.all(
    upTo(6).map((i) => drawUp(i % 2 === 0 ? where.mall : where.community, where, TODAY)),
  );
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
    upTo(4).map(() => 'WRONG_STATE'),
  );
  const drawn = answers.flatMap(({ settlement }) => settlement ?? []);
  expect(drawn.map(({ number }) => number).toSorted()).toEqual([1, 2]);
  expect(new Set(drawn.map(({ drawnUpBy }) => drawnUpBy?.id))).toEqual(
    new Set([where.mall.unitId, where.community.unitId]),
  );
});
