import type { Scope } from '../../../../read/scope.ts';
import { any, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  column,
  computed,
  decimal,
  id,
  many,
  optional,
  one,
  oneOf,
  optionalOne,
  quantity,
  rowsFrom,
  valueWhere,
  viewFrom,
} from '../../../../read/words.ts';

/** Whoever wears the hat of one of the two alliances. */
const visible = (row: Row, scope: Scope): Sql =>
  any(scope.inAlliance(row.col('alliance_id')), scope.inAlliance(row.col('other_alliance_id')));

const bothStand = (row: Row): Sql =>
  sql`not exists (select from directory.alliance l where l.id in (${row.col('alliance_id')}, ${row.col('other_alliance_id')}) and l.dissolved_at is not null)`;

const CLEARINGS = sql`select c.*, a.balance from exchange.clearing c
  left join exchange.account a on a.clearing_id = c.id and a.alliance_id = c.alliance_id and a.kind = 'CLEARING'`;

export const clearingView = viewFrom(() => CLEARINGS, {
  type: 'Clearing',
  scope: 'promises:read',
  visible,
  fields: {
    id: id('clearing'),
    alliance: one('Alliance', 'alliance_id'),
    otherAlliance: one('Alliance', 'other_alliance_id'),
    dimension: column('dimension'),
    basis: column('basis'),
    limit: quantity('credit_limit', 'basis'),
    balance: valueWhere((row) => sql`${row.col('balance')} is not null`, {
      value: decimal('balance'),
      unit: column('basis'),
    }),
    endsAt: column('ends_at'),
    isInForce: computed(
      (row, scope) =>
        sql`${row.col('state')} = 'ACTIVE' and ${row.col('ends_at')} > ${scope.now} and ${bothStand(row)}`,
    ),
    note: column('note'),
    state: column('state'),
    proposedBy: one('Unit', 'proposed_by_unit_id'),
    answeredBy: optionalOne('Unit', 'answered_by_unit_id'),
    proposedAt: column('proposed_at'),
    answeredAt: optional('answered_at'),
    endings: rowsFrom(
      (row) =>
        sql`select n.* from exchange.clearing_ending n where n.clearing_id = ${row.col('id')} order by n.said_at, n.alliance_id`,
      {
        alliance: one('Alliance', 'alliance_id'),
        by: one('Unit', 'unit_id'),
        reason: column('reason'),
        saidAt: column('said_at'),
      },
    ),
    settlements: many('ClearingSettlement', 'clearing_id'),
    version: column('version'),
  },
  filters: {
    state: oneOf('state'),
    allianceId: (row, value) =>
      sql`${value.id('alliance')} in (${row.col('alliance_id')}, ${row.col('other_alliance_id')})`,
  },
});

const SETTLEMENTS = sql`select s.*, c.basis, p.id as posting_id, c.alliance_id as one_alliance_id, c.other_alliance_id
  from exchange.clearing_settlement s join exchange.clearing c on c.id = s.clearing_id
  left join exchange.posting p on p.settlement_id = s.id`;

export const settlementView = viewFrom(() => SETTLEMENTS, {
  type: 'ClearingSettlement',
  scope: 'promises:read',
  visible: (row, scope) =>
    any(scope.inAlliance(row.col('one_alliance_id')), scope.inAlliance(row.col('other_alliance_id'))),
  fields: {
    id: id('clearingsettlement'),
    clearing: one('Clearing', 'clearing_id'),
    alliance: one('Alliance', 'alliance_id'),
    owedBy: one('Alliance', 'owing_alliance_id'),
    amount: quantity('amount', 'basis'),
    note: column('note'),
    state: column('state'),
    proposedBy: one('Unit', 'proposed_by_unit_id'),
    answeredBy: optionalOne('Unit', 'answered_by_unit_id'),
    proposedAt: column('proposed_at'),
    answeredAt: optional('answered_at'),
    posting: optionalOne('Posting', 'posting_id'),
    version: column('version'),
  },
});

export const clearingRoots: Readonly<Record<string, Root>> = {
  clearing: { kind: 'one', type: 'Clearing', argument: 'id', of: 'clearing' },
  clearings: { kind: 'many', type: 'Clearing' },
};
