/** What has happened lately, told by its actors through the API: matches, agreements, deliveries and projects in every state. */
import type { Viewer } from '../../domain/access/viewer.ts';
import { globalId } from '../../domain/ids.ts';
import {
  AcceptMatchDocument,
  ClaimNeedDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  DisputeDeliveryDocument,
  NeedsWithBestCandidateDocument,
  ProposeMatchDocument,
  RecordDeliveryDocument,
  SignAgreementDocument,
  type MatchNowFragment,
} from '../../generated/operations.ts';
import { askInProcess } from '../ask.ts';
import type { Exchange } from '../exchange.ts';
import { demoAlliances, type DemoAlliance } from './alliances.ts';
import { daysFrom } from './calendar.ts';
import type { Actor, Cast } from './cast.ts';
import { namedId } from './chance.ts';
import { tellProjects } from './projects.ts';
import { demoUnits } from './units.ts';

/** Units by their global ids. */
const unitKeys = new Map(demoUnits.map(({ key }) => [globalId('unit', namedId('unit', key)), key]));

export async function tellStory({ graph, reader }: Exchange, now: Date): Promise<void> {
  let attempts = 0;
  const cast: Cast = (unit, alliance, at) => {
    const viewer: Viewer = {
      subject: { kind: 'PERSON', person: namedId('person', unit) },
      actingUnit: namedId('unit', unit),
      actingAlliance: namedId('alliance', alliance),
      now: at,
      locale: 'zh-CN',
      requestId: 'demo-story',
    };
    return { ask: askInProcess(graph.schema, reader, viewer), key: () => `demo-${String((attempts += 1))}` };
  };
  for (const alliance of demoAlliances) await tellMatches(cast, alliance, now);
  await tellProjects(cast, now);
}

type Need = NonNullable<Awaited<ReturnType<typeof openNeeds>>>[number];

const endings = ['COMPLETED', 'DISPUTED', 'ACTIVE', 'AGREED', 'CLAIMED', 'DECLINED', 'PROPOSED'] as const;
type Ending = (typeof endings)[number];

async function openNeeds(coordinator: Actor) {
  const { needs } = await coordinator.ask(NeedsWithBestCandidateDocument, { first: 100 });
  return needs.nodes;
}

/** The coordinator goes through the open needs, soonest first; the earlier a need, the further its match has got. */
async function tellMatches(cast: Cast, { key: alliance, members }: DemoAlliance, now: Date): Promise<void> {
  const [lead = ''] = Object.keys(members);
  const open = await openNeeds(cast(lead, alliance, daysFrom(now, -15)));
  const needs = open.filter(({ candidates }) => candidates.nodes.length > 0);
  const past = needs.filter(({ period }) => period?.end != null && new Date(period.end) < now);
  const coming = needs.filter((need) => !past.includes(need));
  const told = [...past.slice(0, 3), ...coming.slice(0, 4)];
  for (const [i, ending] of endings.entries()) {
    const need = told[i];
    if (need !== undefined) await tellMatch(cast, alliance, lead, need, ending, now);
  }
}

async function tellMatch(
  cast: Cast,
  alliance: string,
  lead: string,
  need: Need,
  ending: Ending,
  now: Date,
): Promise<void> {
  const [best] = need.candidates.nodes;
  const demanderKey = unitKeys.get(need.unit?.id ?? '');
  const supplierKey = unitKeys.get(best?.offer?.unit?.id ?? '');
  if (best?.offer == null || demanderKey === undefined || supplierKey === undefined) return;
  const start = need.period?.start == null ? now : new Date(need.period.start);
  const at = start < now ? daysFrom(start, -1) : daysFrom(now, -1);
  const [coordinator, supplier, demander] = [lead, supplierKey, demanderKey].map((unit) => cast(unit, alliance, at));
  if (coordinator === undefined || supplier === undefined || demander === undefined) return;
  const amount = best.couldCover.value;
  const wanted = { needId: need.id, offerId: best.offer.id, amount };
  if (ending === 'CLAIMED') {
    await supplier.ask(ClaimNeedDocument, { input: { idempotencyKey: supplier.key(), ...wanted } });
    return;
  }
  const inReturn = { title: '活动宣传与感谢信', quantity: { value: '1', unit: '次' } };
  const proposed = await coordinator.ask(ProposeMatchDocument, {
    input: { idempotencyKey: coordinator.key(), ...wanted, inReturn },
  });
  const match = proposed.proposeMatch.match;
  if (match === null || ending === 'PROPOSED') return;
  if (ending === 'DECLINED') {
    const reason = '当天人手已另有安排。';
    const input = { idempotencyKey: supplier.key(), matchId: match.id, expectedVersion: match.version, reason };
    await supplier.ask(DeclineMatchDocument, { input });
    return;
  }
  const agreement = await agree(supplier, demander, match);
  if (agreement === null || ending === 'AGREED') return;
  await sign(supplier, demander, agreement);
  if (ending === 'ACTIVE') return;
  const later = daysFrom(start, 1) < now ? daysFrom(start, 1) : now;
  await deliver(cast, alliance, agreement, ending, later);
}

type Agreement = NonNullable<MatchNowFragment['agreement']>;

async function agree(supplier: Actor, demander: Actor, match: MatchNowFragment): Promise<Agreement | null> {
  const first = { idempotencyKey: supplier.key(), matchId: match.id, expectedVersion: match.version };
  const accepted = await supplier.ask(AcceptMatchDocument, { input: first });
  const expectedVersion = accepted.acceptMatch.match?.version ?? 0;
  const second = { idempotencyKey: demander.key(), matchId: match.id, expectedVersion };
  return (await demander.ask(AcceptMatchDocument, { input: second })).acceptMatch.match?.agreement ?? null;
}

async function sign(supplier: Actor, demander: Actor, { id: agreementId, version }: Agreement): Promise<void> {
  const first = { idempotencyKey: supplier.key(), agreementId, expectedVersion: version };
  const signed = await supplier.ask(SignAgreementDocument, { input: first });
  const expectedVersion = signed.signAgreement.agreement?.version ?? 0;
  await demander.ask(SignAgreementDocument, {
    input: { idempotencyKey: demander.key(), agreementId, expectedVersion },
  });
}

/** The side that gives records, the side that receives confirms all of it, or disputes the first. */
async function deliver(cast: Cast, alliance: string, agreement: Agreement, ending: Ending, at: Date): Promise<void> {
  for (const { id: commitmentId, quantity, from } of agreement.commitments.nodes) {
    const fromKey = unitKeys.get(from?.id ?? '');
    const receiverKey = unitKeys.get(
      agreement.commitments.nodes.find((other) => other.from?.id !== from?.id)?.from?.id ?? '',
    );
    if (fromKey === undefined || receiverKey === undefined) return;
    const giver = cast(fromKey, alliance, at);
    const receiver = cast(receiverKey, alliance, at);
    const record = { commitmentId, amount: quantity.value, occurredAt: at.toISOString(), note: '已按约定完成。' };
    const recorded = await giver.ask(RecordDeliveryDocument, { input: { idempotencyKey: giver.key(), ...record } });
    const deliveryId = recorded.recordDelivery.delivery?.id;
    if (deliveryId === undefined) return;
    const idempotencyKey = receiver.key();
    if (ending === 'DISPUTED') {
      await receiver.ask(DisputeDeliveryDocument, {
        input: { idempotencyKey, deliveryId, reason: '实际到场人数与记录不符。' },
      });
      return;
    }
    await receiver.ask(ConfirmDeliveryDocument, { input: { idempotencyKey, deliveryId } });
  }
}
