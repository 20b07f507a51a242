/** Steps of relations of units that their scenarios take. */
import type { UnitKind } from '../../../src/modules/directory/index.ts';
import {
  AgreeRelationDocument,
  EndRelationDocument,
  ProposeRelationDocument,
  RelationsWhereDocument,
  type ProposeRelationInput,
  type RelationFilter,
  type RelationNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';

/** A unit in no alliance, and somebody who administers it. */
export async function someUnit(world: World, name: string, kind: UnitKind = 'COMMUNITY'): Promise<Actor> {
  const unit = await world.people.unit(name, kind);
  return world.people.actor(await world.people.administrator(unit), unit, null);
}

type Terms = Pick<ProposeRelationInput, 'since' | 'until'>;

/** What the one on the left proposes to the other: that it is so to it. */
export const proposal = (
  type: string,
  subject: Actor,
  object: Actor,
  terms: Terms = {},
): Omit<ProposeRelationInput, 'idempotencyKey'> => ({
  ...{ type, subjectUnitId: subject.unitId, objectUnitId: object.unitId, statement: '说明' },
  ...terms,
});

export async function proposed(
  type: string,
  subject: Actor,
  object: Actor,
  terms: Terms = {},
): Promise<RelationNowFragment> {
  return there((await subject.do(ProposeRelationDocument, proposal(type, subject, object, terms))).relation);
}

/** Proposed by the subject, agreed by the object. */
export async function related(
  type: string,
  subject: Actor,
  object: Actor,
  terms: Terms = {},
): Promise<RelationNowFragment> {
  const { id } = await proposed(type, subject, object, terms);
  return there((await object.do(AgreeRelationDocument, { relationId: id, expectedVersion: 1 })).relation);
}

type ToArea = Omit<ProposeRelationInput, 'idempotencyKey' | 'objectUnitId'>;

/** What a unit proposes to be to an area. */
export const proposalTo = (type: string, subject: Actor, objectAreaId: string, terms: Terms = {}): ToArea => ({
  ...{ type, subjectUnitId: subject.unitId, objectAreaId, statement: '说明' },
  ...terms,
});

/** Proposed by the unit, agreed by who looks after the area. */
export async function relatedTo(
  type: string,
  subject: Actor,
  keeper: Actor,
  areaId: string,
  terms: Terms = {},
): Promise<RelationNowFragment> {
  const { relation } = await subject.do(ProposeRelationDocument, proposalTo(type, subject, areaId, terms));
  const answer = { relationId: there(relation).id, expectedVersion: 1 };
  return there((await keeper.do(AgreeRelationDocument, answer)).relation);
}

export async function ended(by: Actor, { id, version }: RelationNowFragment): Promise<RelationNowFragment> {
  const input = { relationId: id, expectedVersion: version, reason: '调整' };
  return there((await by.do(EndRelationDocument, input)).relation);
}

/** Subject and object of each relation that somebody sees, by their names. */
export async function pairs(asker: Actor, filter: RelationFilter): Promise<string[]> {
  const { relations } = await asker.ask(RelationsWhereDocument, { filter, first: 100 });
  return there(relations)
    .nodes.map(({ subject, object }) => `${there(subject).shortName} → ${there(object).shortName}`)
    .sort();
}
