import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { FormerName } from './former-name.entity.ts';
import { Unit } from '../unit/unit.entity.ts';

interface Rename {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly expectedVersion: number;
  readonly name: string;
  readonly shortName: string;
  readonly reason: string;
}

export class RenameService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What it was called is kept, with the instant until which it was; by all its names it is found. */
  rename(viewer: Viewer, input: Rename): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'renameUnit', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('unit:rename', { ownerUnitId: unitId }, 'unit', { id: unitId });
      mustBeForAll('reason', input.reason);
      const unit = await act.lock(Unit, 'unit', unitId);
      act.expectVersion('unit', unit, input.expectedVersion);
      const [name, shortName] = [input.name.trim(), input.shortName.trim()];
      if (name === unit.name && shortName === unit.shortName) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'unit', id: unitId, what: already });
      }
      const before = { name: unit.name, shortName: unit.shortName };
      const until = { until: act.now, reason: input.reason };
      act.em.create(FormerName, { id: act.newId('unit'), unitId, ...before, ...until });
      const had = new Set([...unit.formerNames, before.name, before.shortName]);
      const formerNames = [...had].filter((one) => one !== name && one !== shortName);
      act.em.assign(unit, { name, shortName, formerNames });
      await act.em.flush();
      act.record('unit:renamed', 'unit', unit);
      return { unit: unitId };
    });
  }
}

const already = { zh: '单位现名即是如此，无需更名。', en: 'The unit is called so already.' };
