/** What time does to agreements: at once for whoever reads or acts, and written down by a chore. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import type { Connection } from '../../../../data/chore.ts';
import { sqlStateOf } from '../../../../data/failures.ts';
import type { IdKind } from '../../../../domain/kinds.ts';
import type { Agreement } from './agreement.entity.ts';

/** How many are looked up at once. */
const BATCH = 100;

const DUE = `
(select g.id from exchange.agreement g where g.state in ('ACTIVE', 'SUSPENDED') and g.ends_at <= $1::timestamptz and g.id <> all($2::uuid[])
  order by g.ends_at, g.id limit ${BATCH})
union
(select g.id from exchange.agreement g where g.state = 'SUSPENDED' and g.suspended_until <= $1::timestamptz and g.id <> all($2::uuid[])
  order by g.suspended_until, g.id limit ${BATCH})`;

const WRITE = 'select exchange.agreement_in_time($1::uuid, $2::timestamptz)';

/** Serialisation failure, deadlock: somebody was first, and the next time goes right. */
const LOST = ['40001', '40P01'];

/**
 * Writes down all there are, one by one, until `isOver` says to stop; says whether nothing is left. What silence confirms is to be
 * written down after that, as nothing of an agreement is completed that has ended before.
 */
export async function agreementsInTime(connection: Connection, now: Date, isOver = () => false): Promise<boolean> {
  const passed: string[] = [];
  for (;;) {
    const { rows } = await connection.query(DUE, [now.toISOString(), passed]);
    const due = z.array(z.object({ id: z.string() })).parse(rows);
    if (due.length === 0) return passed.length === 0;
    for (const { id } of due) {
      if (isOver()) return false;
      if (!(await written(connection, id, now))) passed.push(id);
    }
  }
}

async function written(connection: Connection, id: string, now: Date): Promise<boolean> {
  try {
    await connection.query(WRITE, [id, now.toISOString()]);
    return true;
  } catch (error) {
    if (LOST.includes(sqlStateOf(error))) return false;
    throw error;
  }
}

interface Moved {
  readonly action: string;
  readonly kind: IdKind;
  readonly id: string;
  readonly version: number;
  readonly alliance: string;
  readonly units: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

const MOVE = 'select exchange.move_agreement($1::uuid, $2::timestamptz) as moved';

/** In an act after which an agreement may be over, or was before: what is not delivered is owed no more, and that is told after the act. */
export async function endIfOver(act: Act, { id, endsAt }: Agreement): Promise<void> {
  if (endsAt == null || endsAt > act.now) return;
  await act.em.flush();
  const [row] = await act.run<{ moved: readonly Moved[] }>(MOVE, [id, act.now.toISOString()]);
  for (const { action, kind, id: of, version, alliance, units, body } of row?.moved ?? []) {
    act.record(action, kind, { id: of, version }, { allianceId: alliance, unitIds: [...units], body });
  }
}
