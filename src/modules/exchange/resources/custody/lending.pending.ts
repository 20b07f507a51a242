import { lendingMachine } from '../../../../domain/exchange/lending.ts';
import { whileIn, type PendingKind, type PendingVerb } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { all, literal, name, sql } from '../../../../read/sql.ts';

interface Step {
  readonly kind: PendingKind;
  readonly verb: PendingVerb;
  readonly state: 'HANDED_OVER' | 'LENT' | 'GIVEN_BACK';
  readonly side: 'borrower_unit_id' | 'owner_unit_id';
  readonly since: 'handed_over_at' | 'received_at' | 'given_back_at';
  readonly acts: readonly [string, ...string[]];
  readonly zh: string;
  readonly en: string;
}

function source({ kind, verb, state, side, since, acts, zh, en }: Step): PendingSource {
  const states = whileIn(lendingMachine, state);
  const other = side === 'owner_unit_id' ? 'borrower_unit_id' : 'owner_unit_id';
  return {
    kind,
    verb,
    waitsFor: 'UNIT',
    states,
    acts,
    waits: (scope) => ({
      from: sql`exchange.lending l`,
      where: all([
        isWaiting(states, sql`l.state`),
        scope.isUnit(sql`l.${name(side)}`),
        scope.fitsHat(sql`l.alliance_id`),
      ]),
      id: sql`l.id`,
      since: sql`l.${name(since)}`,
      ...(state === 'GIVEN_BACK' ? {} : { dueAt: sql`l.due_at` }),
      allianceId: sql`l.alliance_id`,
      unitId: sql`l.${name(other)}`,
    }),
    title: (id, scope) =>
      sql`(select ${says(scope, literal(zh), literal(en))} || r.name
        from exchange.lending l join exchange.resource r on r.id = l.resource_id where l.id = ${id})`,
  };
}

/** Things that are lent, at each step for the side whose turn it is. */
export const pendingLendings: readonly PendingSource[] = [
  source({
    ...{ kind: 'LENDING', verb: 'CONFIRM', state: 'HANDED_OVER', side: 'borrower_unit_id', since: 'handed_over_at' },
    acts: ['confirmLending', 'cancelLending'],
    ...{ zh: '确认收到：', en: 'Confirm that you have it: ' },
  }),
  source({
    ...{ kind: 'LENDING_BACK', verb: 'DELIVER', state: 'LENT', side: 'borrower_unit_id', since: 'received_at' },
    acts: ['returnResource'],
    ...{ zh: '归还：', en: 'Give back: ' },
  }),
  source({
    ...{ kind: 'LENDING_RETURN', verb: 'CONFIRM', state: 'GIVEN_BACK', side: 'owner_unit_id', since: 'given_back_at' },
    acts: ['confirmReturn'],
    ...{ zh: '验收归还：', en: 'Confirm that it is back: ' },
  }),
];
