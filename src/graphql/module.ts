/** A domain module as the composition root sees it: its part of the schema, of the read graph and of the database. */
import type { ClassType, NonEmptyArray } from 'type-graphql';
import type { PendingSource } from '../read/pending.ts';
import type { ReadDeclaration, Root, View } from '../read/view.ts';
import type { Entities } from '../data/orm.ts';
import type { Hears, UnitOfWork } from '../data/unit-of-work.ts';
import type { Instances } from './context.ts';
import type { RootRules } from './porch.ts';

export interface Module {
  /** Name of the subgraph and of the Postgres schema. */
  readonly name: string;
  // type-graphql's own word for "any class".
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly resolvers: NonEmptyArray<Function>;
  /** Types of other modules that it adds to, and that nothing of its own leads to. */
  readonly references?: readonly ClassType[];
  readonly read: ReadDeclaration;
  /** What can wait for somebody in it. */
  readonly pending?: readonly PendingSource[];
  readonly entities: Entities;
  /** Who may try each root field. A field without a rule is closed. */
  readonly rules: RootRules;
  /** What it does when it hears of another module's acts. */
  readonly hears?: Hears;
  /** The resolvers' instances, with the services they call. */
  readonly instances: (work: UnitOfWork) => Instances;
}

/** A part of a module that is too large to be declared in one file. */
export interface Part {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
  readonly resolvers: NonEmptyArray<Function>;
  readonly entities: Entities;
  readonly views: readonly View[];
  readonly pending?: readonly PendingSource[];
  readonly roots: Readonly<Record<string, Root>>;
  readonly rules: RootRules;
  readonly instances: (work: UnitOfWork) => readonly (readonly [unknown, object])[];
}

/** The module that parts make. */
export function joined(name: string, [first, ...others]: readonly [Part, ...Part[]]): Module {
  const parts = [first, ...others];
  return {
    name,
    resolvers: [...first.resolvers, ...others.flatMap(({ resolvers }) => resolvers)],
    entities: parts.flatMap(({ entities }) => [...entities]),
    read: {
      views: parts.flatMap(({ views }) => views),
      extensions: {},
      roots: merged(parts.map(({ roots }) => roots)),
    },
    pending: parts.flatMap(({ pending = [] }) => pending),
    rules: {
      Query: merged(parts.map(({ rules }) => rules.Query)),
      Mutation: merged(parts.map(({ rules }) => rules.Mutation)),
    },
    instances: (work) => new Map(parts.flatMap(({ instances }) => instances(work))),
  };
}

function merged<T>(records: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  return Object.fromEntries(records.flatMap((record) => Object.entries(record)));
}
