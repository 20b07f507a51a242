/** Commands that begin a match: proposed, claimed, ordered, or sent to several units. */
import fc from 'fast-check';
import type { Foreseen, Move } from '../play/commands.ts';
import type { Made } from '../play/sending.ts';
import { meant, nth } from '../play/things.ts';
import type { Listing, Match, MatchState } from './entities.ts';
import type { MatchingModel } from './model.ts';
import { amount, anyone, instant, notLive, optional, owner, recent, when, within } from './words.ts';

type Command = fc.Arbitrary<Move<MatchingModel>>;

const begun = (
  model: MatchingModel,
  made: Made | null | undefined,
  about: Omit<Match, 'id' | 'version' | 'acceptedBy' | 'agreement' | 'place'>,
  acceptedBy: readonly string[],
): void => {
  const id = made?.id ?? '';
  model.matches.push({ id, version: 1, acceptedBy: new Set(acceptedBy), agreement: null, place: null, ...about });
};

/** There is too little left for the unit on the other side of a listing. */
const tooMuch = (model: MatchingModel, listing: Listing | null, unit: string, wanted: number): readonly string[] =>
  when(listing !== null && wanted > model.left(listing, unit), 'NOT_ENOUGH_LEFT');

export const propose: Command = fc
  .record({
    by: fc.constantFrom('street', 'street', 'street', 'mall'),
    need: recent,
    offer: recent,
    amount,
    within,
    pays: fc.boolean(),
  })
  .map(({ by, need, offer, amount: wanted, within: minutes, pays }) => ({
    said: `propose(${by}, need ${need}, offer ${offer}, ${wanted}, answer in ${minutes ?? 'any'} minutes${pays ? ', in return 2' : ''})`,
    sent: (things) => {
      const [needed, offered] = [nth(things.all('need'), need), nth(things.all('offer'), offer)];
      if (needed === null || offered === null) return null;
      const inReturn = pays ? { inReturn: { title: '回馈', quantity: { value: '2', unit: '小时' } } } : {};
      const about = { needId: needed.id, offerId: offered.id, amount: String(wanted) };
      const input = { ...about, ...optional('respondBy', things.now, minutes), ...inReturn };
      return { by, mutation: 'proposeMatch', input };
    },
    foreseen: (model): Foreseen => {
      const [needed, offered] = [meant(model.of('need'), need), meant(model.of('offer'), offer)];
      const [supplier, demander] = [offered.owner, needed.owner];
      return {
        refusals: [
          ...when(by !== 'street', 'FORBIDDEN'),
          ...when(supplier === demander, 'INVALID_INPUT'),
          ...notLive(model, needed, by),
          ...notLive(model, offered, by),
          ...tooMuch(model, needed, supplier, wanted),
          ...tooMuch(model, offered, demander, wanted),
        ],
        done: ({ made }) => {
          const between = { need: needed, offer: offered, supplier, demander, startedBy: by, dispatch: null };
          const respondBy = instant(model.now, minutes);
          begun(
            model,
            made,
            { ...between, quantity: wanted, respondBy, inReturn: pays ? 2 : null, state: 'PROPOSED' },
            [],
          );
        },
      };
    },
  }));

export const claim: Command = fc
  .record({ by: owner, need: recent, offer: fc.option(recent, { freq: 2 }), amount, within })
  .map(({ by, need, offer, amount: wanted, within: minutes }) => ({
    said: `claim(${by}, need ${need}, ${offer === null ? 'no offer' : `offer ${offer}`}, ${wanted}, answer in ${minutes ?? 'any'} minutes)`,
    sent: (things) => {
      const needed = nth(things.all('need'), need);
      const offered = offer === null ? null : nth(things.all('offer'), offer);
      if (needed === null) return null;
      const about = { needId: needed.id, amount: String(wanted), ...optional('respondBy', things.now, minutes) };
      return { by, mutation: 'claimNeed', input: offered === null ? about : { ...about, offerId: offered.id } };
    },
    foreseen: (model) => {
      const needed = meant(model.of('need'), need);
      const offered = offer === null ? null : nth(model.of('offer'), offer);
      const demander = needed.owner;
      return {
        refusals: [
          ...when(by === demander, 'FORBIDDEN'),
          ...(offered === null || offered.owner === by ? [] : ['FORBIDDEN', ...notLive(model, offered, by)]),
          ...notLive(model, needed, by),
          ...notLive(model, offered, by),
          ...tooMuch(model, needed, by, wanted),
          ...tooMuch(model, offered, demander, wanted),
        ],
        done: ({ made }) => {
          const between = { need: needed, offer: offered, supplier: by, demander, startedBy: by, dispatch: null };
          const respondBy = instant(model.now, minutes);
          begun(model, made, { ...between, quantity: wanted, respondBy, inReturn: null, state: 'ACCEPTED_BY_ONE' }, [
            by,
          ]);
        },
      };
    },
  }));

export const order: Command = fc
  .record({ by: owner, offer: recent, amount, within })
  .map(({ by, offer, amount: wanted, within: minutes }) => ({
    said: `order(${by}, offer ${offer}, ${wanted}, answer in ${minutes ?? 'any'} minutes)`,
    sent: (things) => {
      const offered = nth(things.all('offer'), offer);
      if (offered === null) return null;
      const input = { offerId: offered.id, amount: String(wanted), ...optional('respondBy', things.now, minutes) };
      return { by, mutation: 'orderOffer', input };
    },
    foreseen: (model) => {
      const offered = meant(model.of('offer'), offer);
      const supplier = offered.owner;
      return {
        refusals: [
          ...when(by === supplier, 'FORBIDDEN'),
          // What its own unit took back is not told to be its own.
          ...when(by === supplier && offered.state === 'WITHDRAWN', 'NOT_FOUND'),
          ...notLive(model, offered, by),
          ...tooMuch(model, offered, by, wanted),
        ],
        done: ({ made }) => {
          const between = { need: null, offer: offered, supplier, demander: by, startedBy: by, dispatch: null };
          const respondBy = instant(model.now, minutes);
          begun(model, made, { ...between, quantity: wanted, respondBy, inReturn: null, state: 'ACCEPTED_BY_ONE' }, [
            by,
          ]);
        },
      };
    },
  }));

const CALLED: MatchState = 'CALLED';

export const dispatch: Command = fc
  .record({
    by: anyone,
    need: recent,
    to: fc.uniqueArray(owner, { minLength: 1, maxLength: 3 }),
    amount,
    minutes: fc.constantFrom(30, 240),
  })
  .map(({ by, need, to, amount: wanted, minutes }) => ({
    said: `dispatch(${by}, need ${need}, to ${to.join(' and ')}, ${wanted}, answer in ${minutes} minutes)`,
    sent: (things) => {
      const needed = nth(things.all('need'), need);
      if (needed === null) return null;
      const unitIds = to.map((unit) => things.unitId(unit));
      const input = {
        needId: needed.id,
        amount: String(wanted),
        unitIds,
        ...optional('respondBy', things.now, minutes),
      };
      return { by, mutation: 'dispatchNeed', input };
    },
    foreseen: (model) => {
      const needed = meant(model.of('need'), need);
      const free = needed.quantity - model.held(needed);
      const isSent = by === needed.owner;
      return {
        refusals: [
          ...when(!isSent && by !== 'street', 'FORBIDDEN'),
          ...when(
            to.some((unit) => unit === needed.owner),
            'INVALID_INPUT',
          ),
          ...notLive(model, needed, by),
          ...when(wanted > free, 'NOT_ENOUGH_LEFT'),
        ],
        done: ({ made }) => {
          const sentTo = {};
          const known = new Set(model.matches.map(({ id }) => id));
          const calls = (made?.matches?.nodes ?? []).filter(({ id }) => !known.has(id));
          if (calls.length !== to.length) throw new Error(`${calls.length} calls to ${to.length} units`);
          for (const supplier of to) {
            const call = calls.find((each) => each.supplier?.id === model.unitId(supplier));
            const between = { need: needed, offer: null, supplier, demander: needed.owner, startedBy: by };
            const asked = { quantity: wanted, respondBy: instant(model.now, minutes), inReturn: null };
            begun(model, call, { ...between, ...asked, dispatch: sentTo, state: CALLED }, isSent ? [by] : []);
          }
        },
      };
    },
  }));
