import type { Clock } from '../../src/platform/clock.ts';

/** Time that passes when the test says so. It begins on a Saturday morning in Beijing. */
export class TestClock implements Clock {
  #now = new Date('2026-11-21T09:00:00+08:00');

  now(): Date {
    return this.#now;
  }

  set(instant: string): void {
    this.#now = new Date(instant);
  }

  pass(span: { days?: number; hours?: number; minutes?: number }): void {
    const minutes = (span.days ?? 0) * 1440 + (span.hours ?? 0) * 60 + (span.minutes ?? 0);
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }

  /** So many days from now, at that time of day in Beijing. */
  day(days: number, time: string): string {
    const day = new Date(this.#now.getTime() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    return `${day}T${time}:00+08:00`;
  }
}
