/** Commands that answer a match: accepted, declined, countered, taken back. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import type { Made } from '../play/sending.ts';
import { meant, nth, type Things } from '../play/things.ts';
import { OPEN, type Agreement, type Listing, type Match } from './entities.ts';
import type { MatchingModel } from './model.ts';
import { amount, anyone, instant, notASide, notLive, optional, recent, stale, when, within } from './words.ts';

type Command = fc.Arbitrary<Move<MatchingModel>>;

/** Mostly one of its two sides; else whoever is drawn. */
const side = fc.constantFrom('supplier' as const, 'demander' as const, 'supplier' as const, 'demander' as const, null);
const answering = { side, by: anyone, index: recent, off: stale };

interface Answering {
  readonly side: 'supplier' | 'demander' | null;
  readonly by: string;
  readonly index: number;
  readonly off: number;
}

const saidOf = ({ side: of, by, index, off }: Answering): string =>
  `match ${index} by ${of ?? by}${off === 0 ? '' : ', another version'}`;

/** Who answers; where no model says what its sides are, whoever is drawn. */
const who = ({ side: of, by }: Answering, match: object): string =>
  of !== null && of in match ? (match as Match)[of] : by;

const about = (answer: Answering, things: Things) => {
  const match = nth(things.all('match'), answer.index);
  if (match === null) return null;
  const seen = { matchId: match.id, expectedVersion: match.version + answer.off };
  return { by: who(answer, match), seen };
};

const listingsOf = ({ need, offer }: Match): readonly Listing[] => [need, offer].filter((listing) => listing !== null);

/** What is not published, or is over, takes no match; there has to be so much of it for the unit on the other side. */
function notFit(model: MatchingModel, match: Match, by: string, wanted: number): readonly string[] {
  return listingsOf(match).flatMap((listing) => [
    ...notLive(model, listing, by).filter((code) => code !== 'NOT_FOUND'),
    ...when(
      wanted > model.left(listing, listing.kind === 'need' ? match.supplier : match.demander, match),
      'NOT_ENOUGH_LEFT',
    ),
  ]);
}

const isHolding = ({ state }: Match): boolean =>
  state === 'ACCEPTED_BY_ONE' || state === 'COUNTERED' || state === 'AGREED';

function notToAccept(model: MatchingModel, match: Match, by: string): readonly string[] {
  const state = model.matchState(match);
  if (match.acceptedBy.has(by) && isHolding(match) && !model.isOverdue(match)) return ['ALREADY_DONE'];
  if (!OPEN.includes(state)) return ['WRONG_STATE'];
  // A call is for the unit that it was sent to.
  return when(state === 'CALLED' && by === match.demander, 'WRONG_STATE');
}

/** What both sides accepted becomes an agreement with a promise or two. */
function agree(model: MatchingModel, match: Match, made: Made | null): void {
  const read = made?.agreement;
  if (read == null) throw new Error('what both accepted has no agreement');
  const promises: Agreement['promises'][number][] = [];
  const agreement: Agreement = {
    id: read.id,
    match,
    promises,
    signedBy: new Set(),
    bookingId: read.bookings.nodes[0]?.id ?? null,
    version: 1,
    state: 'PENDING_SIGNATURES',
  };
  const quantities = [match.quantity, ...(match.inReturn === null ? [] : [match.inReturn])];
  for (const [i, quantity] of quantities.entries()) {
    const id = read.commitments.nodes[i]?.id ?? '';
    promises.push({ id, version: 1, agreement, isReturn: i > 0, quantity, deliveries: [], state: 'OPEN' });
  }
  match.agreement = agreement;
  model.agreements.push(agreement);
}

export const accept: Command = fc.record(answering).map((answer) => ({
  said: `accept(${saidOf(answer)})`,
  sent: (things) => {
    const of = about(answer, things);
    return of === null ? null : { by: of.by, mutation: 'acceptMatch', input: of.seen };
  },
  foreseen: (model) => {
    const match = meant(model.matches, answer.index);
    const by = who(answer, match);
    return {
      refusals: [
        ...notASide(match, by),
        ...notToAccept(model, match, by),
        ...when(answer.off !== 0, 'VERSION_CONFLICT'),
        ...notFit(model, match, by, match.quantity),
        ...model.notThere(match, match.acceptedBy.size === 1),
      ],
      done: ({ made }) => {
        match.acceptedBy.add(by);
        model.write(match, match.acceptedBy.size === 2 ? 'AGREED' : 'ACCEPTED_BY_ONE');
        // The first of those it was sent to has it.
        for (const other of model.matches) {
          const isCall = match.dispatch !== null && other.dispatch === match.dispatch && other.state === 'CALLED';
          if (isCall) model.write(other, 'SUPERSEDED');
        }
        if (match.state === 'AGREED') agree(model, match, made);
      },
    };
  },
}));

const endings = {
  decline: { mutation: 'declineMatch', to: 'DECLINED' },
  withdraw: { mutation: 'withdrawMatch', to: 'WITHDRAWN' },
} as const;

const mayEnd = (verb: keyof typeof endings, match: Match, by: string): readonly string[] => {
  if (verb === 'decline') return notASide(match, by);
  if (by === match.startedBy || by === 'street') return [];
  return ['FORBIDDEN', ...notASide(match, by)];
};

export const end: Command = fc
  .record({ ...answering, verb: fc.constantFrom<(keyof typeof endings)[]>('decline', 'withdraw') })
  .map(({ verb, ...answer }) => ({
    said: `${verb}(${saidOf(answer)})`,
    sent: (things) => {
      const of = about(answer, things);
      return of === null
        ? null
        : { by: of.by, mutation: endings[verb].mutation, input: { ...of.seen, reason: '没空' } };
    },
    foreseen: (model) => {
      const match = meant(model.matches, answer.index);
      const { to } = endings[verb];
      const state = model.matchState(match);
      return {
        refusals: [
          ...mayEnd(verb, match, who(answer, match)),
          ...when(!OPEN.includes(state), state === to ? 'ALREADY_DONE' : 'WRONG_STATE'),
          ...when(answer.off !== 0, 'VERSION_CONFLICT'),
        ],
        done: () => model.write(match, to),
      };
    },
  }));

export const counter: Command = fc
  .record({ ...answering, amount, within })
  .map(({ amount: wanted, within: minutes, ...answer }) => ({
    said: `counter(${saidOf(answer)}, ${wanted}, answer in ${minutes ?? 'as many'} minutes)`,
    sent: (things) => {
      const of = about(answer, things);
      if (of === null) return null;
      const input = { ...of.seen, amount: String(wanted), ...optional('respondBy', things.now, minutes) };
      return { by: of.by, mutation: 'counterMatch', input };
    },
    foreseen: (model) => {
      const match = meant(model.matches, answer.index);
      const by = who(answer, match);
      const state = model.matchState(match);
      return {
        refusals: [
          ...notASide(match, by),
          ...when(!OPEN.includes(state) || state === 'CALLED', 'WRONG_STATE'),
          ...when(answer.off !== 0, 'VERSION_CONFLICT'),
          ...notFit(model, match, by, wanted),
        ],
        done: () => {
          match.quantity = wanted;
          match.respondBy = instant(model.now, minutes) ?? match.respondBy;
          match.acceptedBy.clear();
          match.acceptedBy.add(by);
          model.write(match, 'COUNTERED');
        },
      };
    },
  }));
