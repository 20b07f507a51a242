/** What publishing an offer and publishing a need have in common: what is given, checked, and as it is stored. */
import type { Act } from '../../../../data/act.ts';
import { together } from '../../../../data/statement.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { DocumentGiven } from '../../../../domain/exchange/documents.ts';
import type { ConditionGiven } from '../../../../domain/exchange/eligibility-input.ts';
import type { Visibility } from '../../../../domain/exchange/listing.ts';
import type { NeedKind } from '../../../../domain/exchange/wish.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Period } from '../../../../domain/period.ts';
import { Resource } from '../../resources/resources/resource.entity.ts';
import { mustServe } from '../../resources/stock/serve.service.ts';
import { filedUnder, type Filed } from './filing.service.ts';
import { audienceOf } from './audience.service.ts';
import { toWgs84, type Stored } from './place.ts';

export interface NewListing extends Filed {
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly maxPerUnit?: string | null;
  readonly period?: Period | null;
  readonly closesAt?: Date | null;
  readonly placeName?: string | null;
  readonly location?: Parameters<typeof toWgs84>[0];
  readonly visibility: Visibility;
  readonly audience?: readonly string[] | null;
  /** Of offers. */
  readonly resourceId?: string | null;
  readonly eligibility?: ConditionGiven | null;
  readonly documents?: readonly DocumentGiven[] | null;
  /** Of needs. */
  readonly kind?: NeedKind;
  readonly maxClaims?: number | null;
}

export interface PublishListing extends NewListing {
  readonly idempotencyKey: string;
}

interface ListedColumns extends Stored {
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly quantity: string;
  readonly quantityUnit: string;
  readonly maxPerUnit: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly closesAt: Date | null;
  readonly placeName: string | null;
  readonly visibility: Visibility;
  readonly shownTo: string[];
  readonly trackId: string | null;
  readonly programmeId: string | null;
}

interface OfferedColumns extends Omit<ListedColumns, keyof Stored> {
  readonly resourceId: string | null;
  /** As the resource has it, where the offer does not say. */
  readonly longitude: number | string | null;
  readonly latitude: number | string | null;
}

/** The columns of what is given, checked. Its audience is held until the act is done. */
export async function columnsOf(act: Act, input: NewListing): Promise<ListedColumns> {
  const [, shownTo] = await together(checkTerms(act, input), audienceOf(act, input));
  const { category, title, description, quantity, period, closesAt = null, visibility } = input;
  return {
    ...{ category, title, description, visibility, shownTo, closesAt },
    quantity: quantity.value,
    quantityUnit: quantity.unit.trim(),
    maxPerUnit: input.maxPerUnit ?? null,
    startsAt: period?.start ?? null,
    endsAt: period?.end ?? null,
    placeName: input.placeName ?? null,
    ...toWgs84(input.location),
    ...(await filedUnder(act, input, { visibility, shownTo })),
  };
}

/** The same of an offer: what it does not say of its place is that of the resource it is served from, one of the unit's own. */
export async function offeredColumnsOf(act: Act, input: NewListing): Promise<OfferedColumns> {
  const { longitude, latitude, placeName, ...columns } = await columnsOf(act, input);
  const resource =
    input.resourceId == null ? null : await act.get(Resource, 'resource', parseId('resource', input.resourceId));
  if (resource !== null) {
    act.assertCan('offer:publish', resource, 'resource', resource);
    await mustServe(act, resource, input.quantity);
  }
  return {
    ...columns,
    resourceId: resource?.id ?? null,
    placeName: placeName ?? resource?.placeName ?? null,
    longitude: longitude ?? resource?.longitude ?? null,
    latitude: latitude ?? resource?.latitude ?? null,
  };
}

interface Times {
  readonly endsAt?: Date | null | undefined;
  readonly closesAt?: Date | null | undefined;
}

/** Refuses a time that is over, and answers that close after it is. */
export function mustBeToCome(act: Act, { endsAt, closesAt }: Times): void {
  if (endsAt != null && endsAt <= act.now) {
    throw RefusalError.invalid(
      ['input', 'period', 'end'],
      'input.period.end 已经过去，请给出将来的时间。',
      'input.period.end is in the past: name a time to come.',
    );
  }
  if (closesAt != null && closesAt <= act.now) {
    throw RefusalError.invalid(
      ['input', 'closesAt'],
      'input.closesAt 已经过去，请给出将来的截止时间。',
      'input.closesAt is in the past: name a time to come.',
    );
  }
  if (closesAt != null && endsAt != null && closesAt > endsAt) {
    throw RefusalError.invalid(
      ['input', 'closesAt'],
      'input.closesAt 不能晚于时段的结束，请给出更早的截止时间。',
      'input.closesAt must not be after the end of the period: name an earlier time.',
    );
  }
}

/** Refuses times that are over and a category that no vocabulary has. */
async function checkTerms(act: Act, { category, period, closesAt }: NewListing): Promise<void> {
  mustBeToCome(act, { endsAt: period?.end ?? null, closesAt: closesAt ?? null });
  await mustBeCategory(act, category);
}

export async function mustBeCategory(act: Act, category: string): Promise<void> {
  if (await isTermInUse(act, 'CATEGORY', category)) return;
  throw RefusalError.invalid(
    ['input', 'category'],
    `没有类别“${category}”，可用的类别见 terms(filter: { scheme: CATEGORY })。`,
    `There is no category "${category}"; terms(filter: { scheme: CATEGORY }) lists those there are.`,
  );
}
