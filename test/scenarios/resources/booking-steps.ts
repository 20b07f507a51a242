/** Steps that scenarios of bookings take. */
import {
  BookPeriodDocument,
  BookPlacesDocument,
  HoldSlotDocument,
  PublishResourceDocument,
  ResourceInTimeDocument,
  SetAvailabilityDocument,
  SetBookingRuleDocument,
  SlotsOfDayDocument,
  type BookingNowFragment,
  type ResourceInTimeFragment,
  type ResourceInTimeQuery,
  type SetAvailabilityInput,
  type SetBookingRuleInput,
} from '../../generated/operations.ts';
import { addDays } from '../../../src/domain/calendar/days.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

export const usual = {
  mode: 'SLOTS',
  holdMinutes: 15,
  freeHours: 2,
  startMinutes: 30,
  noShowMinutes: 15,
} as const;

type Rule = Omit<SetBookingRuleInput, 'idempotencyKey' | 'resourceId' | 'expectedVersion'>;
type Told = Omit<SetAvailabilityInput, 'idempotencyKey' | 'resourceId' | 'expectedVersion'>;

/** On every day of the week, holidays or not. */
export const always = { onHolidays: 'AS_USUAL', onMakeUpDays: 'AS_USUAL' } as const;

export const DAILY = 'FREQ=DAILY';

/** It is Saturday, the first day of every world. */
export const TODAY = '2026-11-21';

export async function published(
  owner: Actor,
  name: string,
  about: { kind?: 'SPACE' | 'EQUIPMENT'; visibility?: 'PUBLIC' | 'ALLIANCE'; audience?: readonly string[] } = {},
): Promise<string> {
  const input = { kind: 'SPACE', name, description: '说明', visibility: 'ALLIANCE', ...about } as const;
  return there((await owner.do(PublishResourceDocument, input)).resource).id;
}

export async function ruled(
  owner: Actor,
  resourceId: string,
  rule: Partial<Rule>,
  expectedVersion?: number,
): Promise<ResourceInTimeFragment> {
  const seen = expectedVersion === undefined ? {} : { expectedVersion };
  return there((await owner.do(SetBookingRuleDocument, { resourceId, ...usual, ...rule, ...seen })).resource);
}

export async function told(
  owner: Actor,
  resourceId: string,
  rules: Partial<Told>,
  expectedVersion?: number,
): Promise<ResourceInTimeFragment> {
  const seen = expectedVersion === undefined ? {} : { expectedVersion };
  const input = { resourceId, since: TODAY, windows: [], ...always, ...rules, ...seen };
  return there((await owner.do(SetAvailabilityDocument, input)).resource);
}

/** A whole room for periods of one's own, from 08:30 to 21:00 every day. */
export async function room(owner: Actor, name: string, rule: Partial<Rule> = {}): Promise<string> {
  const resourceId = await published(owner, name);
  await ruled(owner, resourceId, { mode: 'PERIODS', ...rule });
  await told(owner, resourceId, { windows: [{ rrule: DAILY, opens: '08:30', closes: '21:00' }] });
  return resourceId;
}

export const held = async (actor: Actor, slotId: string, count = 1): Promise<BookingNowFragment> =>
  there((await actor.do(HoldSlotDocument, { slotId, count, purpose: '待定' })).booking);

export const booked = async (actor: Actor, slotId: string, count = 1): Promise<BookingNowFragment> =>
  there((await actor.do(BookPlacesDocument, { slotId, count, purpose: '活动' })).booking);

export const taken = async (
  actor: Actor,
  resourceId: string,
  start: string,
  end: string,
): Promise<BookingNowFragment> =>
  there((await actor.do(BookPeriodDocument, { resourceId, period: { start, end }, purpose: '活动' })).booking);

/** What an act on a booking takes. */
export const of = ({
  id,
  version,
}: {
  readonly id: string;
  readonly version: number;
}): { bookingId: string; expectedVersion: number } => ({
  bookingId: id,
  expectedVersion: version,
});

/** Slots of a day, as `08:30–09:00 2/5`, and what is said of those that are not open. */
export async function slotsOn(actor: Actor, id: string, day: string): Promise<string[]> {
  const [from, to] = [`${day}T00:00:00+08:00`, `${addDays(day, 1)}T00:00:00+08:00`];
  const { resource } = await actor.ask(SlotsOfDayDocument, { id, from, to });
  return there(resource).slots.nodes.map(({ period, capacity, taken: had, state }) => {
    const at = (text: string | null) => there(text).slice(11, 16);
    return `${at(period.start)}–${at(period.end)} ${had}/${capacity}${state === 'OPEN' ? '' : ` ${state}`}`;
  });
}

export const look = async (
  actor: Actor,
  id: string,
  asked: { from?: string; to?: string; on?: string } = {},
): Promise<NonNullable<ResourceInTimeQuery['resource']>> =>
  there((await actor.ask(ResourceInTimeDocument, { id, ...asked })).resource);
