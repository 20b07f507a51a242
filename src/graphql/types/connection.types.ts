/** Relay connections: a page type and an edge type for each listed type, and the arguments every list takes. */
import { Arg, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { Facet, PageInfo, Quantity } from './values.types.ts';

interface ConnectionClasses {
  readonly Connection: ClassType;
}

/** What a list can be counted by and summed, as enums. */
interface AggregateOptions {
  readonly facets?: object;
  readonly measures?: object;
}

/** `OfferConnection` and `OfferEdge` for `Offer`. `what` names the items in descriptions: "offers (供给)". */
export function connectionOf(
  type: () => ClassType,
  typeName: string,
  what: string,
  { facets, measures }: AggregateOptions = {},
): ConnectionClasses {
  @ObjectType(`${typeName}Edge`, { description: `One of a page of ${what}, with its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Where the item lies in its list (游标): opaque, good for this order only.' })
    cursor!: string;

    @Field(type, { description: 'The item itself (条目).' })
    node!: unknown;
  }

  @ObjectType(`${typeName}Connection`, { description: `A page of ${what}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items of the page with their cursors (本页条目), in order.' })
    edges!: Edge[];

    @Field(() => [type()], { description: 'The items of the page without cursors (本页内容), in order.' })
    nodes!: unknown[];

    @Field(() => PageInfo, { description: 'Where the page lies in the list (分页信息).' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description: 'How many there are that you may see, over all pages (总数). Costs only when asked for.',
    })
    totalCount!: number;
  }
  if (facets !== undefined) {
    Field(() => [Facet], { description: FACETS })(Connection.prototype, 'facets');
    Arg('by', () => facets, { description: 'What to count by (统计口径).' })(Connection.prototype, 'facets', 0);
  }
  if (measures !== undefined) {
    Field(() => [Quantity], { description: SUMS })(Connection.prototype, 'sums');
    Arg('of', () => measures, { description: 'What to add up (合计项).' })(Connection.prototype, 'sums', 0);
  }
  return { Connection };
}

const FACETS =
  'How many of the list, over all pages, have each value (分面统计): the most frequent first, 100 values at most.';
const SUMS = 'Sums over all pages (合计), one for each unit of measure.';

/** The values of an order by time. */
export const TIME_ORDER = {
  NEWEST: { description: 'Latest first (最新在前).' },
  OLDEST: { description: 'Earliest first (最早在前).' },
} as const;

interface ListOptions {
  readonly filter?: () => ClassType;
  readonly order?: () => object;
}

const PAGE_ARGUMENTS = [
  ['first', Int, 'Items from the start of the list (从头取几项): 0 to 100, 20 unless said.'],
  ['after', String, 'Begin after this cursor (起始游标).'],
  ['last', Int, 'Items from the end of the list (从尾取几项): 0 to 100; not together with `first`.'],
  ['before', String, 'End before this cursor (截止游标).'],
] as const;

/** Behind the parameters a resolver method really has: the reader takes list arguments from the document itself. */
const FIRST_INDEX = 10;

/** Declares the arguments of a list on a method or property: paging always, filter and order where there are any. */
export function ListArguments(options: ListOptions = {}): (target: object, property: string) => void {
  return (target, property) => {
    PAGE_ARGUMENTS.forEach(([name, type, description], i) => {
      Arg(name, () => type, { nullable: true, description })(target, property, FIRST_INDEX + i);
    });
    const { filter, order } = options;
    if (filter !== undefined) {
      Arg('filter', filter, { nullable: true, description: 'Only items that fit all of it (筛选).' })(
        target,
        property,
        4,
      );
    }
    if (order !== undefined) {
      Arg('order', order, { nullable: true, description: 'The order of the list (排序); ties are broken by id.' })(
        target,
        property,
        FIRST_INDEX + 5,
      );
    }
  };
}

/** A list that a view answers, as a field of an object type; nullable where it may be closed to an app. */
export function ListField(
  connection: () => ClassType,
  description: string,
  { nullable = false, ...options }: ListOptions & { readonly nullable?: boolean } = {},
): (target: object, property: string) => void {
  return (target, property) => {
    Field(connection, { nullable, description })(target, property);
    ListArguments(options)(target, property);
  };
}
