import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { parseId } from '../../../domain/ids.ts';
import { UnitContact } from './unit.entity.ts';

interface UpdateContact {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly name: string;
  readonly mobile: string;
}

export class UnitService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Sets whom to call at the unit acted for. The record says that it changed, not to what. */
  updateContact(viewer: Viewer, input: UpdateContact): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updateUnitContact', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('unit:edit', { ownerUnitId: unitId }, 'unit', { id: unitId });
      const mobile = input.mobile.startsWith('+') ? input.mobile : `+86${input.mobile}`;
      const contact = await act.em.findOne(UnitContact, { unitId });
      const changed = { name: input.name, mobile, isFictitious: false };
      if (contact === null) act.em.create(UnitContact, { unitId, version: 1, ...changed });
      else act.em.assign(contact, changed);
      act.record('unit:contact-updated', 'unit', { id: unitId, version: (contact?.version ?? 0) + 1 });
      return { unit: unitId };
    });
  }
}
