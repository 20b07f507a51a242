/** Which need meets which offer, and how far it gets. The same for the same instant, so that a story can be gone on with. */
import { within } from '../../domain/period.ts';
import { demoAlliances, type DemoAlliance } from './alliances.ts';
import { atWork, daysFrom } from './calendar.ts';
import { namedId } from '../named-id.ts';
import { chance } from './chance.ts';
import type { NeedRow, OfferRow, SupplyAndDemand } from './rows.ts';
import { demoUnits } from './units.ts';

const pastEndings = ['COMPLETED', 'DISPUTED', 'COMPLETED'] as const;
const comingEndings = ['ACTIVE', 'AGREED', 'CLAIMED', 'DECLINED', 'PROPOSED'] as const;
type Ending = (typeof pastEndings | typeof comingEndings)[number];

export interface PlannedMatch {
  /** Names its steps. */
  readonly key: string;
  readonly alliance: string;
  readonly coordinator: string;
  readonly supplier: string;
  readonly demander: string;
  readonly need: NeedRow;
  readonly offer: OfferRow;
  readonly amount: string;
  readonly slotId: string | null;
  readonly ending: Ending;
  /** Both sides have published before; the next day both have signed, and only then is it needed. */
  readonly proposedAt: Date;
}

const unitKeys = new Map<string, string>(demoUnits.map(({ key }) => [namedId('unit', key), key]));
const keyOf = ({ ownerUnitId }: { readonly ownerUnitId: string }): string => unitKeys.get(ownerUnitId) ?? '';

type Found = Omit<PlannedMatch, 'key' | 'ending' | 'alliance' | 'coordinator'>;

export function planMatches(rows: SupplyAndDemand, now: Date): PlannedMatch[] {
  const planner = new Planner(rows, now);
  return demoAlliances.flatMap((alliance) => planner.of(alliance));
}

class Planner {
  readonly #rows: SupplyAndDemand;
  readonly #now: Date;
  readonly #taken = new Set<string>();

  constructor(rows: SupplyAndDemand, now: Date) {
    this.#rows = rows;
    this.#now = now;
  }

  /** Of last week and of the weeks to come, needs that somebody in the alliance can serve; those with a slot first. */
  of({ key: alliance, members }: DemoAlliance): PlannedMatch[] {
    const [coordinator = ''] = Object.keys(members);
    const needs = this.#rows.needs.filter((need) => keyOf(need) in members);
    const isOver = ({ endsAt }: NeedRow): boolean => endsAt < this.#now;
    const found = (of: NeedRow[], endings: readonly Ending[]): PlannedMatch[] => {
      const matches: PlannedMatch[] = [];
      for (const need of [...of].sort(bySlotThenTime)) {
        const ending = endings[matches.length];
        const match = ending === undefined ? null : this.#find(need, members);
        if (ending === undefined || match === null) continue;
        for (const id of [match.need.id, match.offer.id, match.slotId]) if (id !== null) this.#taken.add(id);
        const key = `${alliance}-${isOver(need) ? 'past' : 'coming'}-${matches.length + 1}`;
        matches.push({ ...match, key, alliance, coordinator, ending });
      }
      return matches;
    };
    return [
      ...found(needs.filter(isOver), pastEndings),
      ...found(
        needs.filter((need) => !isOver(need)),
        comingEndings,
      ),
    ];
  }

  #find(need: NeedRow, members: DemoAlliance['members']): Found | null {
    if (this.#taken.has(need.id)) return null;
    const time = { start: need.startsAt, end: need.endsAt };
    const able = this.#rows.offers
      .filter((offer) => keyOf(offer) in members && offer.ownerUnitId !== need.ownerUnitId)
      .filter((offer) => offer.visibility !== 'UNIT' && !this.#taken.has(offer.id))
      .filter((offer) => offer.category === need.category && offer.quantityUnit === need.quantityUnit)
      .filter((offer) => Number(offer.quantity) >= Number(need.quantity))
      .filter((offer) => within(time, { start: offer.startsAt, end: offer.endsAt }))
      .filter((offer) => daysFrom(this.#proposedAt(need, offer), 2) < min(need.startsAt, this.#now))
      .sort((a, b) => distance(need, a) - distance(need, b));
    const [offer] = able;
    if (offer === undefined) return null;
    return {
      ...{ need, offer, supplier: keyOf(offer), demander: keyOf(need), amount: need.quantity },
      slotId: this.#slotFor(need, offer),
      proposedAt: this.#proposedAt(need, offer),
    };
  }

  /** In the morning after the later of the two was published. */
  #proposedAt(need: NeedRow, offer: OfferRow): Date {
    const known = need.publishedAt < offer.publishedAt ? offer.publishedAt : need.publishedAt;
    return atWork(daysFrom(known, 1), chance(`${need.id}:proposed`) / 4);
  }

  #slotFor(need: NeedRow, { resourceId }: OfferRow): string | null {
    const slot = this.#rows.slots.find(
      ({ id, resourceId: of, startsAt, endsAt }) =>
        of === resourceId &&
        !this.#taken.has(id) &&
        within({ start: startsAt, end: endsAt }, { start: need.startsAt, end: need.endsAt }),
    );
    return slot?.id ?? null;
  }
}

const min = (a: Date, b: Date): Date => (a < b ? a : b);

/** Needs of rooms first, which have slots to book; then by time. */
function bySlotThenTime(a: NeedRow, b: NeedRow): number {
  const rank = ({ category }: NeedRow): number => (category === 'space.hall' ? 0 : 1);
  return rank(a) - rank(b) || a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1);
}

const distance = (a: NeedRow, b: OfferRow): number => Math.hypot(a.longitude - b.longitude, a.latitude - b.latitude);
