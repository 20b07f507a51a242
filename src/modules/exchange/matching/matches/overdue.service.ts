/** Matches that were not answered by the day that was named: what they held is free again. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Connection } from '../../../../data/chore.ts';
import { RefusalError } from '../../../../domain/errors.ts';

/** Matches that one statement ends, at most: an act on one of them waits no longer than that. */
const BATCH = 100;

const EXPIRE = 'select exchange.expire_matches($1::timestamptz, $2, $3::uuid, $4::uuid) as expired';

/** Ends those of a need and of an offer, so that what is left of both is what it should be. Neither is locked yet. */
export async function giveBackOverdue(act: Act, needId: string | null, offerId: string | null): Promise<void> {
  await act.run(EXPIRE, [act.now.toISOString(), BATCH, needId, offerId]);
}

/** Ends all there are, batch by batch, until `isOver` says to stop; says how many were looked at. */
export async function endOverdueMatches(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await connection.query(EXPIRE, [now.toISOString(), BATCH, null, null]);
    const { expired } = z.object({ expired: z.number() }).parse(rows[0]);
    total += expired;
    if (expired < BATCH || isOver()) return total;
  }
}

/** Throws `INVALID_INPUT` for a day by which nobody could answer any more. */
export function mustLeaveTime(act: Act, respondBy: Date | null | undefined): void {
  if (respondBy == null || respondBy > act.now) return;
  throw RefusalError.invalid(
    ['input', 'respondBy'],
    'input.respondBy 已经过去，请给出将来的时间。',
    'input.respondBy is in the past: name a time to come.',
  );
}
