import type { Scope } from '../../../../read/scope.ts';
import { spellId, type Row, type Sql } from '../../../../read/sql.ts';
import { computed, id, many, one, viewOf } from '../../../../read/words.ts';
import { RegistrationWithdrawalSchema } from './withdrawal.entity.ts';

/** The unit that had registered it. Row-level security judges the same anew. */
function isOwn(row: Row, scope: Scope): Sql {
  scope.guard();
  return scope.isUnit(row.col('by_unit_id'));
}

export const withdrawalView = viewOf(RegistrationWithdrawalSchema, {
  type: 'RegistrationWithdrawal',
  visible: isOwn,
  fields: {
    id: id('withdrawal'),
    withdrawnUnitId: computed((row) => spellId('unit', row.col('unit_id'))),
    by: one('Unit', 'by_unit_id'),
    alliance: one('Alliance', 'alliance_id'),
  },
});

export const withdrawalsByUnit = many('RegistrationWithdrawal', 'by_unit_id');
