/** When an agreement ends, and what notice would do. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RefusalError } from '../../../src/domain/errors.ts';
import { endOf, mustBeInNotice, noticeFrom } from '../../../src/domain/exchange/agreement.ts';

const DAY_MS = 86_400_000;
const instant = fc.integer({ min: 0, max: 4_000 }).map((days) => new Date(Date.UTC(2026, 0, 1) + days * DAY_MS));
const notices = fc.array(
  instant.map((effectiveAt) => ({ effectiveAt })),
  { maxLength: 5 },
);

describe('an agreement ends', () => {
  test('by the first of its notices, or before all of them when its terms say so', () => {
    fc.assert(
      fc.property(fc.option(instant), notices, (through, given) => {
        const { endsAt, endsAs } = endOf(through?.toISOString() ?? null, given);
        const all = [...(through === null ? [] : [through]), ...given.map(({ effectiveAt }) => effectiveAt)];
        if (endsAt === null) {
          expect([all.length, endsAs]).toEqual([0, null]);
          return;
        }
        expect(endsAt.getTime()).toBe(Math.min(...all.map((at) => at.getTime())));
        expect(endsAs).toBe(endsAt.getTime() === through?.getTime() ? 'EXPIRED' : 'TERMINATED');
      }),
    );
  });

  test('no sooner than the notice that was agreed, and by notice only where that is before it ends anyway', () => {
    const now = new Date('2026-11-21T01:00:00Z');
    fc.assert(
      fc.property(fc.option(fc.nat(365), { nil: undefined }), instant, fc.option(instant), (noticeDays, at, endsAt) => {
        const earliest = noticeFrom(noticeDays, now);
        expect(earliest.getTime() - now.getTime()).toBe((noticeDays ?? 0) * DAY_MS);
        const told = (): string | null => {
          try {
            mustBeInNotice({ id: 'x', state: 'ACTIVE', endsAt }, at, earliest);
            return null;
          } catch (error) {
            if (error instanceof RefusalError) return String(error.code);
            throw error;
          }
        };
        const isLate = endsAt !== null && at >= endsAt;
        expect(told()).toBe(at < earliest ? 'INVALID_INPUT' : isLate ? 'WRONG_STATE' : null);
      }),
    );
  });
});
