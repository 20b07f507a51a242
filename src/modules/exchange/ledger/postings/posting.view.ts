import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { asc, column, desc, id, many, one, optionalOne, quantity, viewFrom } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';

/** Both who paid and who was paid, under any fitting hat, and whoever coordinates an alliance that it touches. */
function visible(row: Row, scope: Scope): Sql {
  const alliances = [row.col('from_alliance_id'), row.col('to_alliance_id')];
  const isParty = any(scope.isParty(row.col('from_unit_id')), scope.isParty(row.col('to_unit_id')));
  const underHat = scope.hasAllianceHat ? any(...alliances.map((one) => scope.inAlliance(one))) : everything;
  return any(both(isParty, underHat), ...alliances.map((one) => scope.coordinates(one)));
}

const POSTINGS = sql`select p.*, r.id as reversed_by_id from exchange.posting p left join exchange.posting r on r.reverses_id = p.id`;

export const postingView = viewFrom(() => POSTINGS, {
  type: 'Posting',
  scope: 'promises:read',
  visible,
  fields: {
    id: id('posting'),
    purpose: column('purpose'),
    dimension: column('dimension'),
    amount: quantity('amount', 'basis'),
    from: optionalOne('Unit', 'from_unit_id'),
    to: optionalOne('Unit', 'to_unit_id'),
    by: optionalOne('Unit', 'by_unit_id'),
    commitment: optionalOne('Commitment', 'commitment_id'),
    delivery: optionalOne('ExchangeEvent', 'event_id'),
    clearing: optionalOne('Clearing', 'clearing_id'),
    reverses: optionalOne('Posting', 'reverses_id'),
    reversedBy: optionalOne('Posting', 'reversed_by_id'),
    note: column('note'),
    postedAt: column('posted_at'),
    entries: many('AccountEntry', 'posting_id'),
  },
});

/** With the account that it is of: the other one of the same alliance is for who may see that. */
const ENTRIES = sql`select e.*, a.alliance_id, a.unit_id, c.id as counter_account_id
  from exchange.account_entry e
  join exchange.account a on a.id = e.account_id
  join exchange.account_entry o on o.posting_id = e.posting_id and o.id <> e.id
  join exchange.account c on c.id = o.account_id and c.alliance_id = a.alliance_id`;

export const accountEntryView = viewFrom(() => ENTRIES, {
  type: 'AccountEntry',
  scope: 'promises:read',
  visible: (row, scope) => partiesSee(row, scope, 'unit_id'),
  fields: {
    id: id('entry'),
    account: one('Account', 'account_id'),
    counterAccount: optionalOne('Account', 'counter_account_id'),
    posting: one('Posting', 'posting_id'),
    number: column('number'),
    amount: quantity('amount', 'basis'),
    balanceAfter: quantity('balance_after', 'basis'),
  },
  orders: { NEWEST: [desc('number', 'integer')], OLDEST: [asc('number', 'integer')] },
});

export const postingRoots: Readonly<Record<string, Root>> = {
  posting: { kind: 'one', type: 'Posting', argument: 'id', of: 'posting' },
};
