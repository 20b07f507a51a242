/**
 * The same commands at once: histories in lanes on the real database, after which what is true of an exchange at any time is
 * asked of its rows. Nothing is shrunk, as nothing happens twice alike; the seed draws the same lanes again.
 */
import { expect, test } from '@jest/globals';
import { scaled } from '../support/scale.ts';
import { createWorld } from '../support/world.ts';
import { Heard } from './at-once/heard.ts';
import { lanesOf, playLanes } from './at-once/lanes.ts';
import { counterOf, moves as onBenefits } from './benefits/play.ts';
import { bookable, moves as onBookings } from './bookings/play.ts';
import { accounts, moves as onAccounts } from './ledger/play.ts';
import { acts, contradictions, lost } from './invariants/invariants.ts';
import { moves as onMatches } from './matching/play.ts';
import { SEED } from './play/sequential.ts';
import { moves as onStocks, stocks } from './stock/play.ts';
import { moves as onWishes, wishing } from './wishes/play.ts';

const ROUNDS = scaled(2, 20);
const LANES = 8;
const STEPS = 40;

test(`what many do at once keeps the invariants (${ROUNDS} rounds, seed ${SEED})`, async () => {
  process.stderr.write(`models at once: QINLIN_SEED=${SEED}\n`);
  await using world = await createWorld();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { canteen, placeId } = await counterOf(world);
    const real = await wishing(world, { canteen });
    const heard = new Heard(real);
    const { resourceId, roomId, slots } = await bookable(real);
    for (const id of [roomId, placeId]) heard.add(id);
    for (const { id } of slots) heard.add(id, { resourceId });
    for (const stock of (await stocks(real)).stocks) heard.add(stock.id, stock);
    for (const { id } of (await accounts(real)).accounts) heard.add(id);
    const before = await acts(real);
    const moves = [...onMatches, ...onBookings, ...onWishes, ...onStocks, ...onBenefits, ...onAccounts];
    const lanes = lanesOf({ seed: SEED + round, lanes: LANES, steps: STEPS, moves });
    try {
      const outcomes = await playLanes(real, heard, lanes);
      expect(outcomes.get('DONE')).toBe(real.done.length);
      // Enough of it comes to something, and some of it comes twice.
      expect(real.done.length).toBeGreaterThan((LANES * STEPS) / 10);
      expect(outcomes.get('REPLAYED')).toBeGreaterThan(0);
      expect(await contradictions(real)).toEqual({});
      expect(await lost(real, real.done)).toEqual([]);
      // A key is kept, and the audit knows of a request, for what was done and for nothing else.
      const after = await acts(real);
      const done = real.done.length;
      expect(after).toEqual({ keys: before.keys + done, requests: before.requests + done });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`${said}\n\nQINLIN_SEED=${SEED + round}\n\n${real.history.join('\n')}`, { cause: error });
    }
  }
}, 3_600_000);
