/** Choices read from a tape of numbers. Zero is always the simplest choice, and so is the end of the tape. */
export class Tape {
  readonly #numbers: readonly number[];
  #position = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** A whole number from 0 to below `n`. */
  choose(n: number): number {
    const number = this.#numbers[this.#position] ?? 0;
    this.#position += 1;
    return n <= 1 ? 0 : number % n;
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.choose(n) === n - 1;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.choose(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** Up to `most` of them, perhaps the same again. */
  several<T>(from: readonly T[], most: number): T[] {
    return Array.from({ length: this.choose(most + 1) }, () => this.pick(from));
  }
}
