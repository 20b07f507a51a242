/** Steps of settlements that their scenarios take: a room for training sessions (空间换资源), and sheets of it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  ConfirmDeliveryDocument,
  ConfirmSettlementDocument,
  DisputeDeliveryDocument,
  DrawUpSettlementDocument,
  RecordDeliveryDocument,
  ReverseDeliveryDocument,
  SettlementOfDocument,
  type ConfirmSettlementMutation,
  type DrawUpSettlementInput,
  type DrawUpSettlementMutation,
  type SettlementNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';

/** Sixty sessions a year by the mall, for a hall of the community, lent eight times: signed by both. */
export interface Exchange {
  readonly world: World;
  readonly street: Actor;
  readonly mall: Actor;
  readonly community: Actor;
  readonly power: Actor;
  readonly agreementId: string;
  readonly sessions: string;
  readonly hall: string;
}

type Names = Pick<Exchange, 'street' | 'mall' | 'community' | 'power'>;

export async function spaceForSessions(world: World, cast?: Names): Promise<Exchange> {
  const names = ['street', 'mall', 'community', 'power'] as const;
  const { street, mall, community, power } = cast ?? (await world.alliance('慈邻', ...names));
  const about = { title: '技能培训', value: '60', unit: '场' };
  const pair = { needId: await need(community, about), offerId: await offer(mall, about) };
  const inReturn = { title: '社区二楼大厅', quantity: { value: '8', unit: '次' } };
  const match = await agreed(mall, community, await proposal(street, { ...pair, amount: '60', inReturn }));
  const agreementId = await signed(mall, community, match);
  const [sessions, hall] = there(match.agreement).commitments.nodes.map(({ id }) => id);
  return {
    ...{ world, street, mall, community, power, agreementId },
    ...{ sessions: there(sessions), hall: there(hall) },
  };
}

/** The same people, some days later: what they came with has expired meanwhile. */
export async function later<Of extends Names>(world: World, where: Of, days: number): Promise<Of> {
  const { street, mall, community, power } = where;
  world.clock.pass({ days });
  const again = async (actor: Actor): Promise<Actor> => {
    const named = actor.headers['x-acting-alliance'];
    const fresh = await world.people.actor(there(actor.person), there(actor.unit), null);
    return named === undefined ? fresh : fresh.wearing({ 'x-acting-alliance': named });
  };
  return {
    ...where,
    ...{ street: await again(street), mall: await again(mall) },
    ...{ community: await again(community), power: await again(power) },
  };
}

interface What {
  readonly of?: 'sessions' | 'hall';
  readonly occurredAt?: string;
}

/** Of the sessions by the mall, or of the hall by the community; a minute goes by. */
export async function recorded(
  { mall, community, sessions, hall, world }: Exchange,
  amount: string,
  { of = 'sessions', occurredAt = world.clock.now().toISOString() }: What = {},
): Promise<string> {
  const [who, commitmentId] = of === 'sessions' ? [mall, sessions] : [community, hall];
  const { delivery } = await who.do(RecordDeliveryDocument, { commitmentId, amount, occurredAt, note: '按约进行' });
  world.clock.pass({ minutes: 1 });
  return there(delivery).id;
}

export async function confirmed(where: Exchange, amount: string, what: What = {}): Promise<string> {
  const deliveryId = await recorded(where, amount, what);
  const { mall, community } = where;
  await (what.of === 'hall' ? mall : community).do(ConfirmDeliveryDocument, { deliveryId });
  return deliveryId;
}

export async function disputed(where: Exchange, amount: string): Promise<string> {
  const deliveryId = await recorded(where, amount);
  await where.community.do(DisputeDeliveryDocument, { deliveryId, reason: '未到场' });
  return deliveryId;
}

/** By the one that delivered, as the other agrees. */
export async function takenBack({ mall, community, world }: Exchange, deliveryId: string): Promise<void> {
  const { delivery } = await mall.do(ReverseDeliveryDocument, { deliveryId, reason: '误登记' });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  world.clock.pass({ minutes: 1 });
}

type Period = Pick<DrawUpSettlementInput, 'from' | 'until' | 'replacesId'>;

export const drawUp = (
  who: Actor,
  { agreementId }: Exchange,
  period: Period,
): Promise<DrawUpSettlementMutation['drawUpSettlement']> =>
  who.act(DrawUpSettlementDocument, { agreementId, ...period });

export async function drawnUp(where: Exchange, period: Period, who = where.mall): Promise<SettlementNowFragment> {
  return there((await who.do(DrawUpSettlementDocument, { agreementId: where.agreementId, ...period })).settlement);
}

export const confirm = (
  who: Actor,
  { id, hash }: SettlementNowFragment,
): Promise<ConfirmSettlementMutation['confirmSettlement']> =>
  who.act(ConfirmSettlementDocument, { settlementId: id, expectedHash: hash });

/** By both. */
export async function settledBy({ mall, community }: Exchange, sheet: SettlementNowFragment): Promise<void> {
  const expected = { settlementId: sheet.id, expectedHash: sheet.hash };
  await mall.do(ConfirmSettlementDocument, expected);
  await community.do(ConfirmSettlementDocument, expected);
}

export async function sheetNow(who: Actor, id: string): Promise<SettlementNowFragment> {
  return there((await who.ask(SettlementOfDocument, { id })).settlement);
}

/** The script that the page shows, on what the API answered. */
export function rehashed(settlement: object): string {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/settlements.md', 'utf8')) ?? [];
  const input = JSON.stringify({ data: { settlement } });
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { input });
  return `${stdout.toString()}${stderr.toString()}`.trim();
}

/** What a line says, in short: promised, before, in the period, late, in all, disputed, awaited, outstanding. */
export const figuresOf = ({ lines }: SettlementNowFragment): string[] =>
  lines.map((line) => {
    const { promised, confirmedBefore, confirmedWithin, confirmedLate, confirmedInAll, ...rest } = line;
    const counted = [confirmedBefore, confirmedWithin, confirmedLate].map(({ value }) => value).join('+');
    const open = [rest.disputed, rest.awaited, rest.outstanding].map(({ value }) => value).join('/');
    return `${line.title} ${confirmedInAll.value}/${promised.value}${promised.unit} = ${counted}, ${open}`;
  });
