import type { Root } from '../../../../read/view.ts';
import { sql } from '../../../../read/sql.ts';
import {
  column,
  computed,
  decimal,
  equals,
  id,
  many,
  ofId,
  one,
  oneOf,
  optionalOne,
  quantity,
  value,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { AccountSchema } from './account.entity.ts';

/** How a unit stands is for itself and for the coordinators of the alliance. */
export const accountView = viewOf(AccountSchema, {
  type: 'Account',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'unit_id'),
  fields: {
    id: id('account'),
    alliance: one('Alliance', 'alliance_id'),
    unit: optionalOne('Unit', 'unit_id'),
    clearing: optionalOne('Clearing', 'clearing_id'),
    balance: quantity('balance', 'basis'),
    creditLimit: quantity('credit_limit', 'basis'),
    ceiling: valueWhere((row) => sql`${row.col('ceiling')} is not null`, {
      value: decimal('ceiling'),
      unit: column('basis'),
    }),
    available: value({
      value: computed((row) => sql`trim_scale(greatest(${row.col('balance')} + ${row.col('credit_limit')}, 0))::text`),
      unit: column('basis'),
    }),
    entries: many('AccountEntry', 'account_id'),
  },
  filters: {
    unitId: ofId('unit_id', 'unit'),
    allianceId: ofId('alliance_id', 'alliance'),
    dimension: oneOf('dimension'),
    basis: equals('basis', 'text'),
  },
});

export const accountRoots: Readonly<Record<string, Root>> = {
  account: { kind: 'one', type: 'Account', argument: 'id', of: 'account' },
  accounts: { kind: 'many', type: 'Account' },
};
