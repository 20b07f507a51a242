/** Places that families apply for: a club where the first come, a camp whose lots are drawn, and another that is about to be drawn. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  DailyApplyToEnrolmentDocument,
  DailyConfirmPlaceDocument,
  DailyDrawEnrolmentDocument,
  DailyOpenEnrolmentDocument,
  type OpenEnrolmentInput,
} from '../../../generated/operations.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { nobodysMobile, nobodysNumber } from './numbers.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

const FRESH = 1;

const names = ['叶小满', '岑果果', '胡乐言', '施一诺', '邹沐阳', '戎知夏'] as const;

/** Whoever applies, how many days ago, and how many days later the place was taken. */
interface Applying {
  readonly unit: string;
  readonly daysAgo: number;
  readonly confirmedAfter?: number;
}

interface Enrolling {
  readonly key: string;
  readonly offer: 'club' | 'camp' | 'power';
  readonly by: string;
  readonly daysAgo: number;
  readonly about: Omit<OpenEnrolmentInput, 'idempotencyKey' | 'offerId'>;
  readonly age: number;
  /** What their families say of themselves, where it matters. */
  readonly said?: { readonly household: string[] };
  readonly applying: readonly Applying[];
}

const club = (now: Date): Enrolling => ({
  ...{ key: 'club', offer: 'club', by: 'mingzhu', daysAgo: 14, age: 8 },
  about: {
    ...{ places: 3, method: 'FIRST_COME', until: atTime(now, 20, '17:00').toISOString(), hoursToConfirm: 480 },
    condition: {
      all: [
        { age: { from: 6, below: 12 } },
        { household: { codes: ['household.two-earner', 'household.migrant'], needsProof: false } },
      ],
    },
  },
  said: { household: ['household.two-earner'] },
  applying: [
    { unit: 'jinshan', daysAgo: 12, confirmedAfter: 1 },
    { unit: 'tianxiangqiao', daysAgo: 9, confirmedAfter: 2 },
    { unit: 'yubo', daysAgo: 3 },
    { unit: 'power', daysAgo: 2 },
    { unit: 'hospital', daysAgo: 1 },
  ],
});

const drawn = (now: Date, until: number, places: number): Enrolling['about'] => ({
  ...{ places, method: 'DRAWN', hoursToConfirm: 480, until: atTime(now, until, '17:00').toISOString() },
  condition: { age: { from: 8, below: 16 } },
  publicSource: '报名截止次日 8 时慈溪气象站气压读数（虚构演示）',
});

const camp = (now: Date): Enrolling => ({
  ...{ key: 'camp', offer: 'camp', by: 'hospital', daysAgo: 20, about: drawn(now, -4, 3), age: 10 },
  applying: (['jinshan', 'mingzhu', 'mingzhu', 'power', 'riders', 'tianxiangqiao'] as const).map((unit, i) => ({
    ...{ unit, daysAgo: 12 - i },
  })),
});

const power = (now: Date): Enrolling => ({
  ...{ key: 'power', offer: 'power', by: 'power', daysAgo: 16, about: drawn(now, -1, 2), age: 9 },
  applying: (['mingzhu', 'yubo', 'jinshan', 'hospital'] as const).map((unit, i) => ({ unit, daysAgo: 10 - i })),
});

export async function tellEnrolling(cast: Cast, rows: DailyRows, now: Date): Promise<void> {
  await tellEnrolment(cast, club(now), rows, now);
  const enrolmentId = await tellEnrolment(cast, camp(now), rows, now);
  // Three days after applications closed, with the number of the morning after.
  const draw = { enrolmentId, expectedVersion: FRESH, publicValue: '1021.3 百帕' };
  await cast('hospital', ALLIANCE, atTime(now, -1, '09:30')).act('camp-drawn', DailyDrawEnrolmentDocument, draw);
  await tellEnrolment(cast, power(now), rows, now);
}

/** The id of what was opened and applied to. */
async function tellEnrolment(cast: Cast, enrolling: Enrolling, { offers }: DailyRows, now: Date): Promise<string> {
  const { key, offer, by, daysAgo, about, age, said = null, applying } = enrolling;
  const step = `${key}-opened`;
  const input = { offerId: globalId('offer', offers[offer].id), ...about };
  const owner = cast(by, ALLIANCE, atTime(now, -daysAgo, '09:10'));
  const opened = await owner.act(step, DailyOpenEnrolmentDocument, input);
  const enrolmentId = made(step, opened.enrolment).id;
  for (const [i, one] of applying.entries()) {
    const applyStep = `${key}-applied-${i + 1}`;
    const at = (days: number, time: string) => cast(one.unit, ALLIANCE, atTime(now, days - one.daysAgo, time));
    const applicant = { ...child(i, age, atTime(now, -one.daysAgo, '15:00')), said };
    const applied = await at(0, '15:30').act(applyStep, DailyApplyToEnrolmentDocument, { enrolmentId, applicant });
    if (one.confirmedAfter === undefined) continue;
    const place = { applicationId: made(applyStep, applied.enrolmentApplication).id, expectedVersion: FRESH };
    await at(one.confirmedAfter, '18:00').act(`${key}-confirmed-${i + 1}`, DailyConfirmPlaceDocument, place);
  }
  return enrolmentId;
}

/** Somebody of that age, whose mother consented at that instant. */
const child = (i: number, age: number, consentedAt: Date) => ({
  name: names[i] ?? '',
  identityNumber: nobodysNumber(dayInChina(daysFrom(consentedAt, -(age * 366 + 40 + i * 9))), 101 + i),
  guardian: {
    ...{ name: `${(names[i] ?? '').charAt(0)}母`, relation: 'MOTHER' as const, mobile: nobodysMobile(i) },
    ...{ consentedAt: consentedAt.toISOString(), consentShown: '现场签署同意书' },
  },
});
