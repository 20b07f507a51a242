/** The stage of a unit at the instant of an act. */
import { z } from 'zod';
import type { Act } from '../../../data/act.ts';
import { lastingStages, unitMachine, type UnitStage } from '../../../domain/directory/unit.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { advance, mustBe } from '../../../domain/lifecycle.ts';
import type { Tried } from '../../../domain/tried.ts';

const STAGE = `
select case when u.dissolved_at is not null then 'DISSOLVED' when exists (
    select from directory.relation r join directory.relation_type t on t.code = r.type_code
    where r.subject_unit_id = u.id and t.is_incubation and r.valid @> $2::timestamptz) then 'INCUBATING'
  else 'INDEPENDENT' end as stage
from directory.unit u where u.id = $1::uuid`;

const found = z.object({ stage: z.enum(['INCUBATING', 'INDEPENDENT', 'DISSOLVED']) });

async function stageOf(act: Act, id: string): Promise<UnitStage> {
  const [row] = await act.run(STAGE, [id, act.now.toISOString()]);
  if (row === undefined) throw RefusalError.notFound('unit', id);
  return found.parse(row).stage;
}

/** Throws `WRONG_STATE` where the unit is dissolved. Who dissolves it meanwhile is told of by the database. */
export async function mustLast(act: Act, id: string, tried: Tried): Promise<void> {
  mustBe(unitMachine, { id, state: await stageOf(act, id) }, tried, ...lastingStages);
}

/** Throws where the machine knows no such move. */
export async function mustMove(act: Act, id: string, to: UnitStage, tried: Tried): Promise<void> {
  advance(unitMachine, { id, state: await stageOf(act, id) }, to, tried);
}
