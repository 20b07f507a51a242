/** What moves a stock (库存), and from which lots it goes out. */
import { Decimal } from 'decimal.js';
import { RefusalError, type Bilingual } from '../errors.ts';
import { plain } from '../quantity.ts';

export type MovementKind = 'RECEIVED' | 'ISSUED' | 'RETURNED' | 'ADJUSTED' | 'WRITTEN_OFF' | 'TRANSFERRED';

/** Some of a stock that came together, as it is kept: what is there, and until what day it is good. */
interface Lot {
  readonly id: string;
  readonly onHand: string;
  readonly expiresOn?: string | null | undefined;
}

/** So much of one lot. */
interface Share {
  readonly lotId: string;
  readonly amount: string;
}

/** Whether it is past the last day on which it is good. */
const isExpired = ({ expiresOn }: Pick<Lot, 'expiresOn'>, today: string): boolean =>
  expiresOn != null && expiresOn < today;

/** What there is of the lots that are still good. */
export function usable(lots: readonly Lot[], today: string): string {
  return plain(Decimal.sum(0, ...lots.filter((lot) => !isExpired(lot, today)).map(({ onHand }) => onHand)));
}

/** What expires first comes first, what never does comes last; what came earlier before what came later. */
const byExpiry = (a: Lot, b: Lot): number =>
  (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999') || a.id.localeCompare(b.id);

/** From which lots so much goes out, in that order; what they have not is left over. Expired ones only where they are let. */
export function picked(
  lots: readonly Lot[],
  amount: string,
  { today, expiredToo = false }: { readonly today: string; readonly expiredToo?: boolean },
): { readonly shares: Share[]; readonly missing: string } {
  let missing = new Decimal(amount);
  const shares: Share[] = [];
  for (const lot of lots.filter((one) => expiredToo || !isExpired(one, today)).toSorted(byExpiry)) {
    const share = Decimal.min(missing, lot.onHand);
    if (share.lessThanOrEqualTo(0)) continue;
    shares.push({ lotId: lot.id, amount: plain(share) });
    missing = missing.minus(share);
  }
  return { shares, missing: plain(missing) };
}

/** What is left for others once what is promised is put aside; never below zero. */
export const available = (good: string, reserved: string): string =>
  plain(Decimal.max(0, new Decimal(good).minus(reserved)));

/** What a unit says of its stock by itself; counts and transfers are acts of their own. */
export type Move = Exclude<MovementKind, 'TRANSFERRED' | 'ADJUSTED'>;

interface Said {
  readonly kind: Move;
  readonly reason?: string | null;
  readonly offerId?: string | null;
  readonly lotId?: string | null;
  readonly lot?: object | null;
}

/** Throws `INVALID_INPUT` where a movement of that kind is not told so. */
export function mustBeToldSo({ kind, reason, offerId, lotId, lot }: Said): void {
  if (kind === 'WRITTEN_OFF' && reason == null) {
    throw refused('reason', {
      zh: '报损须说明原因，请填写 input.reason。',
      en: 'What is written off is written off for a reason: say it in input.reason.',
    });
  }
  if (offerId != null && kind !== 'ISSUED' && kind !== 'RETURNED') {
    throw refused('offerId', {
      zh: '只有出库和退回可以指明供给；请去掉 input.offerId。',
      en: 'Only what is issued or returned is for an offer: leave input.offerId out.',
    });
  }
  if (lot != null && kind !== 'RECEIVED') {
    throw refused('lot', {
      zh: '只有入库可以说明新批次；退回和报损请用 input.lotId 指明已有批次。',
      en: 'Only what is received comes in a lot of its own: name one that is there in input.lotId.',
    });
  }
  if (lotId != null && kind !== 'RETURNED' && kind !== 'WRITTEN_OFF') {
    throw refused('lotId', {
      zh: '出库按到期日先后自动选择批次，入库用 input.lot 说明批次；请去掉 input.lotId。',
      en: 'What is issued goes out of the lots that expire first, and what is received says its lot in input.lot: leave input.lotId out.',
    });
  }
}

const refused = (field: string, { zh, en }: Bilingual): RefusalError => RefusalError.invalid(['input', field], zh, en);

/** By how much more or less was counted than was written down. */
export const difference = (onHand: string, counted: string): string => plain(new Decimal(counted).minus(onHand));

export const isNothing = (amount: string): boolean => new Decimal(amount).isZero();
export const negated = (amount: string): string => plain(new Decimal(amount).negated());

/** Of what an offer has matched, how much it has not handed over. */
export const promised = (taken: string, issued: string): string => available(taken, issued);

/** The day until which a lot is good. Throws `INVALID_INPUT` where that is past. */
export function mustBeGood(expiresOn: string | null, today: string): void {
  if (expiresOn === null || expiresOn >= today) return;
  throw RefusalError.invalid(
    ['input', 'lot', 'expiresOn'],
    '到期日已过，过期物资不能入库；请核对日期。',
    'input.lot.expiresOn is past: what has expired is not received. Look at the date again.',
  );
}

/** Whether a stock has come to its minimum, or fallen below it; as `exchange.stock` has it. */
export const isLow = (onHand: string, minimum: string | null | undefined): boolean =>
  minimum != null && new Decimal(onHand).lessThanOrEqualTo(minimum);
