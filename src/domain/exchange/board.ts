/** The board of supply and demand (供需看板): what is counted on it, on which basis, and by what. */

/** What of one side is counted. */
export const boardColumns = [
  'PUBLISHED',
  'OPEN',
  'PROPOSED',
  'MATCHED',
  'AGREED',
  'COMMITTED',
  'DELIVERED',
  'OVERDUE',
  'WISHES',
  'CLAIMED',
  'GRANTED',
] as const;
export type BoardColumn = (typeof boardColumns)[number];

/** Of micro-wishes: for the alliance alone, as wishes are somebody's. */
export const wishColumns = ['WISHES', 'CLAIMED', 'GRANTED'] as const satisfies readonly BoardColumn[];

/** Counted by the times that persons did it; everything else by things. */
export const personTimeColumns = ['CLAIMED', 'GRANTED'] as const satisfies readonly BoardColumn[];

export const boardSides = ['NEEDS', 'OFFERS'] as const;
export type BoardSide = (typeof boardSides)[number];

export const boardDimensions = ['CATEGORY', 'TRACK', 'AREA', 'UNIT'] as const;
export type BoardDimension = (typeof boardDimensions)[number];

/** A figure below this, and not nothing, tells who is meant: it is for the alliance alone. */
export const FEWEST_TOLD = 5;
