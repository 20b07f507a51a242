/** Goods that are counted: they came in two lots, some were carried to people's homes, and some are handed out one to a person. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  DailyHandOutDocument,
  DailyMoveStockDocument,
  DailyOpenDistributionDocument,
  DailyOpenStockDocument,
  DailySetMinimumStockDocument,
  type MoveStockInput,
} from '../../../generated/operations.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { nobodysNumber } from './numbers.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

/** As it was opened: told again, a step must say what it said. */
const FRESH = 1;

type Move = Omit<MoveStockInput, 'idempotencyKey' | 'resourceId'>;

/** Born on these days; the last leaves fewer than are to be there. */
const receivers = ['1938-05-02', '1941-11-19', '1944-02-27'] as const;

export async function tellGoods(cast: Cast, { resources }: DailyRows, now: Date): Promise<void> {
  const keeper = (days: number, time: string) => cast('yubo', ALLIANCE, atTime(now, days, time));
  const resourceId = globalId('resource', resources.goods.id);
  const lot = (code: string, days: number) => ({ code, expiresOn: dayInChina(daysFrom(now, days)) });
  await keeper(-30, '09:20').act('goods-counted', DailyOpenStockDocument, { resourceId, unit: '份' });
  const least = { resourceId, expectedVersion: FRESH, minimum: '40' };
  await keeper(-30, '09:25').act('goods-minimum', DailySetMinimumStockDocument, least);
  const moves: readonly (Move & { readonly days: number })[] = [
    { ...{ days: -29, kind: 'RECEIVED', amount: '60', reason: '商户联合捐赠' }, lot: lot('第一批', 240) },
    { ...{ days: -20, kind: 'ISSUED', amount: '24', reason: '节前入户走访' } },
    { ...{ days: -10, kind: 'RECEIVED', amount: '12', reason: '爱心企业捐赠' }, lot: lot('第二批', 15) },
    { ...{ days: -6, kind: 'ISSUED', amount: '6', reason: '降温天气加发' } },
  ];
  for (const [i, { days, ...move }] of moves.entries()) {
    await keeper(days, '10:10').act(`goods-moved-${i + 1}`, DailyMoveStockDocument, { resourceId, ...move });
  }
  const step = 'goods-distributed';
  const opened = await keeper(-4, '08:50').act(step, DailyOpenDistributionDocument, {
    ...{ resourceId, title: '高龄长者暖冬包', amountEach: '1', perPerson: 1 },
    ...{ every: 'EVER' as const, identifiedBy: 'IDENTITY_NUMBER' as const },
  });
  const distributionId = made(step, opened.distribution).id;
  for (const [i, bornOn] of receivers.entries()) {
    const receiver = { distributionId, number: nobodysNumber(bornOn, 11 + i) };
    await keeper(-3, `09:${String(10 + i)}`).act(`goods-handed-out-${i + 1}`, DailyHandOutDocument, receiver);
  }
}
