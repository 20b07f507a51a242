import { expect, test } from '@jest/globals';
import { EndClearingDocument, TransferDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { acceptedBy, cleared, clearingOf, endedBy, ending, proposedTo } from './clearing-steps.ts';
import { differencesOf, paying } from './ledger-steps.ts';

const ROUNDS = scaled(3, 15);

test('a clearing ends while units pay through it: what was paid before counts, and everybody else is told that it has ended', async () => {
  await using world = await createWorld();
  const { red, blue } = await cleared(world);
  for (let round = 0; round < ROUNDS; round += 1) {
    const agreed = await acceptedBy(blue.harbour, await proposedTo(world, red.street, blue.id));
    const { id: clearingId } = agreed;
    world.clock.pass({ minutes: 1 });
    const said = await endedBy(red.street, agreed);
    const pay = (i: number) =>
      i % 2 === 0
        ? red.mall.act(TransferDocument, paying(blue.pier, '1', { clearingId }))
        : blue.pier.act(TransferDocument, paying(red.mall, '2', { clearingId }));
    const [ended, ...payments] = await Promise.all([
      blue.harbour.act(EndClearingDocument, ending(said)),
      ...Array.from({ length: 6 }, (_, i) => pay(i)),
    ]);
    expect(ended.userErrors).toEqual([]);
    for (const { userErrors, posting } of payments) {
      if (posting === null) expect(userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    }
    const paidOut = payments.filter(({ posting }, i) => posting !== null && i % 2 === 0).length;
    const paidIn = payments.filter(({ posting }, i) => posting !== null && i % 2 === 1).length;
    const { balance, isInForce } = await clearingOf(red.street, clearingId);
    expect([balance?.value, isInForce]).toEqual([String(paidOut - 2 * paidIn), false]);
    expect((await pay(0)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  }
  expect(await differencesOf(world)).toEqual([]);
});

test('two coordinators of one alliance who end it at once say it once; both alliances at once end it at once', async () => {
  await using world = await createWorld();
  const { red, blue } = await cleared(world);
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await acceptedBy(blue.harbour, await proposedTo(world, red.street, blue.id));
    const twice = await Promise.all([1, 2].map(() => red.street.act(EndClearingDocument, ending(one))));
    expect(twice.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ALREADY_DONE' }]);
    const other = await acceptedBy(blue.harbour, await proposedTo(world, red.street, blue.id));
    const answers = await Promise.all(
      [red.street, blue.harbour].map((actor) => actor.act(EndClearingDocument, ending(other))),
    );
    // The second has not read what the first said: it reads, and says it again.
    const late = answers.findIndex(({ clearing }) => clearing === null);
    expect(answers[late]?.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    const both = await endedBy(late === 0 ? red.street : blue.harbour, await clearingOf(red.street, other.id));
    expect([both.isInForce, both.endings.length]).toEqual([false, 2]);
  }
});
