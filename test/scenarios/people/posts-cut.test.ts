/** Rights that end with a post, cut to the instant: the next request of a token that is in use finds none. */
import { describe, expect, test } from '@jest/globals';
import { EndPostDocument, OfferTitlesDocument, PublishOfferDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administratorOf, appointed, ending, invited } from './posting.ts';
import { offer } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'UNIT' as const,
};

/** What the actor reads of the unit's own, and what becomes of an act, with one and the same token. */
async function tries(actor: Actor): Promise<{ reads: readonly string[]; acts: string }> {
  const reads = (await actor.ask(OfferTitlesDocument, {})).offers?.nodes.map(({ title }) => title) ?? [];
  const { userErrors } = await actor.act(PublishOfferDocument, about);
  return { reads: reads.filter((title) => title === '自用'), acts: userErrors[0]?.code ?? 'DONE' };
}

const MAY = { reads: ['自用'], acts: 'DONE' };
const MAY_NOT = { reads: [], acts: 'FORBIDDEN' };

/** A unit with something of its own, its administrator, and two instants: the end, and the last one before. */
async function scene(world: World) {
  const { mall } = await world.alliance('五色', 'street', 'mall');
  await offer(mall, { title: '自用', visibility: 'UNIT' });
  const end = '2026-11-28T18:00:00+08:00';
  return { administrator: await administratorOf(world, mall), end, before: '2026-11-28T17:59:59.999+08:00' };
}

describe('with the same token, the very next request is without the rights of', () => {
  test('a post that is ended, and of one that is delegated from it', async () => {
    await using world = await createWorld();
    const { administrator, end } = await scene(world);
    const { actor, post } = await appointed(world, administrator);
    const { actor: deputy } = await appointed(world, actor, { until: end, delegatedFromId: post.id });
    expect([await tries(actor), await tries(deputy)]).toEqual([MAY, MAY]);
    await administrator.do(EndPostDocument, ending(post));
    expect([await tries(actor), await tries(deputy)]).toEqual([MAY_NOT, MAY_NOT]);
    // What is named and no longer held is an error, for reads and acts alike.
    const inHat = actor.wearing({ 'x-acting-unit': actor.unitId });
    expect((await inHat.try(OfferTitlesDocument, {})).errors).toMatchObject([
      { extensions: { code: 'HAT_REQUIRED', problem: 'UNIT_NOT_HELD' } },
    ]);
    expect(await inHat.refused(PublishOfferDocument, about)).toMatchObject({ code: 'HAT_REQUIRED' });
  });

  test('a post whose term is over, and not a millisecond sooner', async () => {
    await using world = await createWorld();
    const { administrator, end, before } = await scene(world);
    const { actor } = await appointed(world, administrator, { until: end });
    world.clock.set(before);
    expect(await tries(actor)).toEqual(MAY);
    world.clock.set(end);
    expect(await tries(actor)).toEqual(MAY_NOT);
  });

  test('a delegation whose term is over, while the post that it comes from goes on', async () => {
    await using world = await createWorld();
    const { administrator, end, before } = await scene(world);
    const { actor, post } = await appointed(world, administrator);
    const { actor: deputy } = await appointed(world, actor, { until: end, delegatedFromId: post.id });
    world.clock.set(before);
    expect(await tries(deputy)).toEqual(MAY);
    world.clock.set(end);
    expect([await tries(actor), await tries(deputy)]).toEqual([MAY, MAY_NOT]);
  });

  test('a delegation whose source comes to its own end first', async () => {
    await using world = await createWorld();
    const { administrator, end, before } = await scene(world);
    const { actor, post } = await appointed(world, administrator, { until: end });
    const { actor: deputy } = await appointed(world, actor, { until: end, delegatedFromId: post.id });
    world.clock.set(before);
    expect([await tries(actor), await tries(deputy)]).toEqual([MAY, MAY]);
    world.clock.set(end);
    expect([await tries(actor), await tries(deputy)]).toEqual([MAY_NOT, MAY_NOT]);
  });

  test('an administrator: neither invitations nor names are read any more, nor is anybody invited', async () => {
    await using world = await createWorld();
    const { administrator, end, before } = await scene(world);
    const { actor } = await appointed(world, administrator, { role: 'ADMINISTRATOR', until: end });
    await invited(actor);
    const look = async () => {
      const query = '{ invitations { totalCount } units { nodes { shortName posts { nodes { holder { id } } } } } }';
      const { data } = await actor.try<Looked, object>(query, {});
      const holders = data?.units.nodes.flatMap(({ posts }) => posts.nodes.flatMap(({ holder }) => holder ?? [])) ?? [];
      return [data?.invitations.totalCount, holders.length];
    };
    world.clock.set(before);
    // The invitation of the other and their own; the colleague, the other administrator and themselves.
    expect(await look()).toEqual([2, 3]);
    world.clock.set(end);
    // Their own post stays theirs to see, under their own name.
    expect(await look()).toEqual([0, 1]);
    await expect(invited(actor)).rejects.toThrow('FORBIDDEN');
  });
});

interface Looked {
  readonly invitations: { readonly totalCount: number };
  readonly units: {
    readonly nodes: readonly { readonly posts: { readonly nodes: readonly { readonly holder: object | null }[] } }[];
  };
}
