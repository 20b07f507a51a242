import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { orderFrom, type Ordered } from '../../../../domain/exchange/menu.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Period } from '../../../../domain/period.ts';
import { withoutNumbers } from '../../eligibility/numbers.ts';
import { MenuItem } from '../../listings/menus/menu.entity.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { mustBeAllowed } from '../matches/caps.service.ts';
import { tellMatch } from '../matches/end-match.service.ts';
import { Match } from '../matches/match.entity.ts';
import { giveBackOverdue, mustLeaveTime } from '../matches/overdue.service.ts';
import { mustBeLive, mustHave, mustSuitTime, offerIn, placesIn } from '../matches/supply.service.ts';
import { keepFitting, mustFit, type ForPerson } from './fitting.service.ts';
import { MatchItem } from './order.entity.ts';

interface OrderOffer {
  readonly idempotencyKey: string;
  readonly offerId: string;
  readonly amount?: string | null;
  readonly items?: readonly Ordered[] | null;
  readonly menuEdition?: number | null;
  readonly period?: Period | null;
  readonly slotId?: string | null;
  readonly places: number;
  readonly respondBy?: Date | null;
  /** Whom it is for, where the offer is for some persons alone. */
  readonly forPerson?: ForPerson | null;
}

/** What is paid is promised like anything that is given in return. */
const PAYMENT = { returnTitle: '价款', returnQuantityUnit: '元' } as const;

export class OrderService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit in need orders: what it asks for is held from now on, first come, first served; the supplier answers. */
  order(viewer: Viewer, input: OrderOffer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'orderOffer', input: remembered(input) }, async (act) => {
      const allianceId = await act.alliance();
      const wanted = await offerIn(act, allianceId, parseId('offer', input.offerId));
      act.assertCan('offer:order', { ownerUnitId: wanted.ownerUnitId, allianceId }, 'offer', wanted);
      mustLeaveTime(act, input.respondBy);
      await giveBackOverdue(act, null, wanted.id);
      const offer = await act.lock(Offer, 'offer', wanted.id);
      mustBeLive(act, null, offer);
      const fitting = await mustFit(act, offer, input.forPerson ?? null);
      const { amount, total } = await asked(act, offer, input);
      mustBeOneTime(input);
      mustSuitTime(act, input.period, null, offer);
      await mustHave(act, offer, amount);
      await mustBeAllowed(act, 'offer', offer, { unitId: act.unit, amount });
      const places = await placesIn(act, input, offer, null);
      const match = act.em.create(Match, {
        id: act.newId('match'),
        ...{ allianceId, needId: null, offerId: offer.id, ...places },
        ...{ supplierUnitId: offer.ownerUnitId, demanderUnitId: act.unit, createdByUnitId: act.unit },
        origin: 'ORDER',
        state: 'ACCEPTED_BY_ONE',
        demanderAcceptedAt: act.now,
        ...{ quantity: amount, quantityUnit: offer.quantityUnit },
        startsAt: input.period?.start ?? null,
        endsAt: input.period?.end ?? null,
        ...(total === null ? {} : { ...PAYMENT, returnQuantity: total }),
        respondBy: input.respondBy ?? null,
        createdAt: act.now,
        version: 1,
      });
      await act.em.flush();
      for (const { code, count } of input.items ?? []) {
        act.em.create(MatchItem, { matchId: match.id, offerId: offer.id, edition: offer.menuEdition, code, count });
      }
      await keepFitting(act, match, offer, fitting);
      return tellMatch(act, 'offer:ordered', match);
    });
  }
}

/** The input as its key remembers it: without the numbers of a person. */
function remembered(input: OrderOffer): { readonly idempotencyKey: string } {
  const { forPerson, ...rest } = input;
  return forPerson == null ? input : withoutNumbers({ ...rest, ...forPerson });
}

/** How much of the offer is asked for, and what it costs: of its menu where it has one, by its quantity where not. */
async function asked(act: Act, offer: Offer, { amount, items, menuEdition }: OrderOffer) {
  const { id, menuEdition: edition } = offer;
  if (menuEdition != null && menuEdition !== edition) {
    throw RefusalError.invalid(
      ['input', 'menuEdition'],
      `菜单已更新至第 ${edition} 版，所给为第 ${menuEdition} 版；请按现有菜单（menu）重新点单。`,
      `The menu is at edition ${edition} by now, and ${menuEdition} was given: read the menu again, then order.`,
    );
  }
  const menu = await act.em.find(MenuItem, { offerId: id, edition });
  if (menu.length === 0 && amount != null && items == null) return { amount, total: null };
  if (menu.length > 0 && amount == null && items != null) return orderFrom(menu, items);
  if (menu.length === 0) {
    throw RefusalError.invalid(
      ['input', 'amount'],
      '该供给没有菜单，请给出数量（amount），不要给出 items。',
      'The offer has no menu: give an amount, and no items.',
    );
  }
  throw RefusalError.invalid(
    ['input', 'items'],
    '该供给有菜单，请给出 items，不要给出数量（amount）。',
    'The offer has a menu: give items of it, and no amount.',
  );
}

/** Throws `INVALID_INPUT` where both a slot and a time are named: the slot is its time. */
function mustBeOneTime({ slotId, period }: OrderOffer): void {
  if (slotId == null || period == null) return;
  throw RefusalError.invalid(
    ['input', 'period'],
    '已指定时段（slotId），不能另定履行时段（period）；请去掉其一。',
    'A slot is named, which is its time: leave out either slotId or period.',
  );
}
