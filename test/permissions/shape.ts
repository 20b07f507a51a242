/** Selections of everything: what is asked of a type, as text and as a tree to compare answers by. Taken from the schema. */
import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { ROWS_OF_LIST } from '../../src/read/weight.ts';
import { isQuick } from '../support/scale.ts';
import { SELVES, typesOfRows } from './rows.ts';

export interface Part {
  readonly field: string;
  readonly kind: 'leaf' | 'value' | 'row' | 'rows' | 'connection';
  readonly of: Shape;
  /** A plain list, of values or of rows. */
  readonly isList?: boolean;
}

export interface Shape {
  readonly type: string;
  readonly parts: readonly Part[];
  /** Of another subgraph than the one that is asked: here it is its id. */
  readonly isReference?: boolean;
}

const LEAF: Shape = { type: '', parts: [] };

/** What tells rows without an id apart, below what they hang on. */
export const NAMED_BY: Readonly<Record<string, string>> = {
  Candidate: 'offer',
  Audience: 'alliance',
  AvailabilityShare: 'alliance',
  CatalogueItem: 'kind',
  EnrolmentTurn: 'number',
  FormerName: 'name',
  MembershipStretch: 'number',
  FormerKind: 'kind',
  ListingInReview: 'listingId',
  ImportedListing: 'row',
  ImportedUnit: 'row',
  MatchTerms: 'number',
  NeedFinding: 'excerpt',
  NeedReview: 'verdict',
  OfferFinding: 'excerpt',
  OfferReview: 'verdict',
  PendingItem: 'key',
  RequiredRole: 'number',
  SettlementDelivery: 'delivery',
  Signature: 'unit',
};

/** How many of a nested list are asked for: more than there are. */
const PAGE = 60;

/**
 * Everything of a type. `depth` 0 is what tells it apart; 1 all it has of its own, and what tells apart what it names;
 * 2 all of what it names, and its lists with all of what is in them.
 */
export function shapeOf(schema: GraphQLSchema, type: string, depth: 0 | 1 | 2): Shape {
  const object = schema.getType(type);
  if (!isObjectType(object)) return { type, parts: [{ field: 'id', kind: 'leaf', of: LEAF }] };
  const parts = Object.values(object.getFields()).flatMap((field) => partOf(schema, object, field, depth));
  const isReference = 'id' in object.getFields() && !object.getInterfaces().some(({ name }) => name === 'Node');
  return { type, parts, isReference };
}

function partOf(
  schema: GraphQLSchema,
  object: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  depth: 0 | 1 | 2,
): Part[] {
  const named = getNamedType(field.type);
  const { name } = field;
  const isList = isListType(getNullableType(field.type));
  const tellsApart = name === 'id' || NAMED_BY[object.name] === name;
  if (depth === 0 && !tellsApart) return [];
  if (isLeafType(named)) return [{ field: name, kind: 'leaf', of: LEAF }];
  const below = depth === 2 ? 1 : 0;
  if (named.name.endsWith('Connection')) {
    const type = named.name.replace(/Connection$/, '');
    return depth < 2 ? [] : [{ field: name, kind: 'connection', of: shapeOf(schema, type, 1) }];
  }
  if (SELVES.includes(named.name)) return [];
  if (isObjectType(named) && !typesOfRows.includes(named.name)) {
    return [{ field: name, kind: 'value', of: shapeOf(schema, named.name, 1), isList }];
  }
  // A subgraph may know of another's thing by a key that is no id.
  if (isObjectType(named) && !('id' in named.getFields()) && NAMED_BY[named.name] === undefined) return [];
  return [{ field: name, kind: isList ? 'rows' : 'row', of: shapeOf(schema, named.name, below), isList }];
}

/** How many rows one thing of the shape comes to by its page sizes, itself not among them. */
export const rowsBelow = ({ parts }: Shape): number => parts.reduce((sum, part) => sum + rowsOfPart(part), 0);

function rowsOfPart({ kind, of, isList = false }: Part): number {
  if (kind === 'leaf') return 0;
  if (kind === 'connection') return PAGE * (1 + rowsBelow(of) + rowsBelow(ofEdges(of)));
  return isList ? ROWS_OF_LIST * (1 + rowsBelow(of)) : rowsBelow(of);
}

/** The shape between braces. */
export const textOf = ({ parts }: Shape): string => `{ ${parts.map(textOfPart).join(' ')} }`;

function textOfPart({ field, kind, of }: Part): string {
  if (kind === 'leaf') return field;
  if (kind === 'connection') return `${field}(first: ${PAGE}) ${textOfConnection(of)}`;
  return `${field} ${textOf(of)}`;
}

export const textOfConnection = (of: Shape): string =>
  `{ totalCount nodes ${textOf(of)} edges { cursor node ${textOf(ofEdges(of))} } pageInfo { hasNextPage endCursor } }`;

/** What is asked of the nodes of edges: in the quick run, only what tells them apart. */
export const ofEdges = (of: Shape): Shape => (isQuick ? apart(of) : of);

const apart = ({ type, parts }: Shape): Shape => ({
  type,
  parts: parts.flatMap((part) => {
    if (part.field === 'id') return [part];
    return NAMED_BY[type] === part.field ? [{ ...part, of: apart(part.of) }] : [];
  }),
});
