/** Settlement sheets, seen with their agreements; a sheet is read as it was drawn up. */
import { sql } from '../../../read/sql.ts';
import { everyone, type Root } from '../../../read/view.ts';
import {
  asc,
  column,
  id,
  many,
  one,
  optional,
  optionalOne,
  quantity,
  rowsFrom,
  viewFrom,
  viewOf,
} from '../../../read/words.ts';
import { agreementSeen } from '../promises/agreements/agreement.view.ts';
import { documentUrl } from './document-url.view.ts';
import { SettlementSchema } from './settlement.entity.ts';

const figure = (name: string) => quantity(name, 'quantity_unit');

const figures = {
  from: one('Unit', 'from_unit_id'),
  to: one('Unit', 'to_unit_id'),
  promised: figure('promised'),
  confirmedBefore: figure('confirmed_before'),
  confirmedWithin: figure('confirmed_within'),
  confirmedLate: figure('confirmed_late'),
  confirmedInAll: figure('confirmed_in_all'),
  disputed: figure('disputed'),
  awaited: figure('awaited'),
  outstanding: figure('outstanding'),
};

const parties = rowsFrom(
  (row) => sql`select p.* from exchange.settlement_party p where p.settlement_id = ${row.col('id')} order by p.rank`,
  {
    unit: one('Unit', 'unit_id'),
    answer: optional('answer'),
    reason: optional('reason'),
    answeredAt: optional('answered_at'),
  },
);

const lines = rowsFrom(
  (row) => sql`select l.*, l.confirmed_before + l.confirmed_within + l.confirmed_late as confirmed_in_all
    from exchange.settlement_line l where l.settlement_id = ${row.col('id')} order by l.rank, l.commitment_id`,
  { ...figures, commitment: one('Commitment', 'commitment_id'), title: column('title') },
);

/** Never of two units of measure, nor of two directions. */
const totals = rowsFrom(
  (
    row,
  ) => sql`select l.from_unit_id, l.to_unit_id, l.quantity_unit, sum(l.promised) as promised, sum(l.confirmed_before) as confirmed_before,
      sum(l.confirmed_within) as confirmed_within, sum(l.confirmed_late) as confirmed_late,
      sum(l.confirmed_before + l.confirmed_within + l.confirmed_late) as confirmed_in_all, sum(l.disputed) as disputed,
      sum(l.awaited) as awaited, sum(l.outstanding) as outstanding
    from exchange.settlement_line l where l.settlement_id = ${row.col('id')}
    group by l.from_unit_id, l.to_unit_id, l.quantity_unit order by min(l.rank), l.from_unit_id, l.to_unit_id, l.quantity_unit`,
  figures,
);

export const settlementView = viewOf(SettlementSchema, {
  type: 'Settlement',
  scope: 'promises:read',
  visible: (row, scope) => agreementSeen(row.col('agreement_id'), scope),
  fields: {
    id: id('settlement'),
    agreement: one('Agreement', 'agreement_id'),
    from: column('from_day'),
    until: column('until_day'),
    drawnUpBy: one('Unit', 'drawn_up_by_unit_id'),
    follows: optionalOne('Settlement', 'follows_id'),
    replaces: optionalOne('Settlement', 'replaces_id'),
    ...{ parties, lines, totals },
    deliveries: many('SettlementDelivery', 'settlement_id'),
    documentUrl: documentUrl('settlement'),
  },
});

const DELIVERIES = sql`select d.*, l.quantity_unit from exchange.settlement_delivery d
  join exchange.settlement_line l on l.settlement_id = d.settlement_id and l.commitment_id = d.commitment_id`;

/** Reached through its sheet only. */
export const settlementDeliveryView = viewFrom(() => DELIVERIES, {
  type: 'SettlementDelivery',
  scope: 'promises:read',
  visible: everyone,
  key: asc('event_id', 'uuid'),
  orders: { OCCURRED: [asc('occurred_at', 'timestamptz')] },
  fields: {
    delivery: one('ExchangeEvent', 'event_id'),
    commitment: one('Commitment', 'commitment_id'),
    entry: column('entry'),
    quantity: figure('quantity'),
    occurredAt: column('occurred_at'),
  },
});

export const settlementRoots: Readonly<Record<string, Root>> = {
  settlement: { kind: 'one', type: 'Settlement', argument: 'id', of: 'settlement' },
};
