/**
 * What is told to fewer than see the row: by whose word the condition of a thing is, which of one that was lent tells who
 * borrowed it; figures of few; and the board of an alliance outside of it.
 */
import { parseId } from '../../src/domain/ids.ts';
import type { Oracle } from './oracle.ts';
import type { Row } from './rows.ts';
import { outside, type Listings } from '../scenarios/board/untold.ts';
import type { Looker } from './world/lookers.ts';

/** The value, or nothing where fewer are told it than see the row. */
export function heardBy(oracle: Oracle, looker: Looker, path: string, row: Row, value: unknown): unknown {
  if (path === 'Alliance.needStats') return areFew(value as Figures | null) && !wearsHatOf(looker, row) ? null : value;
  if (path === 'Alliance.supplyDemandBoard' && isBoard(value)) return isOnBoardOf(looker, row) ? value : masked(value);
  const id = path === 'ResourceCondition.saidBy' ? (value as { readonly id: string } | null)?.id : undefined;
  return id === undefined || knowsWho(oracle, looker, row, id) ? value : null;
}

/** The figures of an alliance, each a tally. */
type Figures = Readonly<Record<string, { readonly count: number }>>;

/** Whether one of them tells of so few that they may be known one by one. */
const areFew = (figures: Figures | null): boolean =>
  Object.values(figures ?? {}).some(({ count }) => count > 0 && count < 5);

const wearsHatOf = ({ standing: { hat, hatFits } }: Looker, { key }: Row): boolean =>
  hatFits && hat !== null && hat === parseId('alliance', key);

interface Board {
  readonly by: string;
  readonly isMasked: boolean;
  readonly needs: Listings;
  readonly offers: Listings;
  readonly matchRate: Readonly<Record<'numerator' | 'denominator', Listings['total'][number]>>;
}

/** The board itself: what it holds is asked for under its path as well, and is as the board has it. */
const isBoard = (value: unknown): value is Board => typeof value === 'object' && value !== null && 'isMasked' in value;

/** Wears a hat of it, and is let read promises. */
const isOnBoardOf = (looker: Looker, row: Row): boolean =>
  wearsHatOf(looker, row) && (looker.standing.subject === 'PERSON' || looker.standing.scopes.includes('promises:read'));

/** The board as it is told outside. */
function masked(board: Board): Board {
  const { by } = board;
  const needs = outside(board.needs, by);
  const ofNeeds = (name: string) => needs.total.find(({ column }) => column === name) ?? board.matchRate.numerator;
  const matchRate = { numerator: ofNeeds('MATCHED'), denominator: ofNeeds('PUBLISHED') };
  return { ...board, isMasked: true, needs, offers: outside(board.offers, by), matchRate };
}

/** Whether somebody who sees the resource is told so: of its own unit all are, of a borrower the two, and who sees such a lending. */
function knowsWho(oracle: Oracle, looker: Looker, { own: [owner] }: Row, said: string): boolean {
  const { standing } = looker;
  const unit = parseId('unit', said);
  if (unit === owner) return true;
  if (standing.subject === 'PERSON' && [owner, unit].some((one) => one === standing.unit)) return true;
  const isOfTheTwo = ({ type, own: [lender, borrower] }: Row): boolean =>
    type === 'Lending' && lender === owner && borrower === unit;
  return [...oracle.rows.values()].some((row) => isOfTheTwo(row) && oracle.isSeen(looker, row));
}
