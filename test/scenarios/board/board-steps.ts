/** Steps of scenarios on the board: it is asked for, and its figures are followed to the rows that they count. */
import {
  BoardAgreementsDocument,
  BoardClaimsDocument,
  BoardCommitmentsDocument,
  BoardDeliveriesDocument,
  BoardMatchesDocument,
  BoardNeedsDocument,
  BoardOffersDocument,
  BoardOfDocument,
  type BoardDimension,
  type BoardFigureToldFragment,
  type BoardOfQuery,
  type BoardSideToldFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

export type Board = NonNullable<NonNullable<BoardOfQuery['alliance']>['supplyDemandBoard']>;
export type Figure = BoardFigureToldFragment;

export const DIMENSIONS = ['CATEGORY', 'TRACK', 'AREA', 'UNIT'] as const;

export interface Within {
  readonly from?: string;
  readonly to?: string;
}

export async function boardOf(
  actor: Actor,
  id: string,
  by: BoardDimension = 'CATEGORY',
  within: Within = {},
): Promise<Board | null> {
  return there((await actor.ask(BoardOfDocument, { id, by, ...within })).alliance).supplyDemandBoard;
}

/** The counts of a line that are not nothing, by column; null where one is not told. */
export const counts = (figures: readonly Figure[]): Record<string, number | null> =>
  Object.fromEntries(
    figures.flatMap(({ column, tally }) => (tally?.count === 0 ? [] : [[column, tally?.count ?? null] as const])),
  );

/** The rows of a side, by their keys. */
export const rowsOf = ({ rows }: BoardSideToldFragment): Record<string, Record<string, number | null>> =>
  Object.fromEntries(rows.map(({ key, figures }) => [key ?? 'none', counts(figures)]));

/** All figures of a board. */
export const figuresOf = ({ needs, offers, matchRate }: Board): Figure[] => [
  ...[needs, offers].flatMap(({ total, rows }) => [...total, ...rows.flatMap(({ figures }) => figures)]),
  ...[matchRate.numerator, matchRate.denominator],
];

/** Columns that count offers and needs; the others count what is for their sides and the coordinators. */
export const isOfListings = ({ column }: Figure): boolean =>
  ['PUBLISHED', 'OPEN', 'MATCHED', 'WISHES'].includes(column);

interface Found {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly visibility?: string }[];
}

/** What the list says that the figure counts: its filter is given to it as it is. */
export async function drilled(actor: Actor, { column, filter }: Figure): Promise<Found> {
  switch (column) {
    case 'PUBLISHED':
    case 'OPEN':
    case 'MATCHED':
    case 'WISHES':
      return filter.board.side === 'NEEDS'
        ? there((await actor.ask(BoardNeedsDocument, { filter })).needs)
        : there((await actor.ask(BoardOffersDocument, { filter })).offers);
    case 'PROPOSED':
      return there((await actor.ask(BoardMatchesDocument, { filter })).matches);
    case 'AGREED':
      return there((await actor.ask(BoardAgreementsDocument, { filter })).agreements);
    case 'COMMITTED':
    case 'OVERDUE':
      return there((await actor.ask(BoardCommitmentsDocument, { filter })).commitments);
    case 'DELIVERED':
      return there((await actor.ask(BoardDeliveriesDocument, { filter })).deliveries);
    case 'CLAIMED':
    case 'GRANTED':
      return there((await actor.ask(BoardClaimsDocument, { filter })).wishClaims);
  }
}
