import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { relationMachine, type RelationState } from '../../../../domain/directory/relation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { mustLast, mustMove } from '../../units/life/stage.service.ts';
import { mustBeFree, mustKeepTree } from './fit.service.ts';
import { Relation, RelationType } from './relation.entity.ts';
import { concerned, mustBeTwo, relatedOf, sidesGiven, timeOf, type Sides } from './sides.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface Propose extends Keyed {
  readonly type: string;
  readonly subjectUnitId: string;
  readonly objectUnitId?: string | null;
  readonly objectAreaId?: string | null;
  readonly statement: string;
  readonly since?: Date | null;
  readonly until?: Date | null;
}
interface Decide extends Keyed {
  readonly relationId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends Decide {
  readonly reason: string;
}

export class RelationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  propose(viewer: Viewer, input: Propose): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeRelation', input }, async (act) => {
      const sides = { ...sidesGiven(input), proposedByUnitId: act.unit };
      act.assertCan('relation:propose', await relatedOf(act, sides));
      const type = await typeOf(act, input.type);
      await mustBeTwo(act, type, sides);
      const [since, until] = [input.since ?? null, input.until ?? null];
      mustBeToCome(act, since, until);
      const during = await timeOf(act, sides, since ?? act.now, until, ['input', 'since']);
      await mustBeFree(act, type, sides, during, ['input', 'type']);
      await mustNotBeOpen(act, type, sides);
      const relation = act.em.create(Relation, {
        id: act.newId('relation'),
        ...sides,
        ...{ typeCode: type.code, cardinality: type.cardinality, statement: input.statement },
        ...{ proposedSince: since, proposedUntil: until, proposedAt: act.now },
        state: 'PROPOSED',
        version: 1,
      });
      return remember(act, 'relation:proposed', relation);
    });
  }

  /** The other side agrees. From now on, or as was proposed, provided that it fits what else is agreed. */
  agree(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'agreeRelation', input }, async (act) => {
      const relation = await answered(act, input, 'AGREED');
      const { proposedSince, proposedUntil, typeCode } = relation;
      if (proposedUntil != null && proposedUntil <= act.now) throw lapsed(proposedUntil);
      const path = ['input', 'relationId'];
      const valid = await timeOf(act, relation, proposedSince ?? act.now, proposedUntil ?? null, path);
      await act.run('select directory.hold_relations($1)', [typeCode]);
      const type = await typeOf(act, typeCode);
      await mustBeFree(act, type, relation, valid, path);
      await mustKeepTree(act, type, relation, valid, path);
      await mustLastOrMove(act, type, relation);
      relation.valid = valid;
      return remember(act, 'relation:agreed', relation);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineRelation', input }, async (act) => {
      const relation = await answered(act, input, 'DECLINED');
      relation.reason = input.reason;
      return remember(act, 'relation:declined', relation);
    });
  }

  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawRelation', input }, async (act) => {
      const relation = await act.lock(Relation, 'relation', parseId('relation', input.relationId));
      act.assertCan('relation:withdraw', await relatedOf(act, relation), 'relation', relation);
      relation.state = advance(relationMachine, relation, 'WITHDRAWN', 'withdraw');
      act.expectVersion('relation', relation, input.expectedVersion);
      relation.decidedAt = act.now;
      return remember(act, 'relation:withdrawn', relation);
    });
  }

  /** It holds no more from this instant on, and stays in the history. */
  end(viewer: Viewer, input: Reasoned): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endRelation', input }, async (act) => {
      const relation = await act.lock(Relation, 'relation', parseId('relation', input.relationId));
      act.assertCan('relation:end', await relatedOf(act, relation), 'relation', relation);
      mustNotBeOver(act, relation);
      relation.state = advance(relationMachine, relation, 'ENDED', 'end');
      act.expectVersion('relation', relation, input.expectedVersion);
      if (relation.valid != null) relation.valid = endedAt(relation.valid, act.now);
      relation.reason = input.reason;
      return remember(act, 'relation:ended', relation);
    });
  }
}

/** The proposal, answered by the side that did not make it. */
async function answered(act: Act, input: Decide, to: RelationState & ('AGREED' | 'DECLINED')): Promise<Relation> {
  const relation = await act.lock(Relation, 'relation', parseId('relation', input.relationId));
  act.assertCan('relation:answer', await relatedOf(act, relation), 'relation', relation);
  relation.state = advance(relationMachine, relation, to, to === 'AGREED' ? 'agree' : 'decline');
  act.expectVersion('relation', relation, input.expectedVersion);
  relation.decidedAt = act.now;
  return relation;
}

async function typeOf(act: Act, code: string): Promise<RelationType> {
  const type = await act.em.findOne(RelationType, { code });
  if (type !== null) return type;
  throw RefusalError.invalid(
    ['input', 'type'],
    `没有关系类型“${code}”，可用的类型见 relationTypes。`,
    `There is no type of relations "${code}"; relationTypes lists those there are.`,
  );
}

/** Both last; and who begins to be incubated now is not so already. */
async function mustLastOrMove(act: Act, { isIncubation }: RelationType, relation: Relation): Promise<void> {
  const { subjectUnitId, objectUnitId, proposedSince } = relation;
  if (objectUnitId != null) await mustLast(act, objectUnitId, 'relate');
  if (isIncubation && (proposedSince ?? act.now) <= act.now)
    await mustMove(act, subjectUnitId, 'INCUBATING', 'incubate');
  else await mustLast(act, subjectUnitId, 'relate');
}

function mustBeToCome(act: Act, since: Date | null, until: Date | null): void {
  if (until === null || (until > act.now && (since === null || since < until))) return;
  throw RefusalError.invalid(
    ['input', 'until'],
    'input.until 须晚于现在，也须晚于 input.since。',
    'input.until must be later than now, and later than input.since.',
  );
}

async function mustNotBeOpen(act: Act, { code, labelZh, labelEn }: RelationType, sides: Sides): Promise<void> {
  const { subjectUnitId, objectUnitId, objectAreaId } = sides;
  const either = { $in: [subjectUnitId, objectUnitId ?? subjectUnitId] };
  const open = await act.em.findOne(Relation, {
    ...{ typeCode: code, state: 'PROPOSED' },
    ...(objectAreaId == null ? { subjectUnitId: either, objectUnitId: either } : { subjectUnitId, objectAreaId }),
  });
  if (open === null) return;
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'relation', id: open.id },
    what: {
      zh: `双方间已有待答复的“${labelZh}”关系。`,
      en: `A relation "${labelEn}" between the two is waiting to be answered.`,
    },
  });
}

const lapsed = (until: Date): RefusalError =>
  RefusalError.invalid(
    ['input', 'relationId'],
    `所提出的期限已于 ${minuteInChina(until)} 届满；请婉拒，或请对方重新提出。`,
    `The time it was proposed for ended at ${minuteInChina(until)} (Beijing time): decline it, or have it proposed anew.`,
  );

/** What ran out by itself has ended already. */
function mustNotBeOver(act: Act, { id, state, valid }: Relation): void {
  if (state !== 'AGREED' || valid == null || endedAt(valid, act.now) !== valid) return;
  throw RefusalError.of('ALREADY_DONE', { kind: 'relation', id, is: relationMachine.words.ENDED.is });
}

async function remember(act: Act, action: string, relation: Relation): Promise<{ relation: string }> {
  await act.em.flush();
  const { state, typeCode } = relation;
  act.record(action, 'relation', relation, {
    unitIds: await concerned(act, relation),
    body: { state, type: typeCode },
  });
  return { relation: relation.id };
}
