import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeCountedSo, mustBeExact, type Dimension } from '../../../../domain/exchange/ledger.ts';
import { parseId } from '../../../../domain/ids.ts';
import { clearingBetween } from '../clearing/between.service.ts';
import { mustBothStand, mustFitEither } from '../clearing/clearing.service.ts';
import { append, heldLegs, type Party } from './post.service.ts';
import { Posting } from './posting.entity.ts';

interface Transfer {
  readonly idempotencyKey: string;
  readonly toUnitId: string;
  readonly dimension: Dimension;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly commitmentId?: string | null;
  readonly clearingId?: string | null;
  readonly note: string;
}
interface Reverse {
  readonly idempotencyKey: string;
  readonly postingId: string;
  readonly note: string;
}

const AMOUNT = ['input', 'quantity', 'value'];
const BASIS = ['input', 'quantity', 'unit'];

/** What units pay each other, and how it is taken back. Nothing that was posted is ever changed. */
export class PostingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** From the unit acted for to another member of the alliance. The act of the payer is enough. */
  transfer(viewer: Viewer, input: Transfer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'transfer', input, inHat: true }, async (act) => {
      const allianceId = await act.alliance();
      const { dimension, quantity, note } = input;
      const toUnitId = parseId('unit', input.toUnitId);
      act.assertCan('posting:transfer', { allianceId, toUnitId }, 'unit', { id: toUnitId });
      mustBeCountedSo(dimension, quantity.unit, BASIS);
      mustBeExact(dimension, quantity.value, AMOUNT);
      const clearing = await clearingBetween(act, allianceId, input);
      const into = clearing?.otherAllianceId ?? allianceId;
      if (!(await act.holdMembership(toUnitId, into))) {
        throw RefusalError.of('NOT_A_MEMBER', { unitId: toUnitId, allianceId: into, isOwn: false });
      }
      const from = { allianceId, unitId: act.unit };
      const to = { allianceId: into, unitId: toUnitId };
      const commitmentId = await commitmentBetween(act, from, to, input);
      const purpose = clearing === null ? 'TRANSFER' : 'CLEARING';
      const clearingId = clearing?.id ?? null;
      const payment = { from, to, counted: { dimension, basis: quantity.unit }, amount: quantity.value, clearingId };
      return append(act, await heldLegs(act, payment), { ...payment, purpose, note, commitmentId });
    });
  }

  /** Who received it gives it back, once: of many who do so at once the others are told that it was done. */
  reverse(viewer: Viewer, input: Reverse): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'reversePosting', input }, async (act) => {
      const posting = await act.see(Posting, 'posting', parseId('posting', input.postingId));
      const { id, purpose, dimension, basis, amount, clearingId = null, toAllianceId, fromAllianceId } = posting;
      mustFitEither(act, 'posting', posting, { allianceId: toAllianceId, otherAllianceId: fromAllianceId });
      const { toUnitId = null, fromUnitId = null } = posting;
      act.assertCan('posting:reverse', { toUnitId }, 'posting', posting);
      if (purpose === 'DELIVERY') throw isOfDelivery();
      if (purpose === 'CORRECTION' || toUnitId === null || fromUnitId === null) throw isACorrection();
      const from = { allianceId: toAllianceId, unitId: toUnitId };
      const to = { allianceId: fromAllianceId, unitId: fromUnitId };
      if (clearingId !== null) {
        await mustBothStand(act, 'payThrough', {
          ...{ id: clearingId, allianceId: toAllianceId, otherAllianceId: fromAllianceId },
        });
      }
      const payment = { from, to, counted: { dimension, basis }, amount, clearingId };
      const held = await heldLegs(act, payment);
      const [reversal] = await act.run<{ id: string }>('select id from exchange.posting where reverses_id = $1::uuid', [
        id,
      ]);
      if (reversal !== undefined) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'posting', id, what: reversedAlready });
      }
      return append(act, held, { ...payment, purpose: 'CORRECTION', note: input.note, reversesId: id });
    });
  }
}

const COMMITMENT = `
select c.quantity_unit as unit, array[c.from_unit_id, c.to_unit_id] as sides
from exchange.commitment c join exchange.agreement g on g.id = c.agreement_id where c.id = $1::uuid and g.alliance_id = $2::uuid`;

/** What it is for: a promise between the two, in their alliance, that is counted as the accounts are. */
async function commitmentBetween(act: Act, from: Party, to: Party, input: Transfer): Promise<string | null> {
  if (input.commitmentId == null) return null;
  const id = parseId('commitment', input.commitmentId);
  const [promised] = await act.run<{ unit: string; sides: string[] }>(COMMITMENT, [id, from.allianceId]);
  if (promised?.sides.includes(from.unitId) !== true) throw RefusalError.notFound('commitment', id);
  if (!promised.sides.includes(to.unitId)) {
    throw RefusalError.invalid(
      ['input', 'commitmentId'],
      '该承诺不是与收方单位之间的承诺；请核对收方，或去掉 commitmentId。',
      'input.commitmentId is no promise between your unit and the one that is paid: look at who is paid, or leave it out.',
    );
  }
  if (promised.unit === input.quantity.unit) return id;
  throw RefusalError.invalid(
    BASIS,
    `该承诺以“${promised.unit}”计，不能与“${input.quantity.unit}”相加；请以同一计量单位支付，或去掉 commitmentId。`,
    `That commitment is counted in ${promised.unit}, never added to ${input.quantity.unit}: pay in the same unit of measure, or leave input.commitmentId out.`,
  );
}

function isACorrection(): RefusalError {
  return RefusalError.invalid(
    ['input', 'postingId'],
    '这是一笔冲正，不能再冲正；如仍应支付，请由付方重新转账（transfer）。',
    'input.postingId reverses another one, and is not reversed itself: if it was owed after all, the payer transfers it anew (transfer).',
  );
}

function isOfDelivery(): RefusalError {
  return RefusalError.invalid(
    ['input', 'postingId'],
    '该笔随履约确认而记，不能单独冲正；如有出入，请冲销该履约（reverseDelivery），经对方确认后冲回。',
    'input.postingId is what a delivery is worth, and goes back with it: take the delivery back (reverseDelivery), which the other side confirms.',
  );
}

const reversedAlready = {
  zh: '该笔已冲正，不能重复冲正。',
  en: 'This posting was reversed already; there is nothing left to do.',
};
