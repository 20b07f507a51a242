/** Commands on offers and needs. */
import fc from 'fast-check';
import type { Foreseen, Move } from '../play/commands.ts';
import type { Mutation } from '../play/sending.ts';
import { meant, nth } from '../play/things.ts';
import type { Listing } from './entities.ts';
import type { MatchingModel } from './model.ts';
import { instant, notLive, optional, owner, recent, stale, when } from './words.ts';

type Kind = Listing['kind'];
const kind = fc.constantFrom<Kind[]>('need', 'offer');
const called = (verb: string, of: Kind): Mutation => `${verb}${of === 'need' ? 'Need' : 'Offer'}` as Mutation;

export const publish: fc.Arbitrary<Move<MatchingModel>> = fc
  .record({
    kind,
    by: owner,
    quantity: fc.constantFrom(3, 1, 5, 8),
    maxPerUnit: fc.constantFrom(null, null, 2),
    closesIn: fc.constantFrom(null, null, 90, 1440),
  })
  .map(({ kind: of, by, quantity, maxPerUnit, closesIn }) => ({
    said: `publish ${of}(${by}, ${quantity}, at most ${maxPerUnit ?? 'all'}, closes in ${closesIn ?? 'no'} minutes)`,
    sent: ({ now }) => ({
      by,
      mutation: called('publish', of),
      input: {
        ...{ title: '大厅', description: '说明', category: 'space.hall', visibility: 'ALLIANCE' },
        quantity: { value: String(quantity), unit: '场' },
        ...(maxPerUnit === null ? {} : { maxPerUnit: String(maxPerUnit) }),
        ...optional('closesAt', now, closesIn),
      },
    }),
    foreseen: (model) => ({
      refusals: [],
      done: ({ made }) => {
        const closesAt = instant(model.now, closesIn);
        const state = 'PUBLISHED';
        model.listings.push({
          id: made?.id ?? '',
          version: 1,
          kind: of,
          owner: by,
          quantity,
          maxPerUnit,
          closesAt,
          resourceId: null,
          state,
        });
      },
    }),
  }));

interface Life {
  readonly to: Listing['state'];
  readonly from: readonly Listing['state'][];
}

const lives = {
  pause: { to: 'PAUSED', from: ['PUBLISHED'] },
  resume: { to: 'PUBLISHED', from: ['PAUSED'] },
  close: { to: 'FULFILLED', from: ['PUBLISHED', 'PAUSED', 'EXPIRED'] },
  withdraw: { to: 'WITHDRAWN', from: ['PUBLISHED', 'PAUSED', 'EXPIRED'] },
} as const satisfies Record<string, Life>;

/** Paused, resumed, closed or taken back: by its own unit, or by another that may not. */
export const live: fc.Arbitrary<Move<MatchingModel>> = fc
  .record({
    verb: fc.constantFrom<(keyof typeof lives)[]>('pause', 'resume', 'resume', 'close', 'withdraw'),
    kind,
    index: recent,
    stranger: fc.constantFrom(null, null, null, null, 'mall', 'power'),
    off: stale,
  })
  .map(({ verb, kind: of, index, stranger, off }) => ({
    said: `${verb} ${of}(${index}${stranger === null ? '' : `, by ${stranger}`}${off === 0 ? '' : ', another version'})`,
    sent: (things) => {
      const listing = nth(things.all(of), index);
      if (listing === null) return null;
      const by = stranger ?? ownerOf(listing);
      const version = { expectedVersion: listing.version + off };
      const reason = verb === 'close' ? { reason: '已办好' } : {};
      return { by, mutation: called(verb, of), input: { [`${of}Id`]: listing.id, ...version, ...reason } };
    },
    foreseen: (model) => become(model, meant(model.of(of), index), { ...lives[verb], stranger, off }),
  }));

/** Where no model says whose it is, somebody tries. */
const ownerOf = (listing: object): string => ('owner' in listing ? String(listing.owner) : 'mall');

function become(
  model: MatchingModel,
  listing: Listing,
  { to, from, stranger, off }: Life & { readonly stranger: string | null; readonly off: number },
): Foreseen {
  const state = model.stateOf(listing);
  const isForeign = stranger !== null && stranger !== listing.owner;
  return {
    refusals: [
      ...(isForeign ? ['FORBIDDEN', ...notLive(model, listing, stranger)] : []),
      ...when(!from.includes(state), state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
      ...when(off !== 0, 'VERSION_CONFLICT'),
    ],
    done: () => {
      listing.state = to;
      listing.version += 1;
      if (to === 'FULFILLED' || to === 'WITHDRAWN') model.withdrawOpen(listing);
    },
  };
}
