/** Orders, calls and terms, as the writer meets them behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { countered, dispatched, menu, ordered } from '../../scenarios/matching/match-steps.ts';
import { need, offer, proposal, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function matchFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const listed = await menu(mall, { value: '9' }, [{ code: 'hall', name: '大厅', unit: '场', takes: '2' }]);
    const order = await ordered(community, listed, { items: [{ code: 'hall', count: 2 }] });
    const capped = await offer(mall, { value: '9', maxPerUnit: '3' });
    const first = await ordered(community, capped, { amount: '2' });
    const needId = await need(community, { value: '9', maxPerUnit: '3' });
    const respondBy = world.clock.day(1, '09:00');
    const [one, other] = await dispatched(community, needId, [mall, power], { amount: '2', respondBy });
    const offered = await offer(mall, { value: '9' });
    const proposed = await proposal(street, { needId: await need(community, { value: '9' }), offerId: offered });
    const open = await countered(mall, proposed, { amount: '2' });
    const matches = { order, first, one: there(one), other: there(other), open };
    for (const [name, { id }] of Object.entries(matches)) ids.set(name, parseId('match', id));
    for (const [name, id] of Object.entries({ listed, capped })) ids.set(name, parseId('offer', id));
    ids.set('need', parseId('need', needId));
    for (const [name, { unit }] of Object.entries({ mall, community, power })) ids.set(name, there(unit));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer, `:name` standing for the id of that name, and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      const rows = await world.sql(text);
      await world.sql('set constraints all immediate');
      return rows;
    } finally {
      await world.sql('rollback');
    }
  }

  const DENIED = /permission denied/;
  const ordering = `insert into exchange.match (id, alliance_id, need_id, offer_id, supplier_unit_id, demander_unit_id,
    created_by_unit_id, origin, quantity, quantity_unit, state, demander_accepted_at, created_at)
    select gen_random_uuid(), alliance_id`;
  const accepted = "state = 'AGREED', supplier_accepted_at = created_at";
  const terms = `insert into exchange.match_terms (match_id, number, unit_id, quantity, quantity_unit, created_at)
    values (:open, `;
  const item = (edition: number, code: string): string =>
    `insert into exchange.menu_item (offer_id, edition, code, name, unit, takes, rank) values (:listed, ${edition}, '${code}', 'x', '场', 1, 9)`;

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    [
      'an order of a need',
      `${ordering}, :need, offer_id, supplier_unit_id, demander_unit_id, demander_unit_id, 'ORDER', 1, quantity_unit,
        'ACCEPTED_BY_ONE', created_at, created_at from exchange.match where id = :order`,
      /match_ordered_without_need/,
    ],
    [
      'an order of nothing',
      `${ordering}, null, null, supplier_unit_id, demander_unit_id, demander_unit_id, 'ORDER', 1, quantity_unit,
        'ACCEPTED_BY_ONE', created_at, created_at from exchange.match where id = :order`,
      /match_has_offer/,
    ],
    [
      'an order beyond what one unit may take',
      `${ordering}, null, offer_id, supplier_unit_id, demander_unit_id, demander_unit_id, 'ORDER', 2, quantity_unit,
        'ACCEPTED_BY_ONE', created_at, created_at from exchange.match where id = :first`,
      /no more of an offer than that says/,
    ],
    [
      'an item that is not in the menu',
      `insert into exchange.match_item (match_id, offer_id, edition, code, count) values (:order, :listed, 1, 'sofa', 1)`,
      /match_item_of_menu/,
    ],
    [
      'items of the menu of another offer',
      `insert into exchange.match_item (match_id, offer_id, edition, code, count) values (:first, :listed, 1, 'hall', 1)`,
      /match_item_of_match/,
    ],
    [
      'an order that takes less than its items',
      `with m as (${ordering}, null, offer_id, supplier_unit_id, demander_unit_id, demander_unit_id, 'ORDER', 1, quantity_unit,
        'ACCEPTED_BY_ONE', created_at, created_at from exchange.match where id = :order returning id, offer_id)
      insert into exchange.match_item (match_id, offer_id, edition, code, count) select id, offer_id, 1, 'hall', 1 from m`,
      /takes as much of the offer as its items do/,
    ],
    ['an item of more', `update exchange.match_item set count = 9`, DENIED],
    ['a menu in force that grows', item(1, 'room'), /written before it is in force/],
    ['an edition that is passed over', item(3, 'room'), /written before it is in force/],
    ['another price', `update exchange.menu_item set price = 1`, DENIED],
    [
      'an edition that is left out',
      `update exchange.offer set menu_edition = 5 where id = :listed`,
      /follow each other/,
    ],
    [
      'a call that is no call',
      `update exchange.match set state = 'CALLED' where id = :open`,
      /match_accepted_as_stated/,
    ],
    [
      'a call that two have',
      `update exchange.match set ${accepted} where id in (:one, :other)`,
      /match_call_taken_once/,
    ],
    [
      'a call that one has and the other answers with other terms',
      `with taken as (update exchange.match set ${accepted} where id = :one returning id)
      update exchange.match set state = 'COUNTERED', supplier_accepted_at = created_at, demander_accepted_at = null
      where id = :other`,
      /match_call_taken_once/,
    ],
    [
      'a proposal that another was faster with',
      `update exchange.match set state = 'SUPERSEDED' where id = :open`,
      /as_stated/,
    ],
    ['what has no end, at its end', `update exchange.match set state = 'EXPIRED' where id = :open`, /as_stated/],
    ['an end before the beginning', `update exchange.match set respond_by = created_at where id = :one`, /to_come/],
    ['terms of somebody else', `${terms} 3, :power, 1, '场', '2026-11-21')`, /written by one of the two units/],
    ['terms out of turn', `${terms} 4, :mall, 1, '场', '2026-11-21')`, /terms follow the last ones/],
    ['terms changed', `update exchange.match_terms set quantity = 1`, DENIED],
    ['terms of a call', `${terms} 2, :mall, 1, '场', '2026-11-21')`.replace(':open', ':one'), /while a match is open/],
    [
      'terms of another quantity than was ordered',
      `${terms} 2, :mall, 1, '场', '2026-11-21')`.replace(':open', ':order'),
      /follows its items/,
    ],
    ['terms of more than there is', `${terms} 3, :mall, 99, '场', '2026-11-21')`, /not_overcovered|not_oversold/],
  ];

  test.each(refused)('the database refuses %s', async (_what, statement, rule) => {
    await expect(asWriter(statement)).rejects.toThrow(rule);
  });

  test('the database lets through what the services do, and the match follows its terms', async () => {
    expect(await asWriter(`${terms} 3, :community, 3, '场', '2026-11-21') returning 1`)).toHaveLength(1);
    expect(await asWriter(`update exchange.match set ${accepted} where id = :one returning 1`)).toHaveLength(1);
    const [match] = await world.sql('select terms, quantity from exchange.match where id = $1', [ids.get('open')]);
    expect(match).toEqual({ terms: 2, quantity: '2.0000' });
  });
}
