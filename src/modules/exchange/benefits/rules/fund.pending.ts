import { says, type PendingSource } from '../../../../read/pending.ts';
import { nothing, sql } from '../../../../read/sql.ts';

/** Benefits that the unit is asked to pay for, until it has agreed to every version of them. */
export const unagreedFunding: PendingSource = {
  kind: 'BENEFIT_FUNDING',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: null,
  acts: ['agreeToFundBenefit'],
  waits: (scope) => {
    const isAsked = scope.isUnit(sql`f.unit_id`);
    return {
      from: sql`exchange.benefit_rule l`,
      where:
        isAsked === nothing
          ? nothing
          : sql`l.id in (select f.rule_id from exchange.benefit_funder f where ${isAsked} and f.agreed_at is null) and l.state <> 'ENDED'`,
      id: sql`l.id`,
      since: sql`l.created_at`,
      unitId: sql`l.owner_unit_id`,
    };
  },
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'同意出资：'`, sql`'Agree to pay for: '`)} || l.name from exchange.benefit_rule l where l.id = ${id})`,
};
