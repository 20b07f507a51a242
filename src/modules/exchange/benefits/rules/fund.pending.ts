import { says, type PendingSource } from '../../../../read/pending.ts';
import { nothing, sql } from '../../../../read/sql.ts';

/** Benefits that the unit is asked to pay for, while a version that it has not agreed to may still come into force. */
export const unagreedFunding: PendingSource = {
  kind: 'BENEFIT_FUNDING',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: null,
  acts: ['agreeToFundBenefit'],
  waits: (scope) => {
    const isAsked = scope.isUnit(sql`f.unit_id`);
    const asked = sql`select f.rule_id, min(v.published_at) as since
      from exchange.benefit_funder f join exchange.benefit_version v on v.rule_id = f.rule_id and v.number = f.number
      where ${isAsked} and f.agreed_at is null and coalesce(v.until_day > ${scope.today}, true)
        and v.number > coalesce(exchange.benefit_version_on(v.rule_id, ${scope.today}), 0)
      group by f.rule_id`;
    return {
      from: sql`(${asked}) a join exchange.benefit_rule l on l.id = a.rule_id`,
      where: isAsked === nothing ? nothing : sql`l.state <> 'ENDED'`,
      id: sql`l.id`,
      since: sql`a.since`,
      unitId: sql`l.owner_unit_id`,
    };
  },
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'同意出资：'`, sql`'Agree to pay for: '`)} || l.name from exchange.benefit_rule l where l.id = ${id})`,
};
