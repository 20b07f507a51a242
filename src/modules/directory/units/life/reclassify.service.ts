import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { isForKind } from '../../../../domain/directory/classification.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { ClassificationScheme } from '../classifications/classification.entity.ts';
import { endClasses } from '../classifications/end-classes.service.ts';
import { FormerKind } from './former-kind.entity.ts';
import { mustLast } from './stage.service.ts';
import { Unit, type UnitKind } from '../unit/unit.entity.ts';

interface Reclassify {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly expectedVersion: number;
  readonly kind: string;
  readonly reason: string;
}

export class ReclassifyService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What it was is kept, with the instant until which it was; of classes for other kinds it is no more. */
  reclassify(viewer: Viewer, input: Reclassify): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reclassifyUnit', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('unit:reclassify', { ownerUnitId: unitId }, 'unit', { id: unitId });
      mustBeForAll('reason', input.reason);
      const unit = await act.lock(Unit, 'unit', unitId);
      await mustLast(act, unitId, 'revise');
      act.expectVersion('unit', unit, input.expectedVersion);
      // One of the enum of the API, which is the list of the entity.
      const kind = input.kind as UnitKind;
      if (kind === unit.kind) throw RefusalError.of('ALREADY_DONE', { kind: 'unit', id: unitId, what: already });
      const { reason } = input;
      act.em.create(FormerKind, { id: act.newId('unit'), unitId, kind: unit.kind, until: act.now, reason });
      unit.kind = kind;
      await act.em.flush();
      act.record('unit:reclassified', 'unit', unit, { body: { kind } });
      const schemes = await act.em.find(ClassificationScheme, {});
      const others = schemes.filter(({ unitKinds }) => !isForKind(unitKinds, kind)).map(({ code }) => code);
      await endClasses(act, { unitId, scheme: { $in: others } }, reason);
      return { unit: unitId };
    });
  }
}

const already = { zh: '该单位现为此类型，无需更正。', en: 'The unit is of this kind already.' };
