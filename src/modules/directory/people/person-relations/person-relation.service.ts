import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { personRelationMachine } from '../../../../domain/directory/person-relation.ts';
import type { RelationState } from '../../../../domain/directory/relation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt, validBetween } from '../../../../domain/validity.ts';
import { heldObject, mustBeATermOf, mustBeFree, mustLastUntil, timeOf } from './person-fit.service.ts';
import { PersonRelation, PersonRelationType } from './person-relation.entity.ts';
import { objectOf, subjectOf } from './sides.service.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface Propose extends Keyed {
  readonly type: string;
  readonly objectId: string;
  readonly postId?: string | null;
  readonly statement: string;
  readonly since?: Date | null;
  readonly until?: Date | null;
}
interface Decide extends Keyed {
  readonly personRelationId: string;
  readonly expectedVersion: number;
}
interface Reasoned extends Decide {
  readonly reason: string;
}

/** Each act is of a person: in their own name what concerns themselves, under the hat of a unit what concerns that. */
export class PersonRelationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  propose(viewer: Viewer, input: Propose): Promise<Done> {
    const command = { viewer, mutation: 'proposePersonRelation', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const type = await typeOf(act, input.type);
      const subject = await subjectOf(act, type, input.postId ?? null);
      const isOwn = subject.proposedBy === 'PERSON';
      if (!isOwn) await act.mustWearHat();
      const { object, hosts } = await objectOf(act, type, input.objectId);
      act.assertCan('person-relation:propose', { personId: subject.personId, hostUnitIds: hosts });
      const hostUnitId = isOwn ? nearest(hosts) : act.unit;
      mustBeElsewhere(object.unitId ?? null, subject.homeUnitId);
      const [since, until] = [input.since ?? null, input.until ?? null];
      mustBeATermOf(type, act.now, since, until);
      mustLastUntil(act, since, await heldObject(act, { ...object, hostUnitId }, 'relate'));
      const sides = { ...subject, ...object };
      const during = validBetween(since ?? act.now, until);
      await mustBeFree(act, type, sides, during, ['input', 'type'], { mayKnowPerson: isOwn });
      await mustNotBeOpen(act, type, sides);
      const relation = act.em.create(PersonRelation, {
        id: act.newId('personrelation'),
        ...{ ...sides, ...rulesOf(type), hostUnitId, typeCode: type.code, statement: input.statement },
        ...{ proposedSince: since, proposedUntil: until, proposedAt: act.now },
        state: 'PROPOSED',
        version: 1,
      });
      return remember(act, 'person-relation:proposed', relation);
    });
  }

  /** The other side agrees: from now on, or as was proposed, provided that it fits what else holds. */
  agree(viewer: Viewer, input: Decide): Promise<Done> {
    const command = { viewer, mutation: 'agreePersonRelation', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const path = ['input', 'personRelationId'];
      const open = await found(act, input.personRelationId);
      mayAnswer(act, open);
      // What it is to, and a post, are held before what somebody is to it, or by it.
      const valid = open.state === 'PROPOSED' ? await timeOf(act, open) : null;
      const relation = await answered(act, input, 'AGREED');
      await mustBeFree(act, await typeOf(act, relation.typeCode), relation, valid ?? '', path, { mayKnowPerson: true });
      relation.valid = valid;
      return remember(act, 'person-relation:agreed', relation);
    });
  }

  decline(viewer: Viewer, input: Reasoned): Promise<Done> {
    const command = { viewer, mutation: 'declinePersonRelation', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const relation = await answered(act, input, 'DECLINED');
      relation.reason = input.reason;
      return remember(act, 'person-relation:declined', relation);
    });
  }

  withdraw(viewer: Viewer, input: Decide): Promise<Done> {
    const command = { viewer, mutation: 'withdrawPersonRelation', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const relation = await locked(act, input.personRelationId);
      act.assertCan('person-relation:withdraw', relation, 'personrelation', relation);
      relation.state = advance(personRelationMachine, relation, 'WITHDRAWN', 'withdraw');
      act.expectVersion('personrelation', relation, input.expectedVersion);
      relation.decidedAt = act.now;
      return remember(act, 'person-relation:withdrawn', relation);
    });
  }

  /** It holds no more from this instant on, and stays in the history. */
  end(viewer: Viewer, input: Reasoned): Promise<Done> {
    const command = { viewer, mutation: 'endPersonRelation', input, inNameOf: 'PERSON' } as const;
    return this.#work.run(command, async (act) => {
      const relation = await locked(act, input.personRelationId);
      act.assertCan('person-relation:end', relation, 'personrelation', relation);
      if (relation.state === 'AGREED') await mustNotBeOver(act, relation);
      relation.state = advance(personRelationMachine, relation, 'ENDED', 'end');
      act.expectVersion('personrelation', relation, input.expectedVersion);
      if (relation.valid != null) relation.valid = endedAt(relation.valid, act.now);
      relation.reason = input.reason;
      return remember(act, 'person-relation:ended', relation);
    });
  }
}

const nearest = ([first]: readonly string[]): string => {
  if (first === undefined) throw new Error('whatever a relation is to has a unit that agrees for it');
  return first;
};

async function typeOf(act: Act, code: string): Promise<PersonRelationType> {
  const type = await act.em.findOne(PersonRelationType, { code });
  if (type !== null) return type;
  throw RefusalError.invalid(
    ['input', 'type'],
    `没有人员关系类型“${code}”，可用的类型见 personRelationTypes。`,
    `There is no type of relations of persons "${code}"; personRelationTypes lists those there are.`,
  );
}

const rulesOf = ({ objectKind, cardinality, isPublic, takesPost, takesTerm }: PersonRelationType) => ({
  ...{ objectKind, cardinality, isPublic, takesPost, takesTerm },
});

function mustBeElsewhere(unitId: string | null, homeUnitId: string | null): void {
  if (unitId === null || unitId !== homeUnitId) return;
  throw RefusalError.invalid(
    ['input', 'objectId'],
    '该职务就在这个单位，无需再建立关系；请选择另一个单位，或由该单位任职（inviteToPost）。',
    'The post is in that very unit: name another unit, or have the unit appoint the person (inviteToPost).',
  );
}

type Sides = Pick<PersonRelation, 'personId' | 'unitId' | 'areaId' | 'placeId'>;

async function mustNotBeOpen(act: Act, { code, labelZh, labelEn }: PersonRelationType, sides: Sides): Promise<void> {
  const { personId, unitId, areaId, placeId } = sides;
  const to = unitId != null ? { unitId } : areaId != null ? { areaId } : { placeId: placeId ?? null };
  const open = await act.em.findOne(PersonRelation, { typeCode: code, state: 'PROPOSED', personId, ...to });
  if (open === null) return;
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'personrelation', id: open.id },
    what: {
      zh: `已有待答复的“${labelZh}”关系。`,
      en: `A relation "${labelEn}" of the two is waiting to be answered.`,
    },
  });
}

async function found(act: Act, given: string): Promise<PersonRelation> {
  const id = parseId('personrelation', given);
  const relation = await act.em.findOne(PersonRelation, { id });
  if (relation === null) throw RefusalError.notFound('personrelation', id);
  if (relation.personId !== act.actor.person) await act.mustWearHat();
  return relation;
}

async function locked(act: Act, given: string): Promise<PersonRelation> {
  await found(act, given);
  return act.lock(PersonRelation, 'personrelation', parseId('personrelation', given));
}

const mayAnswer = (act: Act, relation: PersonRelation): void => {
  act.assertCan('person-relation:answer', relation, 'personrelation', relation);
};

/** The proposal, answered by the side that did not make it. */
async function answered(act: Act, input: Decide, to: RelationState & ('AGREED' | 'DECLINED')): Promise<PersonRelation> {
  const relation = await locked(act, input.personRelationId);
  mayAnswer(act, relation);
  relation.state = advance(personRelationMachine, relation, to, to === 'AGREED' ? 'agree' : 'decline');
  act.expectVersion('personrelation', relation, input.expectedVersion);
  relation.decidedAt = act.now;
  return relation;
}

/** What ran out by itself, or with the post that it was by, has ended already. */
async function mustNotBeOver(act: Act, { id }: PersonRelation): Promise<void> {
  const over = await act.run(
    'select from directory.person_relation where id = $1 and (isempty(valid) or upper(valid) <= $2::timestamptz)',
    [id, act.now.toISOString()],
  );
  if (over.length === 0) return;
  throw RefusalError.of('ALREADY_DONE', { kind: 'personrelation', id, is: personRelationMachine.words.ENDED.is });
}

/** On the record of the unit that the object is or belongs to; the unit that somebody comes from hears of what is agreed. */
async function remember(act: Act, action: string, relation: PersonRelation): Promise<{ personRelation: string }> {
  await act.em.flush();
  const { hostUnitId, homeUnitId, state, typeCode } = relation;
  act.recordFor(hostUnitId);
  const isAgreed = state === 'AGREED' || state === 'ENDED';
  const unitIds = isAgreed && homeUnitId != null ? [hostUnitId, homeUnitId] : [hostUnitId];
  act.record(action, 'personrelation', relation, { unitIds, body: { state, type: typeCode } });
  return { personRelation: relation.id };
}
