/** Enrolments, as they are seen with their offers; what is drawn, and who is next by number. */
import { drawAlgorithm } from '../../../../domain/exchange/draw.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, existsWhere, literal, nothing, Row, sql, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  id,
  many,
  newestFirst,
  ofId,
  one,
  oneOf,
  optional,
  optionalOne,
  value,
  valueFrom,
  viewFrom,
  viewOf,
} from '../../../../read/words.ts';
import { partsIn } from '../../eligibility/eligibility.view.ts';
import { offerVisible } from '../../listings/offers/offer.view.ts';
import { stateNow, waitingRank } from '../applications/state.view.ts';
import { EnrolmentSchema } from './enrolment.entity.ts';

/** With its offer; of one that was withdrawn the units that applied go on seeing it, to see how it was drawn. No app does. */
const visible = (row: Row, scope: Scope): Sql => {
  const applied =
    scope.kind === 'PERSON'
      ? sql`(o.state = 'WITHDRAWN' and exists (select from exchange.enrolment_application p
          where p.enrolment_id = ${row.col('id')} and ${scope.isUnit(sql`p.owner_unit_id`)}))`
      : nothing;
  return existsWhere(
    sql`exchange.offer o where o.id = ${row.col('offer_id')}`,
    any(offerVisible(new Row('o'), scope), applied),
  );
};

/** With the enrolment that it is of. */
const ofVisibleEnrolment = (row: Row, scope: Scope): Sql =>
  existsWhere(sql`exchange.enrolment e where e.id = ${row.col('enrolment_id')}`, visible(new Row('e'), scope));

const counts = valueFrom(
  (row, scope) => sql`select c.*, greatest(${row.col('places')} - c.offered - c.enrolled, 0) as free from (
    select count(*)::integer as applied, count(*) filter (where s.state = 'OFFERED')::integer as offered,
      count(*) filter (where s.state = 'ENROLLED')::integer as enrolled, count(*) filter (where s.state = 'WAITING')::integer as waiting,
      count(*) filter (where s.state = 'LEFT')::integer as "left", count(*) filter (where s.state = 'DECLINED')::integer as declined,
      count(*) filter (where s.state = 'LAPSED')::integer as lapsed, count(*) filter (where s.state = 'WITHDRAWN')::integer as withdrawn
    from (select ${stateNow(new Row('a'), scope)} as state from exchange.enrolment_application a
      where a.enrolment_id = ${row.col('id')}) s) c`,
  Object.fromEntries(
    ['applied', 'offered', 'enrolled', 'waiting', 'left', 'declined', 'lapsed', 'withdrawn', 'free'].map((of) => [
      of,
      column(of),
    ]),
  ),
);

const draw = {
  ...valueFrom((row) => sql`select d.* from exchange.enrolment_draw d where d.enrolment_id = ${row.col('id')}`, {
    secret: column('secret'),
    publicValue: column('public_value'),
    listDigest: column('list_digest'),
    seed: column('seed'),
    applicants: column('applicants'),
    algorithm: computed(
      (_, scope) =>
        sql`case when ${scope.locale} = ${literal('en')} then ${literal(drawAlgorithm.en)} else ${literal(drawAlgorithm.zh)} end`,
    ),
    drawnAt: column('drawn_at'),
  }),
  present: (row: Row) => sql`exists (select from exchange.enrolment_draw d where d.enrolment_id = ${row.col('id')})`,
};

export const enrolmentView = viewOf(EnrolmentSchema, {
  type: 'Enrolment',
  scope: 'offers:read',
  visible,
  fields: {
    id: id('enrolment'),
    offer: optionalOne('Offer', 'offer_id'),
    unit: one('Unit', 'owner_unit_id'),
    applications: value({ start: column('from_at'), end: column('until_at') }),
    condition: partsIn('eligibility'),
    counts,
    draw,
    turns: many('EnrolmentTurn', 'enrolment_id'),
  },
  filters: {
    offerId: ofId('offer_id', 'offer'),
    unitId: ofId('owner_unit_id', 'unit'),
    state: oneOf('state'),
    method: oneOf('method'),
    takesApplications: (row, wanted, scope) =>
      sql`(${both(sql`${row.col('state')} = 'OPEN'`, sql`${row.col('from_at')} <= ${scope.now}`, sql`${scope.now} < ${row.col('until_at')}`)}) = ${wanted.as('boolean')}`,
  },
  orders: newestFirst,
});

/** Numbers and what became of them: nothing of who stands behind one. */
export const enrolmentTurnView = viewFrom('exchange.enrolment_application', {
  type: 'EnrolmentTurn',
  scope: 'offers:read',
  visible: ofVisibleEnrolment,
  key: asc('number', 'text'),
  fields: {
    number: column('number'),
    turn: optional('turn'),
    state: computed(stateNow),
    waitingRank,
  },
  filters: {
    number: (row, wanted) => sql`${row.col('number')} = upper(${wanted.as('text')})`,
    state: (row, wanted, scope) => sql`${stateNow(row, scope)} = any(${wanted.as('text[]')})`,
  },
  orders: {
    TURN: [{ ...asc('turn', 'integer'), nullsAs: '2147483647' }, asc('number', 'text')],
    NUMBER: [asc('number', 'text')],
  },
});

export const enrolmentRoots: Readonly<Record<string, Root>> = {
  enrolment: { kind: 'one', type: 'Enrolment', argument: 'id', of: 'enrolment' },
  enrolments: { kind: 'many', type: 'Enrolment' },
};
