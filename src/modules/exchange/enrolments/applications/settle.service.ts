/** Places that nobody confirmed in time, or that are free again, go to who is next: at once in an act, and by a chore. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Connection } from '../../../../data/chore.ts';
import { parseId } from '../../../../domain/ids.ts';
import { EnrolmentApplication } from './application.entity.ts';

const SETTLE = 'select exchange.settle_enrolment($1::uuid, $2::timestamptz) as moved';

/** Enrolments that the chore looks at before it asks whether to stop. */
const BATCH = 100;

const OVERDUE = `
select distinct enrolment_id as id from (
  select a.enrolment_id from exchange.enrolment_application a where a.state = 'OFFERED' and a.respond_by <= $1::timestamptz
  order by a.respond_by limit $2) a`;

/** Locks the enrolment: whoever else applies, answers or draws comes before or after. */
export async function settle(act: Act, enrolmentId: string): Promise<void> {
  await act.run(SETTLE, [enrolmentId, act.now.toISOString()]);
}

/** Settles all there are, until `isOver` says to stop; says how many were looked at. */
export async function settleEnrolments(connection: Connection, now: Date, isOver = () => false): Promise<number> {
  let total = 0;
  for (;;) {
    const { rows } = await connection.query(OVERDUE, [now.toISOString(), BATCH]);
    const due = z.array(z.object({ id: z.string() })).parse(rows);
    for (const { id } of due) await connection.query(SETTLE, [id, now.toISOString()]);
    total += due.length;
    if (due.length === 0 || isOver()) return total;
  }
}

/** The application, locked after its enrolment, which is settled: what was not answered in time has lapsed by now. */
export async function lockApplication(
  act: Act,
  given: string,
  mayTouch: (application: EnrolmentApplication) => void,
): Promise<EnrolmentApplication> {
  const id = parseId('application', given);
  const seen = await act.get(EnrolmentApplication, 'application', id);
  mayTouch(seen);
  await settle(act, seen.enrolmentId);
  return act.lock(EnrolmentApplication, 'application', id);
}
