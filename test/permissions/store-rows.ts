/** What rows there are of stocks, of what hangs on them, and of what is lent: as `rows.ts` has it of everything else. */

/** By type; `shown` is what a resource `l` is shown to. Of what hangs on a stock it is whose resource it is of that counts. */
export function storeFacts(shown: string): Readonly<Record<string, string>> {
  const stocked = (from: string, stock: string): string => `
    select t.id, array[l.owner_unit_id] as own, ${shown} as alliances, 'stock' as class
    from ${from} t join exchange.stock k on k.id = ${stock} join exchange.resource l on l.id = k.resource_id`;
  return {
    Stock: stocked('exchange.stock', 't.id'),
    StockLot: stocked('exchange.stock_lot', 't.stock_id'),
    StockMovement: stocked('exchange.stock_movement', 't.stock_id'),
    Distribution: stocked('exchange.distribution', 't.stock_id'),
    Lending: `select l.id, array[l.owner_unit_id, l.borrower_unit_id] as own, array[l.alliance_id] as alliances, 'party' as class
      from exchange.lending l`,
  };
}
