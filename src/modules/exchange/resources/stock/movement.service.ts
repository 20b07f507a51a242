import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeGood, mustBeToldSo, negated, promised, type Move } from '../../../../domain/exchange/stock.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustFit } from '../../../../domain/quantity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import {
  append,
  heldStock,
  lotIn,
  lotOf,
  mustBeAvailable,
  takeOut,
  tellStock,
  type HeldStock,
} from './held-stock.service.ts';

interface MoveStock {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  readonly kind: Move;
  readonly amount: string;
  readonly lot?: { readonly code?: string | null; readonly expiresOn?: string | null } | null;
  readonly lotId?: string | null;
  readonly offerId?: string | null;
  readonly reason?: string | null;
}

/** What comes into a stock and goes out of it, one movement at a time. */
export class MovementService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  move(viewer: Viewer, input: MoveStock): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'moveStock', input }, async (act) => {
      mustBeToldSo(input);
      // Offers are locked before stocks.
      const offer = input.offerId == null ? null : await act.lock(Offer, 'offer', parseId('offer', input.offerId));
      const held = await heldStock(act, input.resourceId);
      if (offer !== null) mustBeServed(offer, held);
      await movers[input.kind](act, held, input, offer);
      return tellStock(act, 'stock:moved', held, { kind: input.kind });
    });
  }
}

type Mover = (act: Act, held: HeldStock, input: MoveStock, offer: Offer | null) => Promise<void> | void;

const movers: Readonly<Record<Move, Mover>> = {
  RECEIVED: async (act, held, { amount, lot, reason = null }) => {
    const expiresOn = lot?.expiresOn ?? null;
    mustBeGood(expiresOn, dayInChina(act.now));
    const { id } = await lotOf(act, held, lot?.code?.trim() ?? null, expiresOn);
    append(act, held, id, amount, { kind: 'RECEIVED', reason });
  },
  /** For an offer it takes of what is promised, otherwise of what is not. */
  ISSUED: (act, held, { amount, reason = null }, offer) => {
    if (offer === null) mustBeAvailable(act, held, amount);
    else mustFit(ofOffer(offer, promised(offer.taken, offer.issued)), amount);
    takeOut(act, held, amount, { kind: 'ISSUED', reason, offerId: offer?.id ?? null });
  },
  RETURNED: async (act, held, { amount, lotId, reason = null }, offer) => {
    if (offer !== null) mustFit(ofOffer(offer, offer.issued), amount);
    const lot = await (lotId == null ? lotOf(act, held, null, null) : lotIn(act, held, lotId));
    append(act, held, lot.id, amount, { kind: 'RETURNED', reason, offerId: offer?.id ?? null });
  },
  /** A loss is as it is, whatever is promised; what has expired goes first. */
  WRITTEN_OFF: async (act, held, { amount, lotId, reason = null }) => {
    if (lotId == null) {
      takeOut(act, held, amount, { kind: 'WRITTEN_OFF', reason }, true);
      return;
    }
    const lot = await lotIn(act, held, lotId);
    mustFit({ kind: 'lot', id: lot.id, unit: held.stock.unit, quantity: lot.onHand, taken: '0' }, amount);
    append(act, held, lot.id, negated(amount), { kind: 'WRITTEN_OFF', reason });
  },
};

const ofOffer = ({ id, quantityUnit }: Offer, quantity: string) =>
  ({ kind: 'offer', id, quantity, taken: '0', unit: quantityUnit }) as const;

function mustBeServed({ resourceId, title, quantityUnit }: Offer, { stock, resource }: HeldStock): void {
  if (resourceId === resource.id && quantityUnit === stock.unit) return;
  throw RefusalError.invalid(
    ['input', 'offerId'],
    `供给“${title}”并非由资源“${resource.name}”提供；请核对供给，或去掉 input.offerId。`,
    `The offer "${title}" is not served from the resource "${resource.name}": look at it again, or leave input.offerId out.`,
  );
}
