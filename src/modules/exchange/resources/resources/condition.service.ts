import type { Act } from '../../../../data/act.ts';
import { mustBeTermInUse } from '../../../../data/terms-in-use.ts';

interface Seen {
  readonly resourceId: string;
  readonly condition: string;
  readonly note: string | null;
  readonly seenAt: Date;
}

const APPEND = `
insert into exchange.resource_condition (resource_id, number, term, note, seen_at, said_by_unit_id, recorded_at)
select $1::uuid, coalesce(max(c.number), 0) + 1, $2, $3, $4::timestamptz, $5::uuid, $6::timestamptz
from exchange.resource_condition c where c.resource_id = $1::uuid`;

/** Throws `INVALID_INPUT` at the field where no vocabulary has the condition. */
export const mustBeCondition = (act: Act, field: string, code: string): Promise<void> =>
  mustBeTermInUse(act, field, 'RESOURCE_CONDITION', code);

/** Appends how a resource, locked, was seen to be. */
export async function appendCondition(act: Act, { resourceId, condition, note, seenAt }: Seen): Promise<void> {
  const values = [resourceId, condition, note, seenAt.toISOString(), act.unit, act.now.toISOString()];
  await act.run(APPEND, values);
}
