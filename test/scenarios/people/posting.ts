/** Steps of the scenarios about posts: somebody administers, invites, and somebody accepts. */
import { globalId, type Id } from '../../../src/domain/ids.ts';
import {
  AcceptInvitationDocument,
  InviteToPostDocument,
  PostsOfDocument,
  type EndPostInput,
  type InviteToPostInput,
  type PostNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';

type Invited = Omit<InviteToPostInput, 'idempotencyKey'>;

export const toBeOperator: Invited = { title: '共建联络员', role: 'OPERATOR', personName: '李四' };

/** An administrator of the actor's unit, who has done nothing there yet. */
export async function administratorOf(world: World, { unit }: Actor): Promise<Actor> {
  const person = await world.people.administrator(there(unit));
  return world.people.actor(person, there(unit), null);
}

/** Somebody who is signed in, and whom nobody knows here. */
export function stranger(world: World): Promise<Actor> {
  return world.people.actor(world.id('person'), null, null);
}

/** The code of a new invitation. */
export async function invited(actor: Actor, invitation: Partial<Invited> = {}): Promise<string> {
  const { invitationCode } = await actor.do(InviteToPostDocument, { ...toBeOperator, ...invitation });
  return there(invitationCode);
}

/** The post of somebody who accepts. */
export async function accepted(actor: Actor, code: string): Promise<PostNowFragment> {
  return there((await actor.do(AcceptInvitationDocument, { code })).post);
}

/** A new colleague with a post of their own. */
export async function appointed(
  world: World,
  administrator: Actor,
  invitation: Partial<Invited> = {},
): Promise<{ readonly actor: Actor; readonly post: PostNowFragment }> {
  const actor = await stranger(world);
  const post = await accepted(actor, await invited(administrator, invitation));
  return { actor: await world.people.actor(there(actor.person), there(administrator.unit), null), post };
}

/** The posts of the unit as the actor sees them. */
export async function postsOf(actor: Actor, unit: Id<'unit'> | null = actor.unit): Promise<readonly PostNowFragment[]> {
  const found = await actor.ask(PostsOfDocument, { id: globalId('unit', there(unit)) });
  return there(found.unit).posts.nodes;
}

/** What it takes to end a post. */
export const ending = (
  { id, version }: PostNowFragment,
  reason = '任期调整',
): Omit<EndPostInput, 'idempotencyKey'> => ({
  postId: id,
  expectedVersion: version,
  reason,
});
