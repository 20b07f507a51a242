import { createHash, randomBytes } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { readCondition, type ConditionGiven } from '../../../../domain/exchange/eligibility-input.ts';
import { partsOf } from '../../../../domain/exchange/eligibility-parts.ts';
import { enrolmentMachine, type EnrolmentMethod } from '../../../../domain/exchange/enrolment.ts';
import { asOf, offerMachine } from '../../../../domain/exchange/listing.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { mustNameWhatIs } from '../../eligibility/names.service.ts';
import { Offer } from '../../listings/offers/offer.entity.ts';
import { giveBackOverdue } from '../../matching/matches/overdue.service.ts';
import { mustHave } from '../../matching/matches/supply.service.ts';
import { settle } from '../applications/settle.service.ts';
import { Enrolment } from './enrolment.entity.ts';

interface Open {
  readonly idempotencyKey: string;
  readonly offerId: string;
  readonly places: number;
  readonly from?: Date | null;
  readonly until: Date;
  readonly method: EnrolmentMethod;
  readonly hoursToConfirm: number;
  readonly condition?: ConditionGiven | null;
  readonly ageOn?: string | null;
  readonly takesConsent: boolean;
  readonly publicSource?: string | null;
}
interface Edit {
  readonly idempotencyKey: string;
  readonly enrolmentId: string;
  readonly expectedVersion: number;
}

const SECRET_BYTES = 32;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const invalid = (field: string, zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', field], zh, `input.${field} ${en}`);

export class EnrolmentService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Takes the places out of what is left of the offer. What is said here of who may have one is never changed. */
  open(viewer: Viewer, input: Open): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'openEnrolment', input }, async (act) => {
      const offer = await lockOffer(act, parseId('offer', input.offerId), (one) => {
        act.assertCan('enrolment:open', one, 'offer', one);
      });
      mustBe(offerMachine, asOf(offer, act.now), 'enrol', 'PUBLISHED');
      await mustHave(act, offer, String(input.places));
      const secret = randomBytes(SECRET_BYTES).toString('hex');
      const isDrawn = input.method === 'DRAWN';
      const enrolment = act.em.create(Enrolment, {
        ...{ id: act.newId('enrolment'), offerId: offer.id, ownerUnitId: offer.ownerUnitId, places: input.places },
        ...{ ...timeOf(act, input), method: input.method, hoursToConfirm: input.hoursToConfirm },
        ...{ eligibility: partsOf(await conditionOf(act, input)), ageOn: input.ageOn ?? null },
        ...{ takesConsent: input.takesConsent, publicSource: sourceOf(input) },
        ...{ commitment: isDrawn ? sha256(secret) : null, state: 'OPEN', openedAt: act.now, version: 1 },
      });
      await act.em.flush();
      await act.run(
        'insert into exchange.enrolment_secret (enrolment_id, mark_key, draw_secret) values ($1::uuid, $2::bytea, $3)',
        [enrolment.id, randomBytes(SECRET_BYTES), isDrawn ? secret : null],
      );
      return told(act, 'enrolment:opened', enrolment);
    });
  }

  /** More places are offered at once to those who wait; fewer are there only as far as nobody has them. */
  changePlaces(viewer: Viewer, input: Edit & { readonly places: number }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'changeEnrolmentPlaces', input }, async (act) => {
      const { enrolment, offer } = await lockBoth(act, input.enrolmentId);
      mustBe(enrolmentMachine, enrolment, 'change', 'OPEN', 'DRAWN');
      act.expectVersion('enrolment', enrolment, input.expectedVersion);
      const { id, places, held } = enrolment;
      if (input.places < held) {
        const [requested, remaining] = [String(places - input.places), String(places - held)];
        throw RefusalError.of('NOT_ENOUGH_LEFT', {
          ...{ kind: 'enrolment', id, requested, remaining, unit: '个' },
          what: {
            zh: `招生 ${globalId('enrolment', id)} 已有 ${held} 个名额分出或入读，名额不能少于此数；请待有人放弃或退出后再减。`,
            en: `The enrolment ${globalId('enrolment', id)} has ${held} places offered or had: it cannot have fewer. Wait until some are declined or left.`,
          },
        });
      }
      if (input.places > places) await mustHave(act, offer, String(input.places - places));
      act.em.assign(enrolment, { places: input.places });
      await act.em.flush();
      await settle(act, id);
      return told(act, 'enrolment:places-changed', enrolment);
    });
  }

  /** For good: who waits waits no longer, who is in it has left, and nothing is known of anybody any more. */
  end(viewer: Viewer, input: Edit & { readonly reason: string }): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endEnrolment', input }, async (act) => {
      const { enrolment } = await lockBoth(act, input.enrolmentId);
      mustBeForAll('reason', input.reason);
      const state = advance(enrolmentMachine, enrolment, 'ENDED', 'end');
      act.expectVersion('enrolment', enrolment, input.expectedVersion);
      await act.run(END_APPLICATIONS, [enrolment.id, act.now.toISOString()]);
      act.em.assign(enrolment, { state, endedAt: act.now, reason: input.reason.trim() });
      await act.em.flush();
      return told(act, 'enrolment:ended', enrolment);
    });
  }
}

const END_APPLICATIONS = `
update exchange.enrolment_application set state = case when state = 'ENROLLED' then 'LEFT' else 'LAPSED' end,
  settled_at = $2::timestamptz, version = version + 1
where enrolment_id = $1::uuid and state in ('APPLIED', 'WAITING', 'OFFERED', 'ENROLLED')`;

function timeOf(act: Act, { from, until }: Open): { readonly fromAt: Date; readonly untilAt: Date } {
  const fromAt = from ?? act.now;
  if (until <= act.now) throw invalid('until', '须在将来。', 'has to be to come.');
  if (until <= fromAt) throw invalid('until', '须晚于开始报名的时间。', 'has to come after input.from.');
  return { fromAt, untilAt: until };
}

async function conditionOf(act: Act, { condition }: Open) {
  if (condition == null) return null;
  const path = ['input', 'condition'];
  const read = readCondition(condition, path);
  await mustNameWhatIs(act, read, path);
  return read;
}

/** From where the number comes that nobody can know yet: without one a draw is whatever who draws likes it to be. */
function sourceOf({ method, publicSource }: Open): string | null {
  const source = publicSource?.trim() ?? null;
  if (method === 'DRAWN' && source === null) {
    throw invalid(
      'publicSource',
      '摇号须事先指明将来公布的公开随机数来源，如“中国福利彩票双色球第2026135期开奖号码”。',
      'is needed for a draw: name a public number to come, such as those of a lottery on a later day.',
    );
  }
  if (method === 'FIRST_COME' && source !== null) {
    throw invalid('publicSource', '先到先得的不摇号，请勿填写。', 'is left out of what is not drawn.');
  }
  return source;
}

/** What was not answered in time is given back first; then the offer is locked. */
async function lockOffer(act: Act, id: string, mayTouch: (offer: Offer) => void): Promise<Offer> {
  mayTouch(await act.get(Offer, 'offer', id));
  await giveBackOverdue(act, null, id);
  return act.lock(Offer, 'offer', id);
}

/** The offer before its enrolment, which is settled. */
async function lockBoth(act: Act, given: string): Promise<{ readonly enrolment: Enrolment; readonly offer: Offer }> {
  const seen = await act.get(Enrolment, 'enrolment', parseId('enrolment', given));
  act.assertCan('enrolment:edit', seen, 'enrolment', seen);
  const offer = await lockOffer(act, seen.offerId, () => undefined);
  await settle(act, seen.id);
  return { enrolment: await act.lock(Enrolment, 'enrolment', seen.id), offer };
}

export async function told(act: Act, action: string, of: Enrolment): Promise<{ enrolment: string }> {
  const applied = await act.run<{ unit: string }>(
    'select distinct owner_unit_id as unit from exchange.enrolment_application where enrolment_id = $1::uuid',
    [of.id],
  );
  const body = { offer: globalId('offer', of.offerId), state: of.state, places: of.places };
  act.record(action, 'enrolment', of, { unitIds: [of.ownerUnitId, ...applied.map(({ unit }) => unit)], body });
  return { enrolment: of.id };
}
