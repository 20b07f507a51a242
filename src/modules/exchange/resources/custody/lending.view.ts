import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { computed, id, ofId, one, oneOf, optionalOne, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { LendingSchema } from './lending.entity.ts';

/** It is with the borrower, who was to have given it back by now. */
const isOverdue = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('state')} in ('HANDED_OVER', 'LENT') and ${row.col('due_at')} <= ${scope.now})`;

export const lendingView = viewOf(LendingSchema, {
  type: 'Lending',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'owner_unit_id', 'borrower_unit_id'),
  fields: {
    id: id('lending'),
    alliance: one('Alliance', 'alliance_id'),
    resource: optionalOne('Resource', 'resource_id'),
    lender: one('Unit', 'owner_unit_id'),
    borrower: one('Unit', 'borrower_unit_id'),
    conditionOut: one('Term', 'condition_out', 'code'),
    conditionBack: optionalOne('Term', 'condition_back', 'code'),
    isOverdue: computed(isOverdue),
  },
  filters: {
    state: oneOf('state'),
    borrowerUnitId: ofId('borrower_unit_id', 'unit'),
    isOverdue: (row, wanted, scope) => sql`${isOverdue(row, scope)} = ${wanted.as('boolean')}`,
  },
  orders: {
    NEWEST: [{ column: 'id', direction: 'desc', cast: 'uuid' }],
    OLDEST: [{ column: 'id', direction: 'asc', cast: 'uuid' }],
    DUE: [{ column: 'due_at', direction: 'asc', cast: 'timestamptz' }],
  },
});

export const lendingRoots: Readonly<Record<string, Root>> = {
  lending: { kind: 'one', type: 'Lending', argument: 'id', of: 'lending' },
  lendings: { kind: 'many', type: 'Lending' },
};
