/** Two units that are one: the one goes into the other, which answers for it from then on; and back again. */
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { holdRegister, mayRegister } from '../unit/register.service.ts';
import type { Unit } from '../unit/unit.entity.ts';
import { inTheWay } from './in-the-way.service.ts';
import { registeredUnit } from './registered-unit.service.ts';

interface MergeUnits {
  readonly idempotencyKey: string;
  readonly fromUnitId: string;
  readonly intoUnitId: string;
  readonly reason: string;
}
interface UndoMerge {
  readonly idempotencyKey: string;
  readonly mergedUnitId: string;
}

export class MergeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  merge(viewer: Viewer, input: MergeUnits): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'mergeUnits', input }, async (act) => {
      const allianceId = await mayRegister(act);
      const [from, into] = [parseId('unit', input.fromUnitId), parseId('unit', input.intoUnitId)];
      if (from === into) throw itself();
      // Of merges and registrations one comes after the other.
      await holdRegister(act);
      await mayMerge(act, allianceId, from);
      const { id, version } = await mayMerge(act, allianceId, into);
      await mustBeFree(act, from, into);
      const values = [act.newId('unit'), from, into, input.reason, act.now.toISOString()];
      await act.run('select directory.merge_unit($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz)', values);
      act.record('unit:merged', 'unit', { id: from }, { allianceId, body: { into: globalId('unit', into) } });
      act.record('unit:completed', 'unit', { id, version: version + 1 }, { allianceId });
      return { unit: into };
    });
  }

  undo(viewer: Viewer, input: UndoMerge): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'undoMergeUnits', input }, async (act) => {
      const allianceId = await mayRegister(act);
      const from = parseId('unit', input.mergedUnitId);
      await holdRegister(act);
      const [{ into } = { into: from }] = await act.run<{ into: string }>('select directory.unit_now($1) as into', [
        from,
      ]);
      if (into === from) throw RefusalError.of('ALREADY_DONE', { kind: 'unit', id: from, what: notMerged });
      await mayMerge(act, allianceId, into);
      const [done] = await act.run<{ isDone: boolean }>(
        'select directory.undo_merge($1::uuid, $2::timestamptz) as "isDone"',
        [from, act.now.toISOString()],
      );
      if (done?.isDone !== true) throw changed();
      act.record('unit:merge-undone', 'unit', { id: from }, { allianceId, body: { from: globalId('unit', into) } });
      return { unit: from };
    });
  }
}

/** Both are of the unit acted for, and nobody acts for them yet. */
const mayMerge = (act: Act, allianceId: string, id: string): Promise<Unit> =>
  registeredUnit(act, 'unit:merge', allianceId, id);

const itself = (): RefusalError<'INVALID_INPUT'> =>
  RefusalError.invalid(['input', 'intoUnitId'], '两个单位须不相同。', 'A unit does not go into itself: name another.');

const notMerged = { zh: '该单位没有并入其他单位。', en: 'The unit is not merged into another.' };

const changed = (): RefusalError<'INVALID_INPUT'> =>
  RefusalError.invalid(
    ['input', 'mergedUnitId'],
    '并入后的单位名称或标识已有变动，不能撤销合并；请重新登记该单位（registerUnit）。',
    'Names or numbers of the other unit have changed since, and the merge is not undone: register the unit anew (registerUnit).',
  );

/** Throws `INVALID_INPUT` that names what does not follow a unit into another; the other way round only where that is one. */
async function mustBeFree(act: Act, from: string, into: string): Promise<void> {
  const named = await inTheWay(act, from);
  if (named.length === 0) return;
  const [zh, en] = [named.map((one) => one.zh).join('、'), named.map((one) => one.en).join(', ')];
  const canTurn = (await inTheWay(act, into)).length === 0;
  throw RefusalError.invalid(
    ['input', 'fromUnitId'],
    `该单位名下已有${zh}，不能并入另一单位；请先结束它们${canTurn ? '，或反过来合并' : ''}。`,
    `The unit has ${en} of its own and does not go into another: end them first${canTurn ? ', or merge the other way round' : ''}.`,
  );
}
