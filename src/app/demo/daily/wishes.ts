/** Micro-wishes, the persons who claimed them, and searches that stand. */
import { globalId } from '../../../domain/ids.ts';
import {
  DailyClaimWishDocument,
  DailyCompleteWishDocument,
  DailySaveSearchDocument,
  type SaveSearchInput,
} from '../../../generated/operations.ts';
import { atTime } from '../calendar.ts';
import type { Cast } from '../cast.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

const FRESH = 1;

const claims = [
  { wish: 'glasses', by: ['power'], doneBy: 'yubo' },
  { wish: 'call', by: ['hospital', 'power'], doneBy: 'mingzhu' },
  { wish: 'company', by: ['wuyue', 'tianxiangqiao'], doneBy: null },
] as const;

const searches: readonly (Omit<SaveSearchInput, 'idempotencyKey'> & { readonly unit: string })[] = [
  { unit: 'yubo', name: '可用的活动厅', looksFor: 'OFFERS', category: 'space.hall' },
  { unit: 'wuyue', name: '需要志愿者的活动', looksFor: 'NEEDS', category: 'staff.volunteer' },
  { unit: 'hospital', name: '想要义诊的社区', looksFor: 'NEEDS', search: '义诊' },
];

export async function tellWishes(cast: Cast, { wishes }: DailyRows, now: Date): Promise<void> {
  for (const { wish, by, doneBy } of claims) {
    const needId = globalId('need', wishes[wish].id);
    for (const [i, unit] of by.entries()) {
      const claimant = cast(unit, ALLIANCE, atTime(now, -12, `12:${String(10 + i)}`));
      await claimant.act(`wish-${wish}-claimed-${unit}`, DailyClaimWishDocument, { needId });
    }
    if (doneBy === null) continue;
    const confirming = cast(doneBy, ALLIANCE, atTime(now, -5, '17:20'));
    await confirming.act(`wish-${wish}-done`, DailyCompleteWishDocument, { needId, expectedVersion: FRESH });
  }
  for (const { unit, ...search } of searches) {
    await cast(unit, ALLIANCE, atTime(now, -16, '09:50')).act(`search-${unit}`, DailySaveSearchDocument, search);
  }
}
