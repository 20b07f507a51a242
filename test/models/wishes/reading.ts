/** What is read of wishes and their claims, beside what the model says of them. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { OWNER, type WishModel } from './model.ts';

const READ = `query ($id: ID!) {
  unit(id: $id) { needs(first: 100) { nodes { id state version claims maxClaims } } }
  wishClaims(first: 100) { nodes { id state version need { id } } }
}`;

interface Read {
  readonly unit: { readonly needs: { readonly nodes: readonly { readonly id: string }[] } };
  readonly wishClaims: { readonly nodes: readonly { readonly id: string }[] };
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

/** As the unit sees it that entered the wishes. */
export async function compareWishes(model: WishModel, real: Real): Promise<void> {
  const { data, errors } = await real.actor(OWNER).try<Read, object>(READ, { id: model.unitId(OWNER) });
  expect(errors).toBeUndefined();
  const wishes = model.wishes.map((wish) => {
    const { id, version, most } = wish;
    return { id, version, state: model.stateOf(wish), claims: model.standing(wish).length, maxClaims: most };
  });
  expect(byId(data?.unit.needs.nodes ?? [])).toEqual(byId(wishes));
  const claims = model.claims.map(({ id, state, version, wish }) => ({ id, state, version, need: { id: wish.id } }));
  expect(byId(data?.wishClaims.nodes ?? [])).toEqual(byId(claims));
}
