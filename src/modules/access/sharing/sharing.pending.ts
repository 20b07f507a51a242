import { kindWords, sharingMachine } from '../../../domain/access/sharing.ts';
import { whileIn } from '../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../read/pending.ts';
import { both, join, literal, sql, type Sql } from '../../../read/sql.ts';

const REQUESTED = whileIn(sharingMachine, 'REQUESTED');

const words = (language: 'zh' | 'en'): Sql => {
  const branches = Object.entries(kindWords).map(
    ([kind, word]) => sql`when ${literal(kind)} then ${literal(word[language])}`,
  );
  return sql`case s.kind ${join(branches, ' ')} end`;
};

/** What other units ask to be shared with them, for the administrators of the unit that provides it. */
export const requestedSharing: PendingSource = {
  kind: 'SHARING',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: REQUESTED,
  acts: ['grantSharing', 'refuseSharing'],
  waits: (scope) => ({
    from: sql`access.sharing_agreement s`,
    where: both(isWaiting(REQUESTED, sql`s.state`), scope.administers(sql`s.provider_unit_id`)),
    id: sql`s.id`,
    since: sql`s.requested_at`,
    // From then on it can only be refused.
    dueAt: sql`s.requested_until`,
    unitId: sql`s.consumer_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'答复数据共享申请：' || ${words('zh')}`, sql`'Answer the request to share data: ' || ${words('en')}`)}
      from access.sharing_agreement s where s.id = ${id})`,
};
