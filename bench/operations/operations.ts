/** The questions of the bench, and what each is asked with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Viewer, World } from '../data/world.ts';

/** Plain values and UUIDs; each server spells them its own way. */
export type Variables = Readonly<Record<string, string>>;

export interface Operation {
  readonly name: string;
  readonly kind: 'read' | 'write';
  readonly says: string;
  /** What the `i`th request asks with. */
  readonly variables: (world: World, viewer: Viewer, i: number) => Variables;
  /** Parameters of the floor's statement, in order. */
  readonly floor: readonly string[];
  /** Every server; of what is about our walls, ours alone; of what is nothing without its guarantees, ours and the bare transaction. */
  readonly askedOf: 'ALL' | 'OURS' | 'TRANSACTIONS';
  /** Whether it asks for rows that nothing but the viewer's rights chooses: without the second wall it is another question. */
  readonly rowsByRight: boolean;
}

/** Stands in a request for an id of its own, which the load generator puts in. */
export const FRESH_ID = '00000000-0000-7000-8000-00000000beef';

const at = <T>(items: readonly T[], i: number): T => {
  const item = items[i % items.length];
  if (item === undefined) throw new Error('the data set is empty');
  return item;
};

export const operations: readonly Operation[] = [
  {
    name: 'Q1',
    kind: 'read',
    says: '20 offers of a category in an alliance, each with its unit, the count of the unit’s needs, and its audience',
    variables: ({ categories }, { alliance }, i) => ({ alliance, category: at(categories, i).code }),
    floor: ['alliance', 'category'],
    askedOf: 'ALL',
    rowsByRight: false,
  },
  {
    name: 'Q2',
    kind: 'read',
    says: 'one offer by id',
    variables: (_world, { alliance, offers }, i) => ({ alliance, offer: at(offers, Math.floor(i / 200)) }),
    floor: ['alliance', 'offer'],
    askedOf: 'ALL',
    rowsByRight: false,
  },
  {
    name: 'Q3',
    kind: 'read',
    says: 'an alliance, 10 of its members, the 5 newest offers of each',
    variables: (_world, { alliance }) => ({ alliance }),
    floor: ['alliance'],
    askedOf: 'ALL',
    rowsByRight: false,
  },
  {
    name: 'Deep',
    kind: 'read',
    says: '10 agreements, nine levels down to the lead units of the alliances of the unit in need',
    variables: (_world, { alliance }) => ({ alliance }),
    floor: ['alliance'],
    askedOf: 'ALL',
    rowsByRight: true,
  },
  {
    name: 'Wide',
    kind: 'read',
    says: 'six root fields of five types with two aliases, 40 fields',
    variables: (_world, { alliance, unit }) => ({ alliance, unit }),
    floor: ['alliance', 'unit'],
    askedOf: 'ALL',
    rowsByRight: true,
  },
  {
    name: 'Search',
    kind: 'read',
    says: 'offers in an alliance by a word, still available, with how many there are',
    variables: ({ categories }, { alliance }, i) => ({ alliance, text: at(categories, i).label }),
    floor: ['alliance', 'text'],
    askedOf: 'ALL',
    rowsByRight: false,
  },
  {
    name: 'Contacts',
    kind: 'read',
    says: '20 members of an alliance with their contacts, which are protected: read behind row-level security',
    variables: (_world, { alliance }) => ({ alliance }),
    floor: [],
    askedOf: 'OURS',
    rowsByRight: false,
  },
  {
    name: 'Q4',
    kind: 'write',
    says: 'publish an offer to an alliance',
    variables: ({ categories }: World, { alliance, unit, person }: Viewer, i: number): Variables => {
      const { code: category, label, measure } = at(categories, i);
      const text = { title: `测试${label}`, description: `由压测发布的${label}，可预约。` };
      return { alliance, unit, person, id: FRESH_ID, category, ...text, quantity: '5', measure };
    },
    floor: ['alliance', 'unit', 'id', 'category', 'title', 'description', 'quantity', 'measure'],
    askedOf: 'ALL',
    rowsByRight: false,
  },
  {
    name: 'Claim',
    kind: 'write',
    says: 'claim a hundredth of a need of another unit: held from then on',
    variables: (_world, { needs }, i) => ({ id: FRESH_ID, need: at(needs, Math.floor(i / 200)), amount: '0.01' }),
    floor: [],
    askedOf: 'TRANSACTIONS',
    rowsByRight: false,
  },
  {
    name: 'Book',
    kind: 'write',
    says: 'book a place of a slot of another unit',
    variables: (_world, { slots }, i) => ({
      ...{ id: FRESH_ID, slot: at(slots, Math.floor(i / 200)), count: '1' },
      purpose: '由压测预约，用于社区活动。',
    }),
    floor: [],
    askedOf: 'TRANSACTIONS',
    rowsByRight: false,
  },
];

export type Dialect = 'qinlin.graphql' | 'postgraphile.graphql' | 'floor.sql';

/** The text of an operation as that server is asked it. */
export function textOf(operation: Operation, dialect: Dialect): string {
  return readFileSync(join(import.meta.dirname, `${operation.name.toLowerCase()}.${dialect}`), 'utf8');
}
