import { any, nothing, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Scope } from '../../../read/scope.ts';
import type { Fields } from '../../../read/view.ts';
import { column, computed, id, many, maybe, one, optional, optionalOne, viewFrom } from '../../../read/words.ts';

/** Whether it is the viewer's own. */
const isOwn = (row: Row, scope: Scope): Sql =>
  scope.kind === 'PERSON'
    ? sql`(${row.col('subject_type')} = 'person' and ${row.col('subject_id')} = ${scope.person})`
    : nothing;

/** Row-level security asks the same. */
export const consentView = viewFrom(
  (scope) => {
    scope.guard();
    return sql`select k.*, case k.subject_type when 'beneficiary' then k.subject_id end as beneficiary_id from access.consent k`;
  },
  {
    type: 'Consent',
    visible: (row, scope) => any(scope.isUnit(row.col('unit_id')), isOwn(row, scope)),
    fields: {
      id: id('consent'),
      // Who knows the type by its id alone believes that id: that of a person is none of a beneficiary.
      beneficiary: optionalOne('Beneficiary', 'beneficiary_id'),
      unit: one('Unit', 'unit_id'),
      purpose: one('Term', 'purpose', 'code'),
      evidence: optional('evidence'),
      givenAt: column('given_at'),
      until: maybe(
        (row) =>
          sql`case when isempty(${row.col('valid')}) then ${row.col('given_at')} else upper(${row.col('valid')}) end`,
      ),
      withdrawnAt: optional('withdrawn_at'),
      reason: optional('reason'),
      isInForce: computed((row, scope) => scope.holds(row.col('valid'))),
      version: column('version'),
    },
  },
);

/** What a beneficiary or a person consented to. */
export const consentsOfSubject: Fields = { consents: many('Consent', 'subject_id') };
