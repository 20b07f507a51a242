/** The stage of a unit at the instant of an act. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { lastingStages, unitMachine, type UnitStage } from '../../../../domain/directory/unit.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { Scope } from '../../../../read/scope.ts';
import { finish, Param, Row, sql } from '../../../../read/sql.ts';
import { stage } from './stage.view.ts';

const found = z.object({ stage: z.enum(['INCUBATING', 'INDEPENDENT', 'DISSOLVED']) });

async function stageOf(act: Act, id: string): Promise<UnitStage> {
  const [asked, unit, scope] = [new Param('uuid', () => id), new Row('u'), new Scope(act.viewer)];
  const { text, params } = finish(
    sql`select ${stage(unit, scope)} as stage from directory.unit u where u.id = ${asked}`,
  );
  const run = { variables: {}, viewer: act.viewer, given: {}, limits: {} };
  const values = params.map((param) => param.get(run));
  const [row] = await act.run(text, values);
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
