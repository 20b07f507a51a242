/** What every posting does: it opens accounts that are not there, holds them, looks at their limits, and appends. */
import type { Act } from '../../../../data/act.ts';
import { mustStayWithin, type PostingPurpose } from '../../../../domain/exchange/ledger.ts';
import { negated } from '../../../../domain/exchange/stock.ts';
import { Account } from '../accounts/account.entity.ts';
import { openedFor, type Counted } from '../accounts/opened.service.ts';
import { AccountEntry, Posting } from './posting.entity.ts';

/** A unit, in an alliance. */
export interface Party {
  readonly allianceId: string;
  readonly unitId: string;
}

/** What is posted, from whom to whom; through a clearing where they are of two alliances. */
interface Payment {
  readonly from: Party;
  readonly to: Party;
  readonly counted: Counted;
  readonly amount: string;
  readonly clearingId: string | null;
}

/** So much more in one account, or less. */
interface Leg {
  readonly account: Account;
  readonly change: string;
}

/** The accounts, opened where they are not, and held: nobody else posts to them or changes their limits meanwhile. */
export async function heldLegs(act: Act, { from, to, counted, amount, clearingId }: Payment): Promise<readonly Leg[]> {
  const own = await openedFor(act, [from, to], counted);
  const held = await act.lockAll(Account, [...own, ...(await clearingAccounts(act, clearingId, 'CLEARING'))]);
  const out = negated(amount);
  return [
    { account: ofUnit(held, from), change: out },
    ...(clearingId === null
      ? []
      : [
          { account: between(held, from.allianceId, 'CLEARING'), change: amount },
          { account: between(held, to.allianceId, 'CLEARING'), change: out },
        ]),
    { account: ofUnit(held, to), change: amount },
  ];
}

function ofUnit(held: readonly Account[], { allianceId, unitId }: Party): Account {
  const account = held.find((one) => one.allianceId === allianceId && one.unitId === unitId);
  if (account === undefined) throw new Error('an account that was opened is not there');
  return account;
}

/** That of an alliance in a clearing. */
export function between(held: readonly Account[], allianceId: string, kind: 'CLEARING' | 'SETTLED'): Account {
  const account = held.find((one) => one.allianceId === allianceId && one.kind === kind);
  if (account === undefined) throw new Error('a clearing in force has no account');
  return account;
}

export async function clearingAccounts(
  act: Act,
  clearingId: string | null,
  ...kinds: readonly ('CLEARING' | 'SETTLED')[]
): Promise<string[]> {
  if (clearingId === null) return [];
  const rows = await act.run<{ id: string }>(
    'select id from exchange.account where clearing_id = $1::uuid and kind = any($2::text[])',
    [clearingId, kinds],
  );
  return rows.map(({ id }) => id);
}

interface Told {
  readonly purpose: PostingPurpose;
  readonly counted: Counted;
  readonly amount: string;
  readonly from: { readonly allianceId: string; readonly unitId: string | null };
  readonly to: { readonly allianceId: string; readonly unitId: string | null };
  readonly note: string;
  readonly commitmentId?: string | null;
  readonly eventId?: string;
  readonly clearingId?: string | null;
  readonly settlementId?: string;
  readonly reversesId?: string;
  /** By who coordinates the alliance, and sees its accounts. */
  readonly isByCoordinator?: boolean;
}

/** Within the limits of all. Who acts is told how its own account stands, and that of a clearing; of other units no figure, but as a coordinator. */
export function append(act: Act, legs: readonly Leg[], told: Told): { posting: string } {
  const { purpose, counted, amount, from, to, note, isByCoordinator = false } = told;
  for (const { account, change } of legs) {
    const isToldOf = isByCoordinator || account.unitId == null || account.unitId === act.unit;
    if (account.kind !== 'SETTLED') mustStayWithin(account, change, { purpose, isToldOf });
  }
  const posting = act.add(Posting, {
    id: act.newId('posting'),
    ...{ purpose, ...counted, amount, note },
    ...{ fromAllianceId: from.allianceId, fromUnitId: from.unitId, toAllianceId: to.allianceId, toUnitId: to.unitId },
    byUnitId: act.unit,
    commitmentId: told.commitmentId ?? null,
    eventId: told.eventId ?? null,
    clearingId: told.clearingId ?? null,
    settlementId: told.settlementId ?? null,
    reversesId: told.reversesId ?? null,
    postedAt: act.now,
  });
  for (const { account, change } of legs) {
    const entry = { id: act.newId('entry'), postingId: posting.id, accountId: account.id, ...counted, amount: change };
    act.add(AccountEntry, entry);
  }
  const unitIds = [from.unitId, to.unitId].filter((unit) => unit !== null);
  const body = { purpose, dimension: counted.dimension };
  for (const allianceId of new Set([from.allianceId, to.allianceId])) {
    act.record('posting:made', 'posting', posting, { allianceId, body, ...(unitIds.length === 0 ? {} : { unitIds }) });
  }
  return { posting: posting.id };
}
