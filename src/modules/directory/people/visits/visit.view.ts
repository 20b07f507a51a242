/** Visits: for the unit that looks after the household, and for who visited; in figures for everybody. */
import { sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  column,
  equals,
  id,
  newestFirst,
  ofId,
  one,
  oneOf,
  optional,
  optionalOne,
  rowsFrom,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';
import { concerned, ofHousehold } from '../households/household.view.ts';
import { VisitSchema } from './visit.entity.ts';

const history = rowsFrom(
  (row) => sql`select v.number, v.day, v.purpose, v.outcome, v.needs_follow_up, v.replaced_at
    from directory.visit_version v where v.visit_id = ${row.col('id')} order by v.number`,
  {
    number: column('number'),
    day: column('day'),
    purpose: column('purpose'),
    outcome: column('outcome'),
    needsFollowUp: column('needs_follow_up'),
    replacedAt: column('replaced_at'),
  },
);

/** The function leaves out what would tell of few. */
export const figuresOfUnit = valueFrom(
  (row, scope, args) => sql`select f.linked, f.visited, f.visits
    from directory.household_figures(${row.col('id')}, coalesce(${args.as('month', 'date')}, ${scope.today}), ${scope.now}) f`,
  { linked: optional('linked'), visited: optional('visited'), visits: optional('visits') },
);

export const visitView = viewOf(VisitSchema, {
  type: 'Visit',
  visible: concerned,
  fields: {
    id: id('visit'),
    household: optionalOne('Household', 'household_id'),
    hostUnit: one('Unit', 'host_unit_id'),
    type: one('HouseholdLinkType', 'type_code', 'code'),
    link: optionalOne('HouseholdLink', 'link_id'),
    person: optionalOne('Person', 'person_id'),
    purpose: one('Term', 'purpose', 'code'),
    outcome: one('Term', 'outcome', 'code'),
    history,
  },
  filters: {
    householdId: ofHousehold,
    linkId: ofId('link_id', 'householdlink'),
    state: oneOf('state'),
    needsFollowUp: equals('needs_follow_up', 'boolean'),
    from: (row, day) => sql`${row.col('day')} >= ${day.as('date')}`,
    to: (row, day) => sql`${row.col('day')} <= ${day.as('date')}`,
  },
  orders: newestFirst,
});

export const visitRoots: Readonly<Record<string, Root>> = {
  visits: { kind: 'many', type: 'Visit' },
};
