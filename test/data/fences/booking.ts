/** What no act may do to bookings, and to when things can be had, is refused by the database too. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { booked, DAILY, held, published, room, taken, told } from '../../scenarios/resources/booking-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function bookingFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const alliance = await world.alliance('五色', 'mall', 'community');
    const { mall, community } = alliance;
    const hall = await room(mall, '客厅');
    const ground = await published(mall, '操场');
    const { slots } = await told(mall, ground, {
      windows: [{ rrule: DAILY, opens: '18:00', closes: '20:00' }],
      slotMinutes: 60,
      capacity: 5,
      perDay: 6,
      shares: [{ allianceId: alliance.id, atMost: 4 }],
    });
    const [slot, next, kept] = slots.nodes;
    await world.sql("update exchange.slot set state = 'KEPT' where id = $1", [parseId('slot', there(kept).id)]);
    const at = (time: string) => world.clock.day(1, time);
    ids.set('hall', parseId('resource', hall));
    ids.set('ground', parseId('resource', ground));
    ids.set('slot', parseId('slot', there(slot).id));
    ids.set('next', parseId('slot', there(next).id));
    ids.set('kept', parseId('slot', there(kept).id));
    ids.set('alliance', alliance.uuid);
    for (const [name, { unit }] of Object.entries({ mall, community })) ids.set(name, there(unit));
    ids.set('period', parseId('booking', (await taken(community, hall, at('10:00'), at('12:00'))).id));
    ids.set('held', parseId('booking', (await held(community, there(slot).id, 2)).id));
    ids.set('confirmed', parseId('booking', (await booked(community, there(slot).id, 1)).id));
    const [post] = await world.sql<{ id: string }>('select id from directory.post where unit_id = $1', [
      there(community.unit),
    ]);
    ids.set('post', there(post).id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer, `:name` standing for the id of that name, and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)\b/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(text);
    } finally {
      await world.sql('rollback');
    }
  }

  const places = (slot: string, count: number) => `insert into exchange.booking
    (id, resource_id, slot_id, unit_id, alliance_id, count, purpose, state, created_at)
    values (gen_random_uuid(), :ground, ${slot}, :mall, :alliance, ${count}, 'x', 'CONFIRMED', '2026-11-21')`;
  const period = (resource: string, from: string, to: string, count = 1) => `insert into exchange.booking
    (id, resource_id, starts_at, ends_at, unit_id, alliance_id, count, purpose, state, created_at)
    values (gen_random_uuid(), ${resource}, '2026-11-22T${from}+08', '2026-11-22T${to}+08', :mall, :alliance, ${count}, 'x', 'CONFIRMED', '2026-11-21')`;
  const move = (what: string, id: string) => `update exchange.booking set ${what} where id = ${id}`;
  const DENIED = /permission denied/;

  test.each([
    ['a room that somebody has then', period(':hall', '11:00', '13:00'), /booking_alone/],
    ['a room at night', period(':hall', '22:00', '23:00'), /booking_within_availability|cannot be had/],
    ['a room twice over', period(':hall', '13:00', '14:00', 2), /booking_period_whole/],
    ['a period of what has slots', period(':ground', '13:00', '14:00'), /booked in another way/],
    ['more than the share of the alliance', places(':slot', 2), /the places of the slot are for others/],
    [
      'more than there are on the day',
      `with first as (${places(':slot', 1)} returning 1) ${places(':next', 3)}`,
      /the places of the slot are for others, or those of its day are taken/,
    ],
    [
      'places of a slot of another resource',
      places(':slot', 1).replace(':ground', ':hall'),
      /another way|booking_of_slot/,
    ],
    ['places of a slot that is open no more', places(':kept', 1), /takes no other bookings/],
    [
      'a hold that is confirmed when it is over',
      move("state = 'CONFIRMED', confirmed_at = held_until", ':held'),
      /booking_confirmed_in_time/,
    ],
    ['a booking that times out though it was not held', move("state = 'EXPIRED'", ':confirmed'), /does not go from/],
    ['a hold that is used', move("state = 'IN_USE', started_at = created_at", ':held'), /does not go from/],
    ['use of which nobody knows when it began', move("state = 'IN_USE'", ':confirmed'), /booking_used_as_stated/],
    ['a completion that nobody began', move("state = 'COMPLETED'", ':confirmed'), /does not go from/],
    [
      'somebody missed by nobody',
      move("state = 'NO_SHOW', no_show_at = created_at", ':confirmed'),
      /booking_no_show_as_stated/,
    ],
    [
      'somebody missed by a person of the unit that booked',
      move("state = 'NO_SHOW', no_show_at = created_at, no_show_post_id = :post", ':confirmed'),
      /recorded in a post of the unit that owns the resource/,
    ],
    ['a reason of what is not cancelled', move("reason = 'x'", ':confirmed'), /booking_cancelled_as_stated/],
    ['another period', move('ends_at = ends_at', ':period'), DENIED],
    ['a longer hold', move('held_until = held_until', ':held'), DENIED],
    ['another rule', 'update exchange.booking_rule set hold_minutes = 1', DENIED],
    ['another availability', 'update exchange.availability set per_day = null', DENIED],
    ['another share', 'update exchange.availability_share set at_most = null', DENIED],
    ['fewer places than are taken', 'update exchange.slot set capacity = 1 where id = :slot', /slot_not_oversold/],
    [
      'a booked slot that is withdrawn',
      "update exchange.slot set state = 'WITHDRAWN' where id = :slot",
      /slot_withdrawn_empty/,
    ],
  ])('the writer is refused %s', async (_, statement, rule) => {
    await expect(asWriter(statement)).rejects.toThrow(rule);
  });

  test('what an act may do passes', async () => {
    for (const statement of [
      period(':hall', '12:00', '13:00'),
      places(':slot', 1),
      places(':next', 3),
      move("state = 'CONFIRMED', confirmed_at = created_at", ':held'),
      move("state = 'CANCELLED', cancelled_at = created_at, reason = 'x'", ':confirmed'),
      move("state = 'EXPIRED'", ':held'),
    ])
      expect([statement, await asWriter(`${statement} returning 1`)]).toEqual([statement, [expect.anything()]]);
  });
}
