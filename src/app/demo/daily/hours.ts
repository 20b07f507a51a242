/** Hours that units owe each other (时间银行): within the alliance, and through a clearing with another one. */
import { globalId } from '../../../domain/ids.ts';
import {
  DailyAcceptClearingDocument,
  DailyOpenAccountDocument,
  DailyProposeClearingDocument,
  DailySetAccountLimitDocument,
  DailyTransferDocument,
  type TransferInput,
} from '../../../generated/operations.ts';
import { namedId } from '../../named-id.ts';
import { atTime } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { ALLIANCE } from './rows.ts';

const FRESH = 1;
const OTHER = 'bayberry';
const unitId = (key: string): string => globalId('unit', namedId('unit', key));
const hours = (value: string) => ({ value, unit: '小时' });

const transfers = [
  { days: -30, from: 'yubo', to: 'riders', value: '6', note: '骑手为独居老人代买代送' },
  { days: -21, from: 'riders', to: 'hospital', value: '2', note: '为骑手作急救培训' },
  { days: -12, from: 'wuyue', to: 'yubo', value: '4', note: '社区志愿者协助商场引导' },
] as const;

export async function tellHours(cast: Cast, now: Date): Promise<void> {
  for (const unit of ['yubo', 'wuyue'] as const) {
    const opening = { dimension: 'HOURS' as const, unit: '小时' };
    const opened = await cast(unit, ALLIANCE, atTime(now, -40, '09:30')).act(
      `hours-${unit}`,
      DailyOpenAccountDocument,
      opening,
    );
    const accountId = made(`hours-${unit}`, opened.account).id;
    const limit = { accountId, creditLimit: '20', expectedVersion: FRESH };
    await cast('hushan', ALLIANCE, atTime(now, -39, '10:00')).act(
      `hours-${unit}-limit`,
      DailySetAccountLimitDocument,
      limit,
    );
  }
  for (const [i, { days, from, to, value, note }] of transfers.entries()) {
    await pay(cast, `hours-paid-${i + 1}`, atTime(now, days, '17:00'), from, { toUnitId: unitId(to), value, note });
  }
  const clearingId = await tellClearing(cast, now);
  const across = { toUnitId: unitId('cold-chain'), clearingId, value: '3', note: '冷链车运送敬老餐' };
  await pay(cast, 'hours-across', atTime(now, -5, '16:20'), 'yubo', across);
}

type Payment = Pick<TransferInput, 'toUnitId' | 'clearingId' | 'note'> & { readonly value: string };

async function pay(cast: Cast, step: string, at: Date, from: string, { value, ...to }: Payment): Promise<void> {
  const paid = { dimension: 'HOURS' as const, quantity: hours(value), ...to };
  await cast(from, ALLIANCE, at).act(step, DailyTransferDocument, paid);
}

/** The two coordinators agree how much their alliances may owe each other. */
async function tellClearing(cast: Cast, now: Date): Promise<string> {
  const { clearing } = await cast('hushan', ALLIANCE, atTime(now, -15, '10:30')).act(
    'hours-clearing',
    DailyProposeClearingDocument,
    {
      otherAllianceId: globalId('alliance', namedId('alliance', OTHER)),
      dimension: 'HOURS' as const,
      limit: hours('40'),
      endsAt: atTime(now, 180, '18:00').toISOString(),
      note: '城乡互助工时，半年结清一次',
    },
  );
  const clearingId = made('hours-clearing', clearing).id;
  const answer = { clearingId, expectedVersion: FRESH };
  await cast('kuangyan', OTHER, atTime(now, -14, '15:00')).act(
    'hours-clearing-accepted',
    DailyAcceptClearingDocument,
    answer,
  );
  return clearingId;
}
