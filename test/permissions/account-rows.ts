/** What rows there are of accounts and of what is posted to them: as `rows.ts` has it of everything else. */

export const accountRows: Readonly<Record<string, string>> = {
  // Those of a clearing are of no unit.
  Account: `select g.id, array_remove(array[g.unit_id], null) as own, array[g.alliance_id] as alliances, 'party' as class
    from exchange.account g`,
  AccountEntry: `select e.id, array_remove(array[g.unit_id], null) as own, array[g.alliance_id] as alliances, 'party' as class
    from exchange.account_entry e join exchange.account g on g.id = e.account_id`,
  Posting: `select g.id, array_remove(array[g.from_unit_id, g.to_unit_id], null) as own,
    array[g.from_alliance_id, g.to_alliance_id] as alliances, 'party' as class from exchange.posting g`,
  Clearing: `select g.id, array[g.alliance_id, g.other_alliance_id] as alliances, 'clearing' as class from exchange.clearing g`,
  ClearingSettlement: `select t.id, array[g.alliance_id, g.other_alliance_id] as alliances, 'clearing' as class
    from exchange.clearing_settlement t join exchange.clearing g on g.id = t.clearing_id`,
};
