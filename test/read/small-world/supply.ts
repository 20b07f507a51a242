/** What there is in the small world to be matched: resources with slots, offers and needs, shown to different circles. */
import { ReturnNeedDocument, WithdrawNeedDocument, WithdrawOfferDocument } from '../../generated/operations.ts';
import { need, offer, slots } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';

/** Ids by the names that documents know things by. */
export type Things = Record<string, string>;

export async function supply(world: World, { red, blue, outsider }: Cast): Promise<Things> {
  const { clock } = world;
  const at = (day: number, from: string, to: string) => ({ start: clock.day(day, from), end: clock.day(day, to) });
  const later = <T>(value: T): T => {
    clock.pass({ minutes: 7 });
    return value;
  };
  const { mall, community, power, hospital, street } = red;
  const evening = at(7, '18:30', '21:00');
  const hall = await slots(mall, [at(3, '09:00', '12:00'), at(3, '14:00', '17:00'), evening], 2);
  const truck = later(await slots(power, [at(2, '08:00', '18:00')], 3, 'PUBLIC'));
  const store = later(await slots(blue.market, [at(4, '10:00', '11:00')], 1, 'UNIT'));
  const offers = {
    offer: await offer(mall, { title: '大厅晚间', value: '6', resourceId: hall.resourceId, period: evening }),
    publicOffer: later(await offer(mall, { title: '大厅公开', value: '2.5', visibility: 'PUBLIC' })),
    privateOffer: later(await offer(mall, { title: '大厅自用', visibility: 'UNIT' })),
    meeting: later(await offer(hospital, { title: '会议室', category: 'space.meeting', value: '4' })),
    electrician: later(
      await offer(power, {
        title: '电工',
        category: 'staff.electrician',
        value: '8',
        unit: '小时',
        audience: [red.id, blue.id],
      }),
    ),
    blueOffer: later(await offer(blue.market, { title: '蓝湾摊位', value: '3' })),
    volunteers: later(await offer(street, { title: '志愿者', category: 'staff.volunteer', value: '20', unit: '人次' })),
    outside: later(await offer(outsider, { title: '场外大厅', visibility: 'PUBLIC', value: '1' })),
    withdrawnOffer: later(await offer(community, { title: '不再提供' })),
  };
  const needs = {
    need: later(
      await need(community, { title: '晚会场地', value: '3', period: evening, ...somewhere(121.241, 30.171) }),
    ),
    publicNeed: later(
      await need(community, { title: '公开求场地', value: '2', visibility: 'PUBLIC', ...somewhere(121.25, 30.16) }),
    ),
    privateNeed: later(await need(community, { title: '内部备忘', visibility: 'UNIT' })),
    wiring: later(
      await need(hospital, {
        title: '线路检修',
        category: 'staff.electrician',
        value: '5',
        unit: '小时',
        period: at(9, '09:00', '12:00'),
        ...somewhere(121.2, 30.15),
      }),
    ),
    blueNeed: later(
      await need(blue.harbour, { title: '蓝湾求电工', category: 'staff.electrician', value: '2', unit: '小时' }),
    ),
    room: later(
      await need(street, { title: '例会', category: 'space.meeting', value: '1', period: at(4, '09:00', '10:00') }),
    ),
    withdrawnNeed: later(await need(mall, { title: '不再需要' })),
    heldNeed: later(await need(community, { title: '收音机，请打13812345678', ...somewhere(121.22, 30.14) })),
    returnedNeed: later(await need(community, { title: '找王小明先生', visibility: 'PUBLIC' })),
  };
  await community.do(WithdrawOfferDocument, { offerId: offers.withdrawnOffer, expectedVersion: 1 });
  await mall.do(WithdrawNeedDocument, { needId: needs.withdrawnNeed, expectedVersion: 1 });
  await street.do(ReturnNeedDocument, { needId: needs.returnedNeed, expectedVersion: 1, reason: '请隐去姓名' });
  await places(world);
  return {
    ...offers,
    ...needs,
    resource: hall.resourceId,
    slot: hall.slotIds[0] ?? '',
    secondSlot: hall.slotIds[1] ?? '',
    lastSlot: hall.slotIds[2] ?? '',
    truck: truck.resourceId,
    store: store.resourceId,
    storeSlot: store.slotIds[0] ?? '',
  };
}

/** Where a need says that it is. */
const somewhere = (longitude: number, latitude: number) => ({
  placeName: '某处',
  location: { longitude, latitude, crs: 'WGS84' as const },
});

/** Some offers say where they are, at different distances; others do not. */
async function places({ sql }: World): Promise<void> {
  const points = [
    ['大厅晚间', 121.24, 30.17],
    ['大厅公开', 121.26, 30.18],
    ['电工', 121.3, 30.2],
  ] as const;
  // Where a listing is, is settled when it is published: but for this.
  await sql('set session_replication_role = replica');
  for (const [title, longitude, latitude] of points) {
    await sql("update exchange.offer set longitude = $2, latitude = $3, place_name = '某处' where title = $1", [
      title,
      longitude,
      latitude,
    ]);
  }
  await sql('set session_replication_role = origin');
  await sql(
    "update exchange.resource set longitude = 121.24, latitude = 30.17, place_name = '一楼' where kind = 'SPACE'",
  );
}
