/** Slots that rules cut time into: windows of a timetable, whole or in equal parts, each with so many places. */
import type { Period } from '../period.ts';
import { addDays } from './days.ts';
import {
  hoursOn,
  periodOf,
  timetableOn,
  type Days,
  type Hours,
  type Schedule,
  type StatutoryCalendar,
  type Timetable,
  type Window,
} from './timetable.ts';

interface SlotWindow extends Window {
  /** Places in each slot of it; null for as many as are usual. */
  readonly capacity: number | null;
}

export interface SlotTimetable extends Timetable<SlotWindow> {
  /** Which edition of the rules it is. */
  readonly edition: number;
  /** How long a slot is; null for a slot a window. What is left over of a window is no slot. */
  readonly slotMinutes: number | null;
  /** Places in a slot where nothing else is said; null where there are no slots. */
  readonly capacity: number | null;
}

interface CutSlot extends Period {
  readonly capacity: number;
  readonly edition: number;
}

/**
 * The slots of those days, and of the night before them, earliest first. Of two that overlap the one that begins first counts,
 * or that was told first.
 */
export function slotsIn(
  schedule: Schedule<SlotTimetable>,
  calendar: StatutoryCalendar,
  { from, before }: Days,
): CutSlot[] {
  const cut: CutSlot[] = [];
  // What opened the day before may still be open.
  for (let day = addDays(from, -1); day < before; day = addDays(day, 1)) {
    const timetable = timetableOn(schedule, day);
    if (timetable?.capacity == null) continue;
    const { edition, slotMinutes, capacity } = timetable;
    for (const hours of hoursOn(timetable, calendar, day)) {
      const places = placesOf(hours) ?? capacity;
      for (const period of inParts(periodOf(day, hours), slotMinutes))
        cut.push({ ...period, edition, capacity: places });
    }
  }
  const apart: CutSlot[] = [];
  for (const slot of cut.toSorted((a, b) => a.start.getTime() - b.start.getTime())) {
    const last = apart.at(-1);
    if (last === undefined || last.end <= slot.start) apart.push(slot);
  }
  return apart;
}

const placesOf = (hours: SlotWindow | Hours): number | null => ('capacity' in hours ? hours.capacity : null);

function inParts({ start, end }: Period, minutes: number | null): Period[] {
  if (minutes === null) return [{ start, end }];
  const length = minutes * 60_000;
  const count = Math.floor((end.getTime() - start.getTime()) / length);
  return Array.from({ length: count }, (_, i) => ({
    start: new Date(start.getTime() + i * length),
    end: new Date(start.getTime() + (i + 1) * length),
  }));
}
