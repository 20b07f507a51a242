import type { Clock } from '../../src/platform/clock.ts';

interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** Time that passes when the test says so. It begins on a Saturday morning in Beijing. */
export class TestClock implements Clock {
  #now = new Date('2026-11-21T09:00:00+08:00');

  now(): Date {
    return this.#now;
  }

  set(instant: string): void {
    this.#now = new Date(instant);
  }

  pass(span: Span): void {
    const minutes = (span.days ?? 0) * 1440 + (span.hours ?? 0) * 60 + (span.minutes ?? 0);
    this.#now = new Date(this.#now.getTime() + minutes * 60_000 + (span.seconds ?? 0) * 1000);
  }

  /** Time passes, and it is as early as before when this is disposed of: `using clock = world.clock.held()`. */
  held(): { pass: (span: Span) => void } & Disposable {
    const before = this.#now;
    return {
      pass: (span) => {
        this.pass(span);
      },
      [Symbol.dispose]: () => {
        this.#now = before;
      },
    };
  }

  /** So many days from now, at that time of day in Beijing. */
  day(days: number, time: string): string {
    const day = new Date(this.#now.getTime() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    return `${day}T${time}:00+08:00`;
  }
}
