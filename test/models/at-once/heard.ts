/** What is known of things while many act at once: what answers told, and never more. */
import type { IdKind } from '../../../src/domain/kinds.ts';
import type { Real } from '../play/real.ts';
import type { Made, Sent } from '../play/sending.ts';
import type { Thing, Things } from '../play/things.ts';

/** As much of a thing as tells who may act on it, by the names that models have for that. */
interface Known extends Thing {
  version: number;
  owner?: string;
  unit?: string;
  supplier?: string;
  demander?: string;
  match?: Known;
  agreement?: Known;
  commitment?: Known;
  resourceId?: string;
}

export class Heard implements Things {
  readonly #real: Real;
  readonly #things = new Map<string, Known>();

  constructor(real: Real) {
    this.#real = real;
  }

  get now(): Date {
    return this.#real.world.clock.now();
  }

  unitId(unit: string): string {
    return this.#real.actor(unit).unitId;
  }

  all(kind: IdKind): readonly Thing[] {
    return [...this.#things.values()].filter(({ id }) => id.startsWith(`${kind}_`));
  }

  /** Of what was there before; of a stock or a slot, the resource that it is of. */
  add(id: string, about: { readonly resourceId?: string } = {}): void {
    Object.assign(this.#known({ id }), about);
  }

  learn({ by, mutation }: Sent, made: Made): void {
    const thing = this.#known(made);
    if (mutation === 'publishNeed' || mutation === 'publishOffer') thing.owner = by;
    if (['bookSlot', 'holdSlot', 'bookPeriod'].includes(mutation)) thing.unit = by;
    if (made.commitment != null) thing.commitment = this.#known(made.commitment);
    this.#learnMatch(made);
    for (const call of made.matches?.nodes ?? []) this.#learnMatch(call);
    for (const lot of made.lots?.nodes ?? []) this.#known(lot);
  }

  #learnMatch(made: Made): void {
    if (!made.id.startsWith('match_')) return;
    const match = this.#known(made);
    const [supplier, demander] = [this.#unit(made.supplier?.id), this.#unit(made.demander?.id)];
    Object.assign(match, { supplier, demander });
    if (made.agreement == null) return;
    const agreement = this.#known(made.agreement);
    agreement.match = match;
    for (const each of made.agreement.commitments.nodes) this.#known(each).agreement = agreement;
    for (const each of made.agreement.bookings.nodes) this.#known(each);
  }

  #unit(id: string | undefined): string {
    return Object.keys(this.#real.actors).find((name) => this.unitId(name) === id) ?? '';
  }

  #known({ id, version = 1 }: { readonly id: string; readonly version?: number }): Known {
    const known = this.#things.get(id) ?? { id, version };
    known.version = Math.max(known.version, version);
    this.#things.set(id, known);
    return known;
  }
}
