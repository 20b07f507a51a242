/** Commands on micro-wishes: entered, claimed, taken back, done. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import { meant, nth } from '../play/things.ts';
import { instant, optional, recent, stale, when } from '../matching/words.ts';
import { OWNER, type WishModel } from './model.ts';

type Command = fc.Arbitrary<Move<WishModel>>;

/** Persons, by the unit that they act for. */
export const PERSONS: Readonly<Record<string, string>> = {
  mall: 'mall',
  colleague: 'mall',
  power: 'power',
  community: OWNER,
};
const person = fc.constantFrom('mall', 'colleague', 'power', 'mall', 'colleague', 'power', OWNER);

export const enter: Command = fc
  .record({ most: fc.constantFrom(1, 2, 3), closesIn: fc.constantFrom(null, null, 120) })
  .map(({ most, closesIn }) => ({
    said: `enter a wish(${most} persons, closes in ${closesIn ?? 'no'} minutes)`,
    sent: ({ now }) => ({
      by: OWNER,
      mutation: 'publishNeed',
      input: {
        ...{ title: '一台收音机', description: '说明', category: 'staff.volunteer', visibility: 'ALLIANCE' },
        ...{ quantity: { value: '1', unit: '件' }, kind: 'MICRO_WISH', maxClaims: most },
        ...optional('closesAt', now, closesIn),
      },
    }),
    foreseen: (model) => ({
      refusals: [],
      done: ({ made }) => {
        const closesAt = instant(model.now, closesIn);
        model.wishes.push({ id: made?.id ?? '', version: 1, most, closesAt, state: 'PUBLISHED' });
      },
    }),
  }));

export const claim: Command = fc.record({ by: person, index: recent }).map(({ by, index }) => ({
  said: `claim(wish ${index} by ${by})`,
  sent: (things) => {
    const wish = nth(things.all('need'), index);
    return wish === null ? null : { by, mutation: 'claimWish', input: { needId: wish.id } };
  },
  foreseen: (model) => {
    const wish = meant(model.wishes, index);
    const standing = model.standing(wish);
    return {
      refusals: [
        ...when(by === OWNER, 'FORBIDDEN'),
        ...(model.stateOf(wish) === 'PUBLISHED' ? [] : ['WRONG_STATE', 'NOT_FOUND']),
        ...when(
          standing.some((each) => each.person === by),
          'ALREADY_DONE',
        ),
        ...when(standing.length >= wish.most, 'NOT_ENOUGH_LEFT'),
      ],
      done: ({ made }) => {
        const unit = PERSONS[by] ?? '';
        model.claims.push({ id: made?.id ?? '', version: 1, wish, person: by, unit, state: 'CLAIMED' });
      },
    };
  },
}));

export const takeBack: Command = fc.record({ by: person, index: recent, off: stale }).map(({ by, index, off }) => ({
  said: `take back(claim ${index} by ${by}${off === 0 ? '' : ', another version'})`,
  sent: (things) => {
    const thing = nth(things.all('claim'), index);
    if (thing === null) return null;
    const input = { claimId: thing.id, expectedVersion: thing.version + off, reason: '临时有事' };
    return { by, mutation: 'withdrawClaim', input };
  },
  foreseen: (model) => {
    const taken = meant(model.claims, index);
    const isSide = PERSONS[by] === taken.unit || by === OWNER;
    return {
      refusals: [
        ...(isSide ? [] : ['FORBIDDEN', 'NOT_FOUND']),
        ...when(taken.state !== 'CLAIMED', taken.state === 'WITHDRAWN' ? 'ALREADY_DONE' : 'WRONG_STATE'),
        ...when(off !== 0, 'VERSION_CONFLICT'),
      ],
      done: () => model.write(taken, 'WITHDRAWN'),
    };
  },
}));

const endings = {
  completeWish: { to: 'FULFILLED', claims: 'DONE' },
  withdrawNeed: { to: 'WITHDRAWN', claims: 'WITHDRAWN' },
} as const;

export const end: Command = fc
  .record({
    mutation: fc.constantFrom<(keyof typeof endings)[]>('completeWish', 'completeWish', 'withdrawNeed'),
    by: fc.constantFrom(OWNER, OWNER, OWNER, 'mall'),
    index: recent,
    off: stale,
  })
  .map(({ mutation, by, index, off }) => ({
    said: `${mutation}(wish ${index} by ${by}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const wish = nth(things.all('need'), index);
      return wish === null ? null : { by, mutation, input: { needId: wish.id, expectedVersion: wish.version + off } };
    },
    foreseen: (model) => {
      const wish = meant(model.wishes, index);
      const { to, claims } = endings[mutation];
      const state = model.stateOf(wish);
      return {
        refusals: [
          ...(by === OWNER ? [] : ['FORBIDDEN', 'NOT_FOUND']),
          ...when(state !== 'PUBLISHED' && state !== 'EXPIRED', state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
          ...when(mutation === 'completeWish' && model.standing(wish).length === 0, 'WRONG_STATE'),
          ...when(off !== 0, 'VERSION_CONFLICT'),
        ],
        done: () => model.end(wish, to, claims),
      };
    },
  }));
