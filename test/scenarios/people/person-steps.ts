/** Steps of relations of persons that their scenarios take. */
import { globalId, type Id } from '../../../src/domain/ids.ts';
import {
  AgreePersonRelationDocument,
  EndPersonRelationDocument,
  PersonRelationAsItIsDocument,
  PersonRelationTypesAllDocument,
  PersonRelationsWhereDocument,
  ProposePersonRelationDocument,
  SetPersonDocument,
  type PersonRelationFilter,
  type PersonRelationNowFragment,
  type PersonRelationsWhereQuery,
  type ProposePersonRelationInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { stranger } from './posting.ts';
import { there } from '../story.ts';

/** Who asks. */
type Asker = Pick<Actor, 'ask'>;

/** Nobody is signed in. */
export const anyone = (world: World): Asker => ({
  ask: async (document, variables) => there((await world.ask(document, variables)).data),
});

/** Somebody with a post, who acts for nobody but themselves. */
export interface Employed {
  readonly actor: Actor;
  readonly postId: string;
}

/** Somebody who holds a post in the unit. */
export async function employed(world: World, unit: Id<'unit'> | null, name = '某人'): Promise<Employed> {
  const person = await world.people.post(there(unit));
  await world.sql('update directory.person set name = $2 where id = $1', [person, name]);
  return { actor: await world.people.actor(person, unit, null), postId: await postOf(world, person) };
}

/** The same person, signed in anew: what they came with has expired meanwhile. */
export const again = (world: World, { person, unit }: Actor): Promise<Actor> =>
  world.people.actor(there(person), there(unit), null);

export async function postOf(world: World, person: Id<'person'>): Promise<string> {
  const [post] = await world.sql<{ id: string }>('select id from directory.post where person_id = $1 order by id', [
    person,
  ]);
  return globalId('post', there(post).id);
}

/** Somebody who is signed in, holds no post, and said who they are. */
export async function resident(world: World, name: string): Promise<Actor> {
  const actor = await stranger(world);
  await actor.do(SetPersonDocument, { name });
  return actor;
}

type Terms = Pick<ProposePersonRelationInput, 'since' | 'until' | 'postId'>;

export const wish = (
  type: string,
  objectId: string,
  terms: Terms = {},
): Omit<ProposePersonRelationInput, 'idempotencyKey'> => ({ type, objectId, statement: '说明', ...terms });

export async function wished(
  by: Actor,
  type: string,
  objectId: string,
  terms: Terms = {},
): Promise<PersonRelationNowFragment> {
  return there((await by.do(ProposePersonRelationDocument, wish(type, objectId, terms))).personRelation);
}

/** Proposed by the one, agreed by the other. */
export async function settled(
  by: Actor,
  other: Actor,
  type: string,
  objectId: string,
  terms: Terms = {},
): Promise<PersonRelationNowFragment> {
  const { id } = await wished(by, type, objectId, terms);
  const agreed = await other.do(AgreePersonRelationDocument, { personRelationId: id, expectedVersion: 1 });
  return there(agreed.personRelation);
}

export async function left(by: Actor, { id, version }: PersonRelationNowFragment): Promise<PersonRelationNowFragment> {
  const input = { personRelationId: id, expectedVersion: version, reason: '调整' };
  return there((await by.do(EndPersonRelationDocument, input)).personRelation);
}

type RelationsSeen = NonNullable<PersonRelationsWhereQuery['personRelations']>;

export async function relationsOf(asker: Asker, filter: PersonRelationFilter): Promise<RelationsSeen> {
  return there((await asker.ask(PersonRelationsWhereDocument, { filter, first: 100 })).personRelations);
}

/** How many persons are in relations of the type: at the unit, and in all. */
export async function persons(
  asker: Asker,
  code: string,
  unitId: string | null = null,
): Promise<readonly (number | null)[]> {
  const { personRelationTypes } = await asker.ask(PersonRelationTypesAllDocument, { filter: { code }, unitId });
  const [type] = there(personRelationTypes).nodes;
  return [there(type).at, there(type).persons];
}

/** A relation as somebody sees it now. */
export const current = async (asker: Actor, id: string): Promise<PersonRelationNowFragment> =>
  there((await asker.ask(PersonRelationAsItIsDocument, { id })).personRelation);
