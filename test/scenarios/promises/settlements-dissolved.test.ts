/** A unit that a sheet waits for lasts until it has answered, and no sheet is drawn up for a unit that is no more. */
import { expect, test } from '@jest/globals';
import {
  ConfirmSettlementDocument,
  DissolveUnitDocument,
  DrawUpSettlementDocument,
  type DissolveUnitInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { confirmed, drawnUp, drawUp, sheetNow, spaceForSessions, type Exchange } from './settlement-steps.ts';

const TODAY = { from: '2026-11-01', until: '2026-11-22' };

const ending = ({ unitId }: Actor): Omit<DissolveUnitInput, 'idempotencyKey'> => ({
  ...{ unitId, expectedVersion: 1, reason: '撤并' },
});

/** All that was promised is delivered: nothing else keeps the mall, whose administrator acts for it. */
async function completed(where: Exchange): Promise<Exchange> {
  const { world, mall } = where;
  await world.people.administrator(there(mall.unit), there(mall.person));
  await confirmed(where, '60');
  await confirmed(where, '8', { of: 'hall' });
  return where;
}

test('a unit that is asked to confirm a sheet is dissolved when it has answered, and settles nothing afterwards', async () => {
  await using world = await createWorld();
  const where = await completed(await spaceForSessions(world));
  const { mall, community } = where;
  const sheet = await drawnUp(where, TODAY, community);
  const refused = await mall.refused(DissolveUnitDocument, ending(mall));
  expect(refused).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining(sheet.id) });
  expect(refused.message).toContain('confirmSettlement');
  const read = { settlementId: sheet.id, expectedHash: sheet.hash };
  await mall.do(ConfirmSettlementDocument, read);
  await mall.do(DissolveUnitDocument, ending(mall));
  // What it said stands, and the other one has its say.
  await community.do(ConfirmSettlementDocument, read);
  expect(await sheetNow(community, sheet.id)).toMatchObject({ state: 'CONFIRMED' });
  const [none] = (await drawUp(community, where, TODAY)).userErrors;
  expect(none).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining(mall.unitId) });
});

test('a unit that is dissolved while a sheet is drawn up is asked by none: one of the two comes first', async () => {
  await using world = await createWorld();
  for (let round = 0; round < scaled(4, 30); round += 1) {
    const where = await completed(
      await spaceForSessions(world, await world.alliance(`慈邻${round}`, 'street', 'mall', 'community', 'power')),
    );
    const { mall, community, agreementId } = where;
    const [drawn, dissolved] = await Promise.all([
      community.act(DrawUpSettlementDocument, { agreementId, ...TODAY }),
      mall.act(DissolveUnitDocument, ending(mall)),
    ]);
    expect([drawn, dissolved].flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      drawn.settlement === null ? 'WRONG_STATE' : 'FORBIDDEN',
    ]);
  }
});
