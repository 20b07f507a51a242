/** The state of offers and needs as it is read: what is over is so to the second, written down or not. */
import { heldStates, shownStates } from '../../../../domain/exchange/listing.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, join, literal, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Fields, Filter, View } from '../../../../read/view.ts';
import { computed, maybe, ofId, optional, optionalOne } from '../../../../read/words.ts';

/** From when on it takes no match, null where there is no such instant. */
const dueAt = (row: Row): Sql => sql`least(${row.col('closes_at')}, ${row.col('ends_at')})`;

/** Whether its time is still to come, or not limited. */
export const isNotOver = (row: Row, scope: Scope): Sql => sql`coalesce(${dueAt(row)}, 'infinity') > ${scope.now}`;

const isOver = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('state')} in ('PUBLISHED', 'PAUSED') and ${dueAt(row)} <= ${scope.now})`;

const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${isOver(row, scope)} then 'EXPIRED' else ${row.col('state')} end`;

/** Whether it takes matches now. */
export const isLive = (row: Row, scope: Scope): Sql =>
  both(sql`${row.col('state')} = 'PUBLISHED'`, isNotOver(row, scope));

const among = (states: readonly string[]): Sql =>
  join(
    states.map((state) => literal(state)),
    ', ',
  );
const shown = among(shownStates);
const held = among(heldStates);

/** Whether whom it is shown to may see it: not what was never published or is taken back; of what is paused, who had a match of it then. */
export function isOpenToOthers(row: Row, scope: Scope): Sql {
  const isPartys = scope.kind === 'PERSON' ? sql`${scope.unit} = any(${row.col('paused_for')})` : nothing;
  return both(sql`${row.col('state')} in (${shown})`, any(sql`${row.col('paused_for')} is null`, isPartys));
}

/** Whether all see it whom it is shown to. */
export const isOpenToAll = (row: Row): Sql =>
  sql`${row.col('state')} in (${shown}) and ${row.col('paused_for')} is null`;

/** Whether something of a need is left that can be matched or claimed now. */
export const needIsOpen = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('covered')} < ${row.col('quantity')} and coalesce(${row.col('claims')} < ${row.col('max_claims')}, true) and ${isLive(row, scope)})`;

/** Whether something of an offer is left that can be matched now. */
export const offerIsOpen = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('taken')} < ${row.col('quantity')} and ${isLive(row, scope)})`;

/** Whether its coordinators see it as it waits for them, or is paused. */
export const isBetween = (row: Row): Sql =>
  sql`(${row.col('state')} in (${held}) or ${row.col('paused_for')} is not null)`;

/** Fields that offers and needs share, of their life and of what they are filed under. */
export const lifeFields: Fields = {
  state: computed(stateNow),
  closesAt: optional('closes_at'),
  closedAt: maybe(
    (row, scope) => sql`case when ${isOver(row, scope)} then ${dueAt(row)} else ${row.col('closed_at')} end`,
  ),
  closeReason: optional('close_reason'),
  track: optionalOne('Track', 'track_id'),
  programme: optionalOne('Programme', 'programme_id'),
};

const inState: Filter = (row, wanted, scope) => sql`${stateNow(row, scope)} = any(${wanted.as('text[]')})`;

export const lifeFilters: View['filters'] = {
  state: inState,
  trackId: ofId('track_id', 'track'),
  programmeId: ofId('programme_id', 'programme'),
};

export const stateFacet = stateNow;
