import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { difference, isNothing } from '../../../../domain/exchange/stock.ts';
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

interface CountStock {
  readonly idempotencyKey: string;
  readonly resourceId: string;
  readonly lots: readonly { readonly lotId: string; readonly counted: string }[];
  readonly reason: string;
}
interface TransferStock {
  readonly idempotencyKey: string;
  readonly fromResourceId: string;
  readonly toResourceId: string;
  readonly amount: string;
  readonly reason?: string | null;
}

/** Counts of a stock, and what goes from one stock of a unit to another. */
export class CountService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What was counted holds: the difference is a movement of each lot that is off. */
  count(viewer: Viewer, input: CountStock): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'countStock', input }, async (act) => {
      const held = await heldStock(act, input.resourceId);
      mustBeDifferent(input.lots);
      const off = [];
      for (const { lotId, counted } of input.lots) {
        const lot = await lotIn(act, held, lotId);
        const by = difference(lot.onHand, counted);
        if (!isNothing(by)) off.push({ lot, by });
      }
      for (const { lot, by } of off) append(act, held, lot.id, by, { kind: 'ADJUSTED', reason: input.reason });
      return tellStock(act, 'stock:counted', held, { lots: input.lots.length, differences: off.length });
    });
  }

  /** In one act, lot by lot: what goes out of the one comes into the other. */
  transfer(viewer: Viewer, input: TransferStock): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'transferStock', input }, async (act) => {
      const { amount, reason = null } = input;
      const [fromId, toId] = [input.fromResourceId, input.toResourceId];
      if (fromId === toId)
        throw refused('toResourceId', '调入与调出为同一资源，请另选。', 'It is the same resource: name another one.');
      const held = new Map<string, HeldStock>();
      // Two that are moved both ways at once are held in one order.
      for (const id of [fromId, toId].toSorted()) {
        held.set(id, await heldStock(act, id, id === fromId ? 'fromResourceId' : 'toResourceId'));
      }
      const [from, to] = [held.get(fromId), held.get(toId)];
      if (from === undefined || to === undefined) throw new Error('a stock that was held is gone');
      mustBeAlike(from, to);
      mustBeAvailable(act, from, amount);
      const transferId = act.newId('movement');
      const what = { kind: 'TRANSFERRED', reason, transferId } as const;
      for (const { lot, amount: share } of takeOut(act, from, amount, what)) {
        const { id } = await lotOf(act, to, lot.code ?? null, lot.expiresOn ?? null);
        append(act, to, id, share, what);
      }
      await tellStock(act, 'stock:transferred', to, { way: 'IN' });
      return tellStock(act, 'stock:transferred', from, { way: 'OUT' });
    });
  }
}

const refused = (field: string, zh: string, en: string): RefusalError => RefusalError.invalid(['input', field], zh, en);

function mustBeDifferent(lots: readonly { readonly lotId: string }[]): void {
  if (new Set(lots.map(({ lotId }) => lotId)).size === lots.length) return;
  throw refused(
    'lots',
    '同一批次只能盘点一次，请合并。',
    'A lot is counted once: put what was counted of it together.',
  );
}

function mustBeAlike(from: HeldStock, to: HeldStock): void {
  if (from.stock.unit !== to.stock.unit) {
    throw refused(
      'toResourceId',
      `调出以“${from.stock.unit}”计，调入以“${to.stock.unit}”计，计量单位须相同。`,
      `The one is counted in "${from.stock.unit}", the other in "${to.stock.unit}": name one that is counted alike.`,
    );
  }
}
