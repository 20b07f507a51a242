/** What every posting does: it opens accounts that are not there, holds them, looks at their limits, and appends. */
import { Decimal } from 'decimal.js';
import type { Act } from '../../../../data/act.ts';
import type { Dimension, PostingPurpose } from '../../../../domain/exchange/ledger.ts';
import { mustStayWithin } from '../../../../domain/exchange/ledger.ts';
import { plain } from '../../../../domain/quantity.ts';
import { Account } from '../accounts/account.entity.ts';
import { openedFor, type Counted } from '../accounts/opened.service.ts';
import { AccountEntry, Posting } from './posting.entity.ts';

/** A unit, in an alliance. */
export interface Party {
  readonly allianceId: string;
  readonly unitId: string;
}

interface HeldPair {
  readonly from: Account;
  readonly to: Account;
}

/** The accounts of the two, opened where they are not, and held: nobody else posts to them or changes their limits meanwhile. */
export async function heldPair(act: Act, from: Party, to: Party, counted: Counted): Promise<HeldPair> {
  const ids = await openedFor(act, [from, to], counted);
  const held = await act.lockAll(Account, ids);
  const of = ({ allianceId, unitId }: Party): Account => {
    const account = held.find((one) => one.allianceId === allianceId && one.unitId === unitId);
    if (account === undefined) throw new Error('an account that was opened is not there');
    return account;
  };
  return { from: of(from), to: of(to) };
}

interface Told {
  readonly purpose: PostingPurpose;
  readonly dimension: Dimension;
  readonly amount: string;
  readonly note: string;
  readonly commitmentId?: string | null;
  readonly reversesId?: string | null;
}

/** So much from one account to the other, within the limits of both. Who acts is told of its own how it stands. */
export function append(act: Act, { from, to }: HeldPair, told: Told): { posting: string } {
  const out = plain(new Decimal(told.amount).negated());
  for (const [account, change] of [
    [from, out],
    [to, told.amount],
  ] as const) {
    mustStayWithin(account, change, account.unitId === act.unit);
  }
  const { basis } = from;
  const posting = act.add(Posting, {
    id: act.newId('posting'),
    ...{ purpose: told.purpose, dimension: told.dimension, basis, amount: told.amount, note: told.note },
    ...{ fromAllianceId: from.allianceId, fromUnitId: from.unitId, toAllianceId: to.allianceId, toUnitId: to.unitId },
    byUnitId: act.unit,
    commitmentId: told.commitmentId ?? null,
    reversesId: told.reversesId ?? null,
    postedAt: act.now,
  });
  for (const [account, amount] of [
    [from, out],
    [to, told.amount],
  ] as const) {
    const counted = { dimension: told.dimension, basis };
    act.add(AccountEntry, { id: act.newId('entry'), postingId: posting.id, accountId: account.id, ...counted, amount });
  }
  act.record('posting:made', 'posting', posting, {
    allianceId: from.allianceId,
    unitIds: [from.unitId, to.unitId],
    body: { purpose: told.purpose, dimension: told.dimension },
  });
  return { posting: posting.id };
}
