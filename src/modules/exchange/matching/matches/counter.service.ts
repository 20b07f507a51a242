import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { isMember } from '../../../../domain/access/actor.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { counterBy, holdingStates, mustBeInTime } from '../../../../domain/exchange/match.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Period } from '../../../../domain/period.ts';
import { mustFit, remaining } from '../../../../domain/quantity.ts';
import { mustBeInStock } from '../../resources/stock/serve.service.ts';
import { MatchItem } from '../orders/order.entity.ts';
import { answerable } from './answer.service.ts';
import { mustBeAllowed } from './caps.service.ts';
import { tellMatch } from './end-match.service.ts';
import { lockMatch } from './lock-match.service.ts';
import { Match, MatchTerms } from './match.entity.ts';
import { giveBackOverdue, mustLeaveTime } from './overdue.service.ts';
import { mustBeLive, mustSuitTime } from './supply.service.ts';

interface CounterMatch {
  readonly idempotencyKey: string;
  readonly matchId: string;
  readonly expectedVersion: number;
  readonly amount?: string | null;
  /** What is left out stays; null takes it away. */
  readonly period?: Period | null;
  readonly inReturn?: {
    readonly title: string;
    readonly quantity: { readonly value: string; readonly unit: string };
  } | null;
  readonly note?: string | null;
  readonly respondBy?: Date | null;
}

export class CounterService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /**
   * One side answers with other terms, and stands by them: they hold what they ask for. Of two at once the second has not
   * seen what it would answer.
   */
  counter(viewer: Viewer, input: CounterMatch): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'counterMatch', input }, async (act) => {
      const { id, allianceId } = await act.get(Match, 'match', parseId('match', input.matchId));
      if (!isMember(act.actor, allianceId)) throw RefusalError.notFound('match', id);
      const seen = await answerable(act, input);
      mustLeaveTime(act, input.respondBy);
      await giveBackOverdue(act, seen.needId ?? null, seen.offerId ?? null);
      const { match, need, offer } = await lockMatch(act, seen.id);
      mustBeInTime(match, 'counter', act.now);
      const held = holdingStates.includes(match.state) ? match.quantity : '0';
      counterBy(match, act.unit === match.supplierUnitId ? 'SUPPLIER' : 'DEMANDER', act.now);
      act.expectVersion('match', match, input.expectedVersion);
      mustBeLive(act, need, offer);
      await mustBeOther(act, match, input);
      mustSuitTime(act, input.period, need, offer);
      const amount = input.amount ?? match.quantity;
      const { supplierUnitId, demanderUnitId, id: but } = match;
      if (need !== null) {
        const { id, quantity, covered, quantityUnit: unit } = need;
        mustFit({ kind: 'need', id, quantity, taken: remaining(covered, held), unit }, amount);
        await mustBeAllowed(act, 'need', need, { unitId: supplierUnitId, amount, but });
      }
      if (offer !== null) {
        const { id, quantity, taken, quantityUnit: unit } = offer;
        mustFit({ kind: 'offer', id, quantity, taken: remaining(taken, held), unit }, amount);
        // What it held before is kept for it in the stock already.
        const more = remaining(amount, held);
        if (!more.startsWith('-') && more !== '0') await mustBeInStock(act, offer, more);
        await mustBeAllowed(act, 'offer', offer, { unitId: demanderUnitId, amount, but });
      }
      match.respondBy = input.respondBy ?? match.respondBy ?? null;
      act.em.create(MatchTerms, {
        ...{ matchId: match.id, number: match.terms + 1, unitId: act.unit, quantity: amount },
        quantityUnit: match.quantityUnit,
        ...timeOf(match, input),
        ...returnOf(match, input),
        note: input.note ?? null,
        createdAt: act.now,
      });
      await writeAnew(act, match);
      return tellMatch(act, 'match:countered', match);
    });
  }
}

/**
 * Writes the match with its terms as another version: also where the same side writes again at the same instant, so that
 * nothing of the row is other but what follows its terms.
 */
async function writeAnew(act: Act, match: Match): Promise<void> {
  const { version } = match;
  await act.em.flush();
  if (match.version > version) return;
  await act.run('update exchange.match set version = version + 1 where id = $1::uuid', [match.id]);
  await act.em.refresh(match);
}

/** Throws `INVALID_INPUT` for terms that change nothing, or what may not be changed. */
async function mustBeOther(act: Act, match: Match, { amount, period, inReturn }: CounterMatch): Promise<void> {
  if (amount == null && period === undefined && inReturn === undefined) {
    throw RefusalError.invalid(
      ['input'],
      '还价须改动数量（amount）、时段（period）或回馈（inReturn）之一；如无改动，请接受该撮合。',
      'Other terms are another amount, period or inReturn: where nothing is to change, accept the match.',
    );
  }
  if (period !== undefined && match.slotId != null) {
    throw RefusalError.invalid(
      ['input', 'period'],
      '该撮合已指定时段（slot），不能另定履行时段；请婉拒后以其他时段重新发起。',
      'The match names a slot, which is its time: decline it and begin anew with another slot.',
    );
  }
  if (amount == null && inReturn === undefined) return;
  if ((await act.em.count(MatchItem, { matchId: match.id })) > 0) {
    throw RefusalError.invalid(
      ['input', amount == null ? 'inReturn' : 'amount'],
      '按菜单点单的数量与价款随所点的菜单项而定，只能就时段还价；如需调整，请婉拒后重新点单。',
      'What an order takes and costs follows its items, so only its time can be other: decline it and have it ordered anew.',
    );
  }
}

function timeOf({ startsAt, endsAt }: Match, { period }: CounterMatch) {
  if (period === undefined) return { startsAt: startsAt ?? null, endsAt: endsAt ?? null };
  return { startsAt: period?.start ?? null, endsAt: period?.end ?? null };
}

function returnOf(match: Match, { inReturn }: CounterMatch) {
  const { returnTitle = null, returnQuantity = null, returnQuantityUnit = null } = match;
  if (inReturn === undefined) return { returnTitle, returnQuantity, returnQuantityUnit };
  return {
    returnTitle: inReturn?.title ?? null,
    returnQuantity: inReturn?.quantity.value ?? null,
    returnQuantityUnit: inReturn?.quantity.unit.trim() ?? null,
  };
}
