import { eraseSubject } from '../../../../data/audit/erase-subject.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { mustLast } from '../life/stage.service.ts';
import { Unit, UnitContact, UnitContactRemoval } from './unit.entity.ts';

interface UpdateContact {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly expectedVersion?: number | null;
  readonly name: string;
  readonly mobile: string;
}

interface RemoveContact {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

/** The version of a contact that is not there. */
const NONE = 0;

const SAME = {
  zh: '本单位的联系人已是如此，无需更改。',
  en: 'This is the contact of the unit already: there is nothing to change.',
};

export class UnitService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Sets whom to call at the unit acted for. The record says that it changed; from what to what it keeps encrypted. */
  updateContact(viewer: Viewer, input: UpdateContact): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'updateUnitContact', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('unit:edit', { ownerUnitId: unitId }, 'unit', { id: unitId });
      // The contact may not be there to be locked: who edits it waits for the unit.
      await act.lock(Unit, 'unit', unitId);
      await mustLast(act, unitId, 'revise');
      const subject = await act.holdSubject({ kind: 'contact', id: unitId });
      const before = await act.em.findOne(UnitContact, { unitId });
      act.expectVersion('unit', { id: unitId, version: before?.version ?? NONE }, input.expectedVersion ?? NONE);
      const mobile = input.mobile.startsWith('+') ? input.mobile : `+86${input.mobile}`;
      const from = before === null ? null : { name: before.name, mobile: before.mobile };
      const to = { name: input.name.trim(), mobile };
      // What was made up becomes true by being said by the unit.
      if (before?.name === to.name && before.mobile === to.mobile && !before.isFictitious) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'unit', id: unitId, what: SAME });
      }
      const contact = before ?? act.em.create(UnitContact, { unitId, version: 1, ...to, isFictitious: false });
      act.em.assign(contact, { ...to, isFictitious: false });
      await act.em.flush();
      // It counts on from one that was removed.
      if (before === null) await act.em.refresh(contact);
      act.record(
        'unit:contact-updated',
        'unit',
        { id: unitId, version: contact.version },
        { protected: [{ subject, values: { from, to } }] },
      );
      return { unit: unitId };
    });
  }

  /** Deletes the contact, and the key of what the record says of it and of those before it. Why is kept. */
  removeContact(viewer: Viewer, input: RemoveContact): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'removeUnitContact', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('unit:edit', { ownerUnitId: unitId }, 'unit', { id: unitId });
      mustTellNothing(input.reason);
      await act.lock(Unit, 'unit', unitId);
      const contact = await act.em.findOne(UnitContact, { unitId });
      act.expectVersion('unit', { id: unitId, version: contact?.version ?? NONE }, input.expectedVersion);
      await eraseSubject(act, { kind: 'contact', id: unitId });
      const [row] = await act.run<{ removed: boolean }>('select directory.remove_contact($1::uuid) as removed', [
        unitId,
      ]);
      if (row?.removed !== true) throw new Error('the contact that is locked is not there');
      const version = input.expectedVersion;
      act.em.create(UnitContactRemoval, { unitId, version, reason: input.reason, removedAt: act.now });
      act.record('unit:contact-removed', 'unit', { id: unitId, version });
      return { unit: unitId };
    });
  }
}
