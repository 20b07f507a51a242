/** `npm run ledger`: whether accounts stand as their entries have it, and postings sum to zero. */
import { withOwner } from '../../data/open.ts';
import type { Database } from '../../data/database.ts';
import { checkLedger, differenceLine } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly say: (text: string) => void;
}

/** 0 where it adds up; 1 where it does not, and it is said what differs. Readiness tells the same from then on. */
export function ledgerCommand(database: Database, { clock, say }: Surroundings): Promise<number> {
  return withOwner(database, async (client) => {
    const found = await checkLedger(client, clock.now());
    for (const one of found) say(differenceLine(one));
    if (found.length === 0)
      say('台账相符：余额等于分录之和，凭证之和为零。 The ledger adds up: accounts stand as their entries have it.');
    return found.length === 0 ? 0 : 1;
  });
}
