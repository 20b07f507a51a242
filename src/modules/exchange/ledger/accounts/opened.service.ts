/** Accounts that are there, or are opened because something is posted to them. */
import type { Act } from '../../../../data/act.ts';
import type { Dimension } from '../../../../domain/exchange/ledger.ts';

/** Of what an account keeps count, and in what. */
export interface Counted {
  readonly dimension: Dimension;
  readonly basis: string;
}

interface Holder {
  readonly allianceId: string;
  readonly unitId: string;
}

const THERE = `
select a.id, a.unit_id as "unitId", a.alliance_id as "allianceId"
from unnest($1::uuid[], $2::uuid[]) h (unit_id, alliance_id)
join exchange.account a on a.unit_id = h.unit_id and a.alliance_id = h.alliance_id and a.dimension = $3 and a.basis = $4`;

/** Whoever opens the same at once is waited for; then it is there. */
const OPEN = `
insert into exchange.account (id, alliance_id, unit_id, dimension, basis, opened_at, version)
values ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::timestamptz, 1) on conflict on constraint account_once do nothing returning id`;

/** The ids of the accounts of these units. Those that are not there are opened, with nothing in them and no credit. */
export async function openedFor(act: Act, holders: readonly Holder[], counted: Counted): Promise<string[]> {
  const { dimension, basis } = counted;
  const asked = [holders.map(({ unitId }) => unitId), holders.map(({ allianceId }) => allianceId), dimension, basis];
  const there = () => act.run<Holder & { id: string }>(THERE, asked);
  const found = await there();
  const missing = holders.filter(
    ({ allianceId, unitId }) => !found.some((one) => one.unitId === unitId && one.allianceId === allianceId),
  );
  if (missing.length === 0) return found.map(({ id }) => id);
  // In one order, whoever opens several: two who do wait for each other only once.
  for (const { allianceId, unitId } of missing.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))) {
    const id = act.newId('account');
    const opened = await act.run(OPEN, [id, allianceId, unitId, dimension, basis, act.now.toISOString()]);
    if (opened.length > 0) tellOpened(act, { id, allianceId, unitId });
  }
  return (await there()).map(({ id }) => id);
}

export function tellOpened(act: Act, account: Holder & { readonly id: string }): void {
  const { allianceId, unitId } = account;
  act.record('account:opened', 'account', { id: account.id }, { allianceId, unitIds: [unitId] });
}
