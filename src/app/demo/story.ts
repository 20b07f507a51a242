/** What has happened lately, told by its actors through the API: matches, agreements, deliveries and projects in every state. */
import { globalId } from '../../domain/ids.ts';
import {
  AcceptMatchDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  ProposeMatchDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  type MatchNowFragment,
} from '../../generated/operations.ts';
import type { Application } from '../application.ts';
import { tellAside } from './aside.ts';
import { tellBonds } from './bonds.ts';
import { atTime } from './calendar.ts';
import { castOf, made, type Cast } from './cast.ts';
import { tellDaily } from './daily/daily.ts';
import { tellLand } from './land.ts';
import { planMatches, type PlannedMatch } from './plan.ts';
import { tellProjects } from './projects.ts';
import { supplyAndDemand } from './rows.ts';

/** Versions as the acts of the story find them: told again, a step must say what it said. */
const FRESH = 1;
const ACCEPTED_ONCE = 2;

const HOUR_MS = 3_600_000;
const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR_MS);

/** Tells the story as of `now`. Told again as of the same instant, it goes on where it was left. */
export async function tellStory(application: Application, now: Date): Promise<void> {
  const cast = castOf(application);
  const rows = supplyAndDemand(now);
  for (const match of planMatches(rows, now)) await tellMatch(cast, match, now);
  await tellAside(cast, rows, now);
  await tellProjects(cast, now);
  const land = await tellLand(cast, now);
  await tellBonds(cast, now);
  await tellDaily(cast, land, now);
}

async function tellMatch(cast: Cast, planned: PlannedMatch, now: Date): Promise<void> {
  const { key, alliance, coordinator, supplier, demander, ending, proposedAt } = planned;
  const wanted = {
    needId: globalId('need', planned.need.id),
    offerId: globalId('offer', planned.offer.id),
    amount: planned.amount,
    slotId: planned.slotId === null ? null : globalId('slot', planned.slotId),
  };
  if (ending === 'CLAIMED') {
    await cast(supplier, alliance, proposedAt).act(`${key}-claim`, ClaimNeedDocument, wanted);
    return;
  }
  const inReturn = { title: '活动宣传与感谢信', quantity: { value: '1', unit: '次' } };
  const proposing = cast(coordinator, alliance, proposedAt);
  const proposed = await proposing.act(`${key}-propose`, ProposeMatchDocument, { ...wanted, inReturn });
  const matchId = made(`${key}-propose`, proposed.match).id;
  if (ending === 'PROPOSED') return;
  const answering = cast(supplier, alliance, hoursAfter(proposedAt, 3));
  const first = { matchId, expectedVersion: FRESH };
  if (ending === 'DECLINED') {
    await answering.act(`${key}-decline`, DeclineMatchDocument, { ...first, reason: '当天人手已另有安排。' });
    return;
  }
  await answering.act(`${key}-accept-supplier`, AcceptMatchDocument, first);
  const second = { matchId, expectedVersion: ACCEPTED_ONCE };
  const agreeing = cast(demander, alliance, hoursAfter(proposedAt, 5));
  const agreed = await agreeing.act(`${key}-accept-demander`, AcceptMatchDocument, second);
  const agreement = made(`${key}-accept-demander`, agreed.match?.agreement);
  if (ending === 'AGREED') return;
  const signing = { agreementId: agreement.id, expectedVersion: FRESH };
  await cast(supplier, alliance, hoursAfter(proposedAt, 25)).act(
    `${key}-sign-supplier`,
    SignAgreementDocument,
    signing,
  );
  await cast(demander, alliance, hoursAfter(proposedAt, 29)).act(
    `${key}-sign-demander`,
    SignAgreementDocument,
    signing,
  );
  if (ending !== 'ACTIVE') await deliver(cast, planned, agreement, now);
}

type Agreement = NonNullable<MatchNowFragment['agreement']>;

/** When it was over, each side recorded what it had given, and the other confirmed it, or disputed the first. */
async function deliver(cast: Cast, planned: PlannedMatch, agreement: Agreement, now: Date): Promise<void> {
  const { key, alliance, supplier, demander, need, ending } = planned;
  const over = need.endsAt;
  const morning = atTime(over, 1, '09:30');
  const [recordedAt, answeredAt] = [hoursAfter(over, 1), hoursAfter(morning, 1)].map((at) => (at < now ? at : now));
  if (recordedAt === undefined || answeredAt === undefined) return;
  for (const [i, { id: commitmentId, quantity }] of agreement.commitments.nodes.entries()) {
    const step = `${key}-delivery-${i + 1}`;
    const [giver, receiver] = i === 0 ? [supplier, demander] : [demander, supplier];
    const record = { commitmentId, amount: quantity.value, occurredAt: over.toISOString(), note: '已按约定完成。' };
    const recorded = await cast(giver, alliance, recordedAt).act(step, RecordDeliveryDocument, record);
    const deliveryId = made(step, recorded.delivery).id;
    const answering = cast(receiver, alliance, answeredAt);
    if (ending === 'DISPUTED') {
      const reason = '实际到场人数与记录不符。';
      await answering.act(`${step}-dispute`, DisputeDeliveryDocument, { deliveryId, reason });
      return;
    }
    await answering.act(`${step}-confirm`, ConfirmDeliveryDocument, { deliveryId });
  }
}
