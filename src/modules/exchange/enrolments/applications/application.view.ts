import type { Scope } from '../../../../read/scope.ts';
import { any, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import {
  column,
  computed,
  id,
  maybe,
  ofId,
  one,
  optional,
  optionalOne,
  valueFrom,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { EnrolmentApplicationSchema } from './application.entity.ts';
import { stateNow, waitingRank } from './state.view.ts';

/** The unit that applied, and the one that is applied to; no app. Row-level security asks the same of whom it is for. */
const visible = (row: Row, scope: Scope): Sql =>
  scope.kind === 'PERSON'
    ? any(scope.isUnit(row.col('owner_unit_id')), scope.isUnit(row.col('offer_unit_id')))
    : nothing;

const applicantOf = (row: Row, scope: Scope): Sql => {
  scope.guard();
  return sql`select p.* from exchange.enrolment_applicant p where p.application_id = ${row.col('id')}`;
};

const applicant = {
  ...valueFrom(applicantOf, {
    name: column('name'),
    identityNumber: column('identity_number'),
    age: column('age'),
    guardian: valueWhere((row) => sql`${row.col('guardian_name')} is not null`, {
      name: column('guardian_name'),
      relation: column('guardian_relation'),
      mobile: optional('guardian_mobile'),
    }),
  }),
  present: (row: Row, scope: Scope) => sql`exists (${applicantOf(row, scope)})`,
};

export const enrolmentApplicationView = viewOf(EnrolmentApplicationSchema, {
  type: 'EnrolmentApplication',
  visible,
  fields: {
    id: id('application'),
    enrolment: one('Enrolment', 'enrolment_id'),
    unit: one('Unit', 'owner_unit_id'),
    appliedBy: optionalOne('Post', 'post_id'),
    state: computed(stateNow),
    settledAt: maybe(
      (row, scope) =>
        sql`case when ${row.col('state')} = 'OFFERED' and ${row.col('respond_by')} <= ${scope.now} then ${row.col('respond_by')} else ${row.col('settled_at')} end`,
    ),
    waitingRank,
    applicant,
  },
  filters: {
    enrolmentId: ofId('enrolment_id', 'enrolment'),
    unitId: ofId('owner_unit_id', 'unit'),
    number: (row, wanted) => sql`${row.col('number')} = upper(${wanted.as('text')})`,
    state: (row, wanted, scope) => sql`${stateNow(row, scope)} = any(${wanted.as('text[]')})`,
  },
});

export const enrolmentApplicationRoots: Readonly<Record<string, Root>> = {
  enrolmentApplication: { kind: 'one', type: 'EnrolmentApplication', argument: 'id', of: 'application' },
  enrolmentApplications: { kind: 'many', type: 'EnrolmentApplication' },
};
