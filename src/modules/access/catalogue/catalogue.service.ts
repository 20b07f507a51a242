import { LockMode } from '@mikro-orm/core';
import type { Act } from '../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { DataKind, SharingAttribute } from '../../../domain/access/sharing.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { DataItem } from './data-item.entity.ts';

interface SetDataItem {
  readonly idempotencyKey: string;
  readonly expectedVersion?: number | null;
  readonly kind: DataKind;
  readonly attribute: SharingAttribute;
  readonly note?: string | null;
}

/** The version of what the unit has said nothing about yet. */
const NONE = 0;

const SAME = {
  zh: '数据目录已如此登记，无需更改。',
  en: 'The catalogue says this very thing already: there is nothing to change.',
};

export class CatalogueService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Says whether the unit acted for shares a kind of its data. What is shared no more is read no more from now on. */
  set(viewer: Viewer, input: SetDataItem): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setDataItem', input }, async (act) => {
      const { kind, attribute, note = null } = input;
      const unitId = act.unit;
      act.assertCan('catalogue:edit', { ownerUnitId: unitId });
      mustSayWhy(attribute, note);
      const before = await lockItem(act, unitId, kind);
      act.expectVersion('unit', { id: unitId, version: before?.version ?? NONE }, input.expectedVersion ?? NONE);
      if (before?.attribute === attribute && before.note === note) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'item', id: before.id, what: SAME });
      }
      const changed = { attribute, note, changedAt: act.now };
      const item = before ?? act.em.create(DataItem, { id: act.newId('item'), unitId, kind, version: 1, ...changed });
      act.em.assign(item, changed);
      await act.em.flush();
      const { version } = item;
      act.record('catalogue:changed', 'unit', { id: unitId, version }, { body: { kind, attribute } });
      return { unit: unitId };
    });
  }
}

/**
 * What the catalogue of the unit says of a kind, locked: who edits it and who asks for it wait for each other. Null where
 * it says nothing.
 */
export async function lockItem(act: Act, unitId: string, kind: DataKind): Promise<DataItem | null> {
  // There may be no row to be locked yet.
  await act.takeTurn(`data_item ${unitId} ${kind}`);
  return act.em.findOne(DataItem, { unitId, kind }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

function mustSayWhy(attribute: SharingAttribute, note: string | null): void {
  if (attribute === 'UNCONDITIONAL' || note !== null) return;
  const [zh, en] =
    attribute === 'NONE' ? ['不予共享的理由', 'why it is not shared'] : ['共享的条件', 'on which condition'];
  throw RefusalError.invalid(['input', 'note'], `请在 input.note 说明${zh}。`, `Say in input.note ${en}.`);
}
