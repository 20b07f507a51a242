import type { FilterQuery } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { UnitClassification } from './classification.entity.ts';

/** Ends the classes of a unit that hold and are such, at the instant of the act. The unit is locked. */
export async function endClasses(act: Act, which: FilterQuery<UnitClassification>, reason: string): Promise<void> {
  const rows = await act.em.find(
    UnitClassification,
    { $and: [which, { endReason: null }] },
    { orderBy: { id: 'asc' } },
  );
  for (const row of rows) act.em.assign(row, { valid: endedAt(row.valid, act.now), endReason: reason });
  await act.em.flush();
  for (const row of rows) {
    act.record('classification:ended', 'classification', row, { unitIds: [row.unitId], body: { class: row.termCode } });
  }
}
