/** The ledger (台账): what accounts count and in what, and how far they may go. */
import { Decimal } from 'decimal.js';
import { RefusalError, type Bilingual } from '../errors.ts';
import { plain } from '../quantity.ts';
import { oneLine } from '../text.ts';
import { limitReached, othersLimit } from './limit-words.ts';

export type Dimension = 'HOURS' | 'MEALS' | 'POINTS' | 'CNY' | 'GOODS';
export type PostingPurpose = 'TRANSFER' | 'CLEARING' | 'SETTLEMENT' | 'CORRECTION' | 'DELIVERY';

/** In what each is counted; goods in whatever no other dimension is counted in. As `exchange.account` has it. */
const bases: Readonly<Record<Exclude<Dimension, 'GOODS'>, readonly string[]>> = {
  HOURS: ['小时'],
  MEALS: ['份', '人次'],
  POINTS: ['分'],
  CNY: ['元'],
};

const words: Readonly<Record<Dimension, Bilingual>> = {
  HOURS: { zh: '工时', en: 'Hours' },
  MEALS: { zh: '餐食', en: 'Meals' },
  POINTS: { zh: '积分', en: 'Points' },
  CNY: { zh: '记账人民币', en: 'Yuan of account' },
  GOODS: { zh: '物资', en: 'Goods' },
};

const FEN = 2;

/** Throws `INVALID_INPUT` where that dimension is not counted so: what is counted otherwise is never added to it. */
export function mustBeCountedSo(dimension: Dimension, unit: string, path: readonly string[]): void {
  const { zh, en } = words[dimension];
  if (dimension !== 'GOODS') {
    const allowed = bases[dimension];
    if (allowed.includes(unit)) return;
    throw RefusalError.invalid(
      path,
      `${zh}以“${allowed.join('”或“')}”计，不能与“${unit}”相加；请改用该计量单位，或另选维度（dimension）。`,
      `${en} are counted in ${allowed.join(' or ')} and never added to ${unit}: say it so, or name another dimension.`,
    );
  }
  const written = oneLine(unit);
  const taken = Object.values(bases).flat();
  if (taken.includes(written)) {
    throw RefusalError.invalid(
      path,
      `“${unit}”是其他维度的计量单位，物资不能以此计；请改用箱、件、包等单位，或另选维度（dimension）。`,
      `${unit} is what another dimension is counted in: count goods in a unit of their own (箱, 件, 包), or name that dimension.`,
    );
  }
  if (written === unit) return;
  throw RefusalError.invalid(
    path,
    `“${unit}”含多余的空格；计量单位按字面区分，请写作“${written}”。`,
    `"${unit}" has spaces that say nothing, and units of measure are told apart as they are written: write "${written}".`,
  );
}

/** Throws `INVALID_INPUT` where money is not told to the fen. */
export function mustBeExact(dimension: Dimension, amount: string, path: readonly string[]): void {
  if (dimension !== 'CNY' || new Decimal(amount).decimalPlaces() <= FEN) return;
  throw RefusalError.invalid(
    path,
    '记账人民币精确到分，小数至多 2 位。',
    'Yuan of account are exact to the fen: at most 2 digits after the point.',
  );
}

interface Limits {
  /** How far below zero it may go. */
  readonly creditLimit: string;
  /** How far up; null where nothing is said. */
  readonly ceiling?: string | null | undefined;
}

interface Limited extends Limits {
  readonly id: string;
  readonly basis: string;
  readonly balance: string;
}

interface OfKind {
  readonly kind: 'UNIT' | 'CLEARING' | 'SETTLED';
}

/** What can go out of it still. */
const canGoOut = ({ balance, creditLimit }: Pick<Limited, 'balance' | 'creditLimit'>): string =>
  plain(Decimal.max(0, new Decimal(balance).plus(creditLimit)));

/** What can come into it still; null where it takes any amount. */
const canComeIn = ({ balance, ceiling }: Limited): string | null =>
  ceiling == null ? null : plain(Decimal.max(0, new Decimal(ceiling).minus(balance)));

/** Of which less can be posted; all else is posted whole or not at all. */
const inPart: ReadonlySet<PostingPurpose> = new Set(['TRANSFER', 'CLEARING']);

interface ToPost {
  readonly purpose: PostingPurpose;
  /** Whether who acts is told how the account stands. */
  readonly isToldOf: boolean;
}

/** Throws `ACCOUNT_LIMIT_REACHED` where the account would go further than it may. Of an account of others it says no figure. */
export function mustStayWithin(account: Limited & OfKind, change: string, { purpose, isToldOf }: ToPost): void {
  const { id, basis: unit } = account;
  const amount = plain(new Decimal(change).abs());
  const isOut = new Decimal(change).isNegative();
  const possible = isOut ? canGoOut(account) : canComeIn(account);
  if (possible === null || new Decimal(amount).lessThanOrEqualTo(possible)) return;
  const about = { isOut, isWhole: !inPart.has(purpose), isOfClearing: account.kind !== 'UNIT' };
  if (!isToldOf) {
    const what = othersLimit(about);
    throw RefusalError.of('ACCOUNT_LIMIT_REACHED', { unit, requested: amount, possible: null, account: null, what });
  }
  const balance = plain(account.balance);
  const limit = plain(isOut ? account.creditLimit : (account.ceiling ?? '0'));
  throw RefusalError.of('ACCOUNT_LIMIT_REACHED', {
    ...{ unit, requested: amount, possible, what: limitReached(about, { balance, limit, possible, amount, unit }) },
    account: { id, balance, limit },
  });
}

/** Throws `ACCOUNT_LIMIT_REACHED` where the account has gone further by now than the new limits allow. */
export function mustHold(account: Limited, { creditLimit, ceiling }: Limits): void {
  const { id, basis: unit } = account;
  const [owed, held] = [new Decimal(account.balance).negated(), new Decimal(account.balance)];
  const balance = plain(held);
  if (owed.greaterThan(creditLimit)) {
    const possible = plain(owed);
    throw RefusalError.of('ACCOUNT_LIMIT_REACHED', {
      ...{ unit, requested: plain(creditLimit), possible, account: { id, balance, limit: plain(account.creditLimit) } },
      what: {
        zh: `账户余额 ${balance} ${unit}，信用额度不能低于 ${possible} ${unit}；请待其结清一部分后再调整。`,
        en: `The account stands at ${balance} ${unit}: its credit limit cannot be below ${possible} ${unit}. Let some of it be settled first.`,
      },
    });
  }
  if (ceiling == null || held.lessThanOrEqualTo(ceiling)) return;
  throw RefusalError.of('ACCOUNT_LIMIT_REACHED', {
    ...{ unit, requested: plain(ceiling), possible: balance },
    account: { id, balance, limit: plain(account.ceiling ?? ceiling) },
    what: {
      zh: `账户余额 ${balance} ${unit}，上限不能低于 ${balance} ${unit}；请待其支出一部分后再调整。`,
      en: `The account stands at ${balance} ${unit}: its ceiling cannot be below that. Let some of it be spent first.`,
    },
  });
}
