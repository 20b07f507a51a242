/** What happens beside the matches: rooms booked for their own sake, a wish that is held up, and a unit that asks to be let in. */
import { globalId } from '../../domain/ids.ts';
import { ApplyForMembershipDocument, BookSlotDocument, PublishNeedDocument } from '../../generated/operations.ts';
import { demoAlliances, type DemoAlliance } from './alliances.ts';
import { atTime } from './calendar.ts';
import type { Cast } from './cast.ts';
import { namedId } from '../named-id.ts';
import { chance } from './chance.ts';
import type { SupplyAndDemand } from './rows.ts';

const purposes = ['居民合唱队排练', '志愿者培训', '亲子读书会'] as const;

/** Evenings that matches leave alone: they are about the next three weeks. */
const LATER_EVENINGS = 8;

export async function tellAside(cast: Cast, rows: SupplyAndDemand, now: Date): Promise<void> {
  for (const alliance of demoAlliances) await tellBookings(cast, alliance, rows, now);
  await tellWish(cast, now);
  const applicant = cast('shuinan', null, atTime(now, -2, '15:20'));
  await applicant.act('shuinan-applies', ApplyForMembershipDocument, {
    allianceId: globalId('alliance', namedId('alliance', 'five-colours')),
    statement: '水南社区与浒山各社区相邻，愿共享活动场地与志愿者，申请加入联盟。',
  });
}

/** A wish in which somebody is named, with the door: it waits for the coordinator. */
async function tellWish(cast: Cast, now: Date): Promise<void> {
  const wish = {
    category: 'goods.daily',
    title: '一台老人收音机',
    description: '独居老人王桂花爱听越剧，想要一台字大声响的收音机。',
    quantity: { value: '1', unit: '台' },
    placeName: '虞波社区阳光花园3幢2单元501室',
    visibility: 'ALLIANCE' as const,
  };
  await cast('yubo', 'five-colours', atTime(now, -1, '09:20')).act('yubo-wishes', PublishNeedDocument, wish);
}

/** Each room of the alliance that is not kept private is booked by some other member for one later evening. */
async function tellBookings(
  cast: Cast,
  { key: alliance, members }: DemoAlliance,
  { resources, slots }: SupplyAndDemand,
  now: Date,
): Promise<void> {
  const units = Object.keys(members);
  const shown = resources.filter(({ visibility }) => visibility !== 'UNIT');
  const rooms = shown.flatMap(({ id, ownerUnitId }) => {
    const owner = units.find((unit) => namedId('unit', unit) === ownerUnitId);
    const evenings = slots.filter(({ resourceId }) => resourceId === id).slice(LATER_EVENINGS);
    const slot = evenings[Math.floor(chance(`${id}:evening`) * evenings.length)];
    return owner === undefined || slot === undefined ? [] : [{ owner, slot }];
  });
  for (const [i, purpose] of purposes.entries()) {
    const room = rooms[i];
    if (room === undefined) continue;
    const others = units.filter((unit) => unit !== room.owner);
    const guest = others[Math.floor(chance(`${alliance}:${i}:guest`) * others.length)] ?? '';
    const booking = { slotId: globalId('slot', room.slot.id), count: 1, purpose };
    await cast(guest, alliance, atTime(now, -1, '10:40')).act(`${alliance}-books-${i + 1}`, BookSlotDocument, booking);
  }
}
