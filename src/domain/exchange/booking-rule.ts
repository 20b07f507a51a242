/** By which rules a resource is booked (预约规则): data of the resource, told by its unit; a booking keeps those it was made under. */

type BookingMode = 'SLOTS' | 'PERIODS';

export interface BookingRule {
  /** Places in slots that are open, or the whole of it for a period of one's own. */
  readonly mode: BookingMode;
  /** How long it is held for who has not decided; 0: not at all. */
  readonly holdMinutes: number;
  /** Until how many hours before it begins whoever booked may give it up. */
  readonly freeHours: number;
  /** How many minutes before it begins its use may begin. */
  readonly startMinutes: number;
  /** After how many minutes nobody is waited for. */
  readonly noShowMinutes: number;
  /** The title of the posts of the owner in which it is recorded that nobody came; null for any post. */
  readonly attendant: string | null;
}

/** What holds where nothing was told. */
export const usualRule: BookingRule = {
  mode: 'SLOTS',
  holdMinutes: 15,
  freeHours: 0,
  startMinutes: 30,
  noShowMinutes: 15,
  attendant: null,
};
