/** The life of offers and needs, as the writer meets it behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import {
  CloseOfferDocument,
  DraftNeedDocument,
  DraftOfferDocument,
  EndSearchDocument,
  PauseOfferDocument,
  ReturnOfferDocument,
  SaveSearchDocument,
} from '../../generated/operations.ts';
import { listed, need, offer, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function listingFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, community, mall, uuid } = await world.alliance('五色', 'street', 'community', 'mall');
    const reason = '理由';
    const wish = { title: '修伞，请打13812345678' };
    const paused = await offer(mall);
    const closed = await offer(mall);
    const returned = await offer(mall, wish);
    await mall.do(PauseOfferDocument, { offerId: paused, expectedVersion: 1 });
    await mall.do(CloseOfferDocument, { offerId: closed, expectedVersion: 1, reason });
    await street.do(ReturnOfferDocument, { offerId: returned, expectedVersion: 1, reason });
    const draft = there((await mall.do(DraftOfferDocument, listed({ title: '稿' }))).offer).id;
    const made = { published: await offer(mall), held: await offer(mall, wish), returned, paused, closed, draft };
    for (const [name, id] of Object.entries(made)) ids.set(name, parseId('offer', id));
    ids.set('need', parseId('need', await need(community)));
    ids.set('needed', parseId('need', there((await community.do(DraftNeedDocument, listed({ title: '稿' }))).need).id));
    const search = { name: '检索', looksFor: 'OFFERS' as const };
    const searchId = there((await mall.do(SaveSearchDocument, search)).savedSearch).id;
    const ended = there((await mall.do(SaveSearchDocument, search)).savedSearch).id;
    await mall.do(EndSearchDocument, { searchId: ended });
    ids.set('search', parseId('search', searchId));
    ids.set('ended', parseId('search', ended));
    for (const [name, actor] of Object.entries({ street, community, mall })) ids.set(name, there(actor.unit));
    ids.set('red', uuid);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs statements as the writer, `:name` standing for the id of that name, and takes them back; the rows of the last. */
  async function asWriter(...statements: readonly string[]): Promise<unknown[]> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      let rows: unknown[] = [];
      for (const statement of statements) {
        rows = await world.sql(statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`));
      }
      return rows;
    } finally {
      await world.sql('rollback');
    }
  }

  const set = (of: string, what: string): string => `update exchange.offer set ${what} where id = :${of} returning id`;
  const match = (of: string): string =>
    `insert into exchange.match (id, alliance_id, need_id, offer_id, supplier_unit_id, demander_unit_id, created_by_unit_id,
       origin, quantity, quantity_unit, state, created_at)
     values (gen_random_uuid(), :red, :need, :${of}, :mall, :community, :street, 'PROPOSAL', 1, '场', 'PROPOSED', '2026-11-21')`;
  const search = (place: number): string =>
    `insert into exchange.saved_search (id, unit_id, place, name, looks_for, seen_at, created_at)
     values (gen_random_uuid(), :mall, ${place}, 'x', 'NEEDS', '2026-11-21', '2026-11-21')`;

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    ['held words of an offer published', set('held', "state = 'PUBLISHED'"), /offer_held_when_flagged/],
    [
      'held words published by a verdict of nobody',
      set('held', "state = 'PUBLISHED', verdict = 'RELEASED'"),
      /offer_verdict_of_review/,
    ],
    [
      'returned words released by the verdict that returned them',
      set('returned', "state = 'PUBLISHED'"),
      /offer_held_when_flagged/,
    ],
    [
      'a draft published with words that were never screened twice',
      set('draft', 'wording = 2'),
      /offer_held_when_flagged/,
    ],
    ['published words changed', set('published', "title = 'x'"), /words change by a new writing/],
    ['two writings at once', set('published', "title = 'x', wording = 3"), /words change by a new writing/],
    ['a writing left out', set('published', 'wording = 3'), /counted and screened once/],
    ['a finding denied', set('held', 'is_flagged = false'), /counted and screened once|offer_held_when_flagged/],
    [
      'another category for what is published',
      set('published', "category = 'space.meeting'"),
      /settled when it is published/,
    ],
    [
      'another resource for what is published',
      set('paused', 'resource_id = gen_random_uuid()'),
      /settled when it is published/,
    ],
    ['another amount of what is closed', set('closed', 'quantity = 9'), /what is closed is not changed/],
    ['less than matches hold', set('published', 'quantity = 0'), /offer_quantity_check/],
    ['a pause for nobody known', set('published', "state = 'PAUSED'"), /offer_paused_for_some/],
    ['one that goes on for some only', set('paused', "state = 'PUBLISHED'"), /offer_paused_for_some/],
    ['an end at no time', set('published', "state = 'EXPIRED'"), /offer_closed_at_an_instant/],
    ['an end of what goes on', set('published', "closed_at = '2026-11-21'"), /offer_closed_at_an_instant/],
    [
      'a reason for what is not done',
      set('published', "state = 'WITHDRAWN', close_reason = 'x'"),
      /offer_close_reason_of_fulfilled/,
    ],
    [
      'answers after it is over',
      set('published', "ends_at = '2026-12-01', closes_at = '2026-12-02'"),
      /offer_closes_within_its_time/,
    ],
    ['a match from what is paused', match('paused'), /only a published offer is matched/],
    ['a match from a draft', match('draft'), /only a published offer is matched/],
    ['a finding taken away', 'delete from exchange.offer_finding', /permission denied/],
    ['a judgement changed', "update exchange.offer_review set reason = 'x'", /permission denied/],
    ['the 21st search of a unit', search(21), /saved_search_place_check/],
    ['a second search in the place of one', search(1), /saved_search_place/],
    [
      'a search looked back on',
      "update exchange.saved_search set seen_at = '2026-11-01' where id = :search",
      /never back/,
    ],
    [
      'a search that ended and goes on',
      'update exchange.saved_search set ended_at = null where id = :ended',
      /never back/,
    ],
  ];

  test.each(refused)('the database refuses %s', async (_what, statement, rule) => {
    await expect(asWriter(statement)).rejects.toThrow(rule);
  });

  test('the database lets through what the services do', async () => {
    expect(await asWriter(set('published', "title = 'x', wording = 2, quantity = 3"))).toHaveLength(1);
    expect(
      await asWriter(set('draft', "title = 'x', category = 'space.meeting', visibility = 'PUBLIC', shown_to = '{}'")),
    ).toHaveLength(1);
    const redrawn = await asWriter(
      set('draft', "shown_to = '{}', visibility = 'PUBLIC'"),
      'select from exchange.offer_audience where offer_id = :draft',
    );
    expect(redrawn).toEqual([]);
    expect(await asWriter(set('paused', "state = 'PUBLISHED', paused_for = null"))).toHaveLength(1);
    expect(await asWriter(set('published', "state = 'EXPIRED', closed_at = '2026-11-21'"))).toHaveLength(1);
    const needed =
      "update exchange.need set place_name = '一楼', place_masked = '一楼' where id = :needed returning id";
    expect(await asWriter(needed)).toHaveLength(1);
  });
}
