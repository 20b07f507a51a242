/** What nobody did, because time did it, is told and on record as what somebody did. */
import { expect, test } from '@jest/globals';
import type { Connection } from '../../../src/data/chore.ts';
import { withOwner } from '../../../src/data/open.ts';
import { endOverdueMatches, expireListings, settleEnrolments, tidyHolds } from '../../../src/modules/exchange/index.ts';
import { AuditOfDocument, OpenEnrolmentDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { applied, child } from '../enrolments/enrolment-steps.ts';
import { ordered } from '../matching/match-steps.ts';
import { booked, held, ruled } from '../resources/booking-steps.ts';
import { offer, slots, there } from '../story.ts';

type Chore = (connection: Connection, now: Date) => Promise<number>;

const done = (world: World, chore: Chore): Promise<number> =>
  withOwner(world.database, (client) => chore(client, world.clock.now()));

const entriesOf = async (actor: Actor, subjectId: string): Promise<object[] | undefined> =>
  (await actor.ask(AuditOfDocument, { subjectId })).auditEntries?.nodes.map(
    ({ action, requestId, unit, alliance }) => ({
      ...{ action, allianceId: alliance?.id ?? null, byTime: requestId === 'system', unit: unit?.shortName ?? null },
    }),
  );

/** Each fact beside its entry in the audit, of what time did. */
const ofTime = (world: World): Promise<object[]> =>
  world.sql(
    `select o.type, o.version, o.body, a.request_id, a.at = o.at as "isThen", a.person_id is null and a.unit_id is null as "isNobodys"
     from data.outbox o left join data.audit a on a.action = o.type and a.subject_id = o.subject_id and a.alliance_id is not distinct from o.alliance_id
     where o.actor ->> 'person' is null order by o.tx, o.seq`,
  );

const fact = (type: string, version: number, body: object): object => ({
  ...{ type, version, body, request_id: 'system', isThen: true, isNobodys: true },
});

test('holds that time out are on record once, whether a chore wrote them down or whoever wanted the place', async () => {
  await using world = await createWorld();
  const { id, street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
  const evening = { start: world.clock.day(0, '18:30'), end: world.clock.day(0, '21:00') };
  const { resourceId, slotIds } = await slots(mall, [evening], 10);
  await ruled(mall, resourceId, { attendant: '联络员' });
  const [slotId] = slotIds.map((one) => there(one));
  const wanted = await held(community, there(slotId), 10);
  world.clock.pass({ minutes: 15 });
  await booked(power, there(slotId), 4);
  const forgotten = await held(community, there(slotId), 3);
  world.clock.pass({ minutes: 15 });
  expect([await done(world, tidyHolds), await done(world, tidyHolds)]).toEqual([1, 0]);
  for (const booking of [wanted, forgotten]) {
    expect(await entriesOf(street, booking.id)).toEqual([
      { action: 'booking:held', allianceId: id, byTime: false, unit: 'community' },
      { action: 'booking:expired', allianceId: id, byTime: true, unit: null },
    ]);
  }
  expect(await ofTime(world)).toEqual([
    fact('booking:expired', 2, { state: 'EXPIRED', count: 10 }),
    fact('booking:expired', 2, { state: 'EXPIRED', count: 3 }),
  ]);
  const told = await world.sql<{ unit_ids: string[] }>(
    "select unit_ids from data.outbox where type = 'booking:expired'",
  );
  expect(told.map(({ unit_ids: units }) => units)).toEqual([
    [community.unit, mall.unit],
    [community.unit, mall.unit],
  ]);
});

test('offers that are over and matches that were not answered are on record, in every alliance that they lie in', async () => {
  await using world = await createWorld();
  const { id, street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const offerId = await offer(mall, { value: '5', audience: [id], closesAt: world.clock.day(2, '09:00') });
  const late = await ordered(community, offerId, { amount: '2', respondBy: world.clock.day(1, '09:00') });
  const open = await ordered(community, offerId, { amount: '1' });
  world.clock.pass({ days: 1 });
  expect(await done(world, endOverdueMatches)).toBe(1);
  world.clock.pass({ days: 1 });
  expect(await done(world, expireListings)).toBe(1);
  const byTime = { allianceId: id, byTime: true, unit: null };
  expect((await entriesOf(street, late.id))?.at(-1)).toEqual({ action: 'match:expired', ...byTime });
  expect((await entriesOf(street, open.id))?.at(-1)).toEqual({ action: 'match:withdrawn', ...byTime });
  expect((await entriesOf(street, offerId))?.at(-1)).toEqual({ action: 'offer:expired', ...byTime });
  expect(await ofTime(world)).toEqual([
    fact('match:expired', 2, { state: 'EXPIRED' }),
    fact('offer:expired', 2, { state: 'EXPIRED' }),
    fact('match:withdrawn', 2, { state: 'WITHDRAWN' }),
  ]);
});

test('a place that nobody confirmed, and that is offered on, is on record', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const offerId = await offer(mall, { value: '1', unit: '名' });
  const input = { offerId, places: 1, until: world.clock.day(10, '17:00'), method: 'FIRST_COME' as const };
  const { id } = there((await mall.do(OpenEnrolmentDocument, { ...input, hoursToConfirm: 24 })).enrolment);
  await applied(community, id, child(1));
  await applied(community, id, child(2));
  world.clock.pass({ days: 1 });
  expect(await done(world, settleEnrolments)).toBe(1);
  expect(await ofTime(world)).toEqual([
    fact('enrolment:lapsed', 2, { state: 'LAPSED' }),
    fact('enrolment:offered', 2, { state: 'OFFERED' }),
  ]);
  // What lies in no alliance is no coordinator's to read.
  const [{ lapsed } = { lapsed: '' }] = await world.sql<{ lapsed: string }>(
    "select subject_id::text as lapsed from data.audit where action = 'enrolment:lapsed'",
  );
  expect(await entriesOf(street, `application_${lapsed.replaceAll('-', '')}`)).toEqual([]);
});

test('an entry is somebody’s, or of time and nobody’s', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  await offer(mall);
  const columns = 'at, alliance_id, action, subject_type, subject_id, body, request_id';
  await expect(
    world.sql(
      `insert into data.audit (id, unit_id, ${columns}) select gen_random_uuid(), unit_id, ${columns} from data.audit limit 1`,
    ),
  ).rejects.toThrow('audit_of_one_or_of_time');
});
