/** Wishes (微心愿) as a community worker types them, in a world with those who may and may not see them. */
import { expect } from '@jest/globals';
import {
  HandInNeedDocument,
  NeedInReviewNowDocument,
  NeedsSeenDocument,
  type NeedInReviewFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { listed, there, type Listed } from '../story.ts';

/** Where the household is. */
export const HOME = { longitude: 121.2664, latitude: 30.1697 };

export class Wishes implements AsyncDisposable {
  readonly world: World;
  readonly red: AllianceOfTest<'street' | 'community' | 'mall'>;
  readonly blue: AllianceOfTest<'harbour'>;
  /** An app that the mall lets read the red alliance. */
  readonly app: Actor;

  private constructor(world: World, { red, blue, app }: Pick<Wishes, 'red' | 'blue' | 'app'>) {
    this.world = world;
    this.red = red;
    this.blue = blue;
    this.app = app;
  }

  static async open(): Promise<Wishes> {
    const world = await createWorld();
    const red = await world.alliance('五色', 'street', 'community', 'mall');
    const blue = await world.alliance('蓝湾', 'harbour');
    return new Wishes(world, { red, blue, app: await world.people.app(there(red.mall.unit), red.uuid) });
  }

  /** Handed in for everybody to see, and for the red alliance in particular; by the community unless said. */
  async handIn(description: string, more: Listed = {}, by: Actor = this.red.community): Promise<NeedInReviewFragment> {
    const wish = listed({
      title: '一台收音机',
      description,
      visibility: 'PUBLIC',
      audience: [this.red.id],
      placeName: '虞波社区阳光花园',
      location: { ...HOME, crs: 'WGS84' },
      ...more,
    });
    return there((await by.do(HandInNeedDocument, wish)).need);
  }

  async seenByAnybody(id: string): Promise<NeedInReviewFragment | null | undefined> {
    return (await this.world.ask(NeedInReviewNowDocument, { id })).data?.need;
  }

  /** Nobody but its unit and who judges it learns that it is there: not by its id, and in no list, search, count or facet. */
  async expectHidden(id: string, search: string): Promise<void> {
    const { red, blue, app } = this;
    const others = { mall: red.mall, app, harbour: blue.harbour, 'without the hat': red.street.withoutHat() };
    const filters = [
      {},
      { search },
      { state: ['IN_REVIEW' as const, 'RETURNED' as const] },
      { unitId: red.community.unitId },
    ];
    for (const [who, actor] of Object.entries(others)) {
      expect({ who, need: await seenBy(actor, id) }).toEqual({ who, need: null });
      for (const filter of filters) {
        const { needs } = await actor.ask(NeedsSeenDocument, { filter });
        const ids = there(needs).nodes.map((node) => node.id);
        const told = { who, isListed: ids.includes(id), counted: needs?.totalCount };
        expect(told).toEqual({ who, isListed: false, counted: ids.length });
        const states = there(needs).facets.map(({ value }) => value);
        expect(states.filter((state) => state !== 'PUBLISHED')).toEqual([]);
      }
    }
    expect(await this.seenByAnybody(id)).toBeNull();
    const anonymous = await this.world.ask(NeedsSeenDocument, { filter: { search } });
    expect(there(there(anonymous.data).needs).nodes.map((node) => node.id)).not.toContain(id);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.world[Symbol.asyncDispose]();
  }
}

export async function seenBy(actor: Actor, id: string): Promise<NeedInReviewFragment | null> {
  return (await actor.ask(NeedInReviewNowDocument, { id })).need;
}
