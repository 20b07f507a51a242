import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { lendingMachine } from '../../../../domain/exchange/lending.ts';
import { mustBeUsedSo, resourceMachine } from '../../../../domain/exchange/resource.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { appendCondition, mustBeCondition } from '../resources/condition.service.ts';
import { Resource } from '../resources/resource.entity.ts';
import { Lending } from './lending.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface LendResource extends Keyed {
  readonly resourceId: string;
  readonly borrowerUnitId: string;
  readonly purpose: string;
  readonly condition: string;
  readonly dueAt: Date;
}
interface OfLending extends Keyed {
  readonly lendingId: string;
  readonly expectedVersion: number;
}
interface Seen extends OfLending {
  readonly condition: string;
}
interface Reasoned extends OfLending {
  readonly reason: string;
}

/** Things in the hands of another unit. What is lent is given back, hat or no hat, also after one has left the alliance. */
export class LendingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Its owner hands it over, to a member of the alliance. Of two who lend it at once one does: it is with one at a time. */
  lend(viewer: Viewer, input: LendResource): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'lendResource', input }, async (act) => {
      const allianceId = await act.alliance();
      const borrowerUnitId = parseId('unit', input.borrowerUnitId);
      const isMember = await act.holdMembership(borrowerUnitId, allianceId);
      const resource = await act.lock(Resource, 'resource', parseId('resource', input.resourceId));
      act.assertCan('lending:lend', { ownerUnitId: resource.ownerUnitId, borrowerUnitId }, 'resource', resource);
      if (!isMember) throw RefusalError.of('NOT_A_MEMBER', { unitId: borrowerUnitId, allianceId, isOwn: false });
      mustBe(resourceMachine, resource, 'lend', 'AVAILABLE');
      mustBeUsedSo(resource.kind, 'LENT');
      await mustBeCondition(act, 'condition', input.condition);
      await mustBeFree(act, resource);
      const handedOverAt = latest(act.now, await lastEnd(act, resource));
      mustBeToCome(handedOverAt, input.dueAt);
      const { purpose, condition, dueAt } = input;
      const lending = act.em.create(Lending, {
        id: act.newId('lending'),
        ...{ resourceId: resource.id, ownerUnitId: resource.ownerUnitId, borrowerUnitId, allianceId, purpose, dueAt },
        kind: resource.kind === 'VEHICLE' ? 'VEHICLE' : 'EQUIPMENT',
        state: 'HANDED_OVER',
        conditionOut: condition,
        handedOverAt,
        version: 1,
      });
      await sawIt(act, lending, condition);
      return tell(act, 'lending:handed-over', lending);
    });
  }

  confirm(viewer: Viewer, input: OfLending): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmLending', input }, async (act) => {
      const lending = await found(act, input, 'lending:receive');
      lending.state = advance(lendingMachine, lending, 'LENT', 'receive');
      act.expectVersion('lending', lending, input.expectedVersion);
      lending.receivedAt = act.now;
      return tell(act, 'lending:received', lending);
    });
  }

  giveBack(viewer: Viewer, input: Seen): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'returnResource', input }, async (act) => {
      const lending = await found(act, input, 'lending:receive');
      lending.state = advance(lendingMachine, lending, 'GIVEN_BACK', 'giveBack');
      act.expectVersion('lending', lending, input.expectedVersion);
      await mustBeCondition(act, 'condition', input.condition);
      act.em.assign(lending, { givenBackAt: act.now, conditionBack: input.condition });
      await sawIt(act, lending, input.condition);
      return tell(act, 'lending:given-back', lending);
    });
  }

  /** Its owner looks at it. What the borrower said of it stays on record with the resource. */
  takeBack(viewer: Viewer, input: Seen): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'confirmReturn', input }, async (act) => {
      const lending = await found(act, input, 'lending:take-back');
      lending.state = advance(lendingMachine, lending, 'RETURNED', 'takeBack');
      act.expectVersion('lending', lending, input.expectedVersion);
      await mustBeCondition(act, 'condition', input.condition);
      act.em.assign(lending, { endedAt: latest(act.now, lending.handedOverAt), conditionBack: input.condition });
      await sawIt(act, lending, input.condition);
      return tell(act, 'lending:returned', lending);
    });
  }

  cancel(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'cancelLending', input }, async (act) => {
      const lending = await found(act, input, 'lending:cancel');
      lending.state = advance(lendingMachine, lending, 'CANCELLED', 'cancel');
      act.expectVersion('lending', lending, input.expectedVersion);
      act.em.assign(lending, { endedAt: latest(act.now, lending.handedOverAt), reason: input.reason });
      return tell(act, 'lending:cancelled', lending);
    });
  }
}

/** The lending, locked after its resource, for the one of its two units that may. */
async function found(
  act: Act,
  { lendingId }: OfLending,
  action: 'lending:receive' | 'lending:take-back' | 'lending:cancel',
): Promise<Lending> {
  const seen = await act.get(Lending, 'lending', parseId('lending', lendingId));
  act.mustFitHat('lending', seen, seen);
  act.assertCan(action, seen, 'lending', seen);
  await act.lock(Resource, 'resource', seen.resourceId);
  return act.lock(Lending, 'lending', seen.id);
}

/** Throws `ALREADY_DONE` where somebody has it. */
async function mustBeFree(act: Act, { id, name }: Resource): Promise<void> {
  const there = await act.em.findOne(Lending, { resourceId: id, endedAt: null });
  if (there === null) return;
  const due = minuteInChina(there.dueAt);
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'lending', id: there.id },
    what: {
      zh: `“${name}”已借出（${globalId('lending', there.id)}），应于 ${due} 前归还；请待其归还，或另选资源。`,
      en: `"${name}" is lent already (${globalId('lending', there.id)}) and due back by ${due} (Beijing time): wait for it, or choose another.`,
    },
  });
}

/**
 * When the resource was last given back; null where it never was. A request may have set out before another whose act was done
 * first: what it does is done no earlier than that.
 */
async function lastEnd(act: Act, { id }: Resource): Promise<Date | null> {
  const last = await act.em.findOne(
    Lending,
    { resourceId: id, state: { $ne: 'CANCELLED' }, endedAt: { $ne: null } },
    { orderBy: { endedAt: 'desc' } },
  );
  return last?.endedAt ?? null;
}

const latest = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);

function mustBeToCome(now: Date, dueAt: Date): void {
  if (dueAt > now) return;
  throw RefusalError.invalid(
    ['input', 'dueAt'],
    'input.dueAt 已经过去，请给出将来的时间。',
    'input.dueAt is in the past: name a time to come.',
  );
}

/** How it is, as the one who has it in hand says. */
const sawIt = (act: Act, { resourceId }: Lending, condition: string): Promise<void> =>
  appendCondition(act, { resourceId, condition, note: null, seenAt: act.now });

async function tell(act: Act, action: string, lending: Lending): Promise<{ lending: string }> {
  await act.em.flush();
  const { allianceId, ownerUnitId, borrowerUnitId, state } = lending;
  act.record(action, 'lending', lending, { allianceId, unitIds: [ownerUnitId, borrowerUnitId], body: { state } });
  return { lending: lending.id };
}
