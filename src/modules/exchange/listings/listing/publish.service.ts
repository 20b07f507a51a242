/** What publishing an offer and publishing a need have in common. */
import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import type { Period } from '../../../../domain/period.ts';
import { toWgs84, type Stored } from './place.ts';

export interface NewListing {
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly period?: Period | null;
  readonly placeName?: string | null;
  readonly location?: Parameters<typeof toWgs84>[0];
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null;
}

export interface PublishListing extends NewListing {
  readonly idempotencyKey: string;
}

interface ListedColumns extends Stored {
  readonly ownerUnitId: string;
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly quantity: string;
  readonly quantityUnit: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly placeName: string | null;
  readonly visibility: Visibility;
  readonly shownTo: string[];
  readonly state: 'PUBLISHED';
  readonly publishedAt: Date;
  readonly version: number;
}

/** The columns that an input gives both kinds of listing. */
export function listedColumns(act: Act, input: NewListing, shownTo: string[]): ListedColumns {
  const { category, title, description, quantity, period, visibility } = input;
  return {
    ownerUnitId: act.unit,
    ...{ category, title, description, visibility, shownTo },
    quantity: quantity.value,
    quantityUnit: quantity.unit.trim(),
    startsAt: period?.start ?? null,
    endsAt: period?.end ?? null,
    placeName: input.placeName ?? null,
    ...toWgs84(input.location),
    state: 'PUBLISHED',
    publishedAt: act.now,
    version: 1,
  };
}

/** Refuses a period that is over and a category that no vocabulary has. */
export async function checkListing(act: Act, { category, period }: NewListing): Promise<void> {
  if (period != null && period.end <= act.now) {
    throw RefusalError.invalid(
      ['input', 'period', 'end'],
      'input.period.end 已经过去，请给出将来的时间。',
      'input.period.end is in the past: name a time to come.',
    );
  }
  if (await isTermInUse(act, 'CATEGORY', category)) return;
  throw RefusalError.invalid(
    ['input', 'category'],
    `没有类别“${category}”，可用的类别见 terms(filter: { scheme: CATEGORY })。`,
    `There is no category "${category}"; terms(filter: { scheme: CATEGORY }) lists those there are.`,
  );
}
