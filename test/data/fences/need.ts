/** Words that are held up, as the writer meets them behind the back of every service: the database lets none of them out. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ReleaseNeedDocument, ReturnNeedDocument } from '../../generated/operations.ts';
import { need, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function needFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'community', 'mall');
    const wish = { title: '收音机，请打13812345678' };
    const made = {
      held: await need(red.community, wish),
      returned: await need(red.community, wish),
      released: await need(red.community, wish),
      published: await need(red.community, { title: '收音机' }),
      private: await need(red.community, { ...wish, visibility: 'UNIT' }),
    };
    const reason = '理由';
    await red.street.do(ReturnNeedDocument, { needId: made.returned, expectedVersion: 1, reason });
    await red.street.do(ReleaseNeedDocument, { needId: made.released, expectedVersion: 1, reason });
    for (const [name, id] of Object.entries(made)) ids.set(name, parseId('need', id));
    for (const name of ['street', 'community', 'mall'] as const) ids.set(name, there(red[name].unit));
    ids.set('red', red.uuid);
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

  const review = (need: string, unit: string, verdict: string, wording = 1): string =>
    `insert into exchange.need_review (need_id, wording, verdict, owner_unit_id, unit_id, alliance_id, reason, reviewed_at)
   values (:${need}, ${wording}, '${verdict}', :community, :${unit}, :red, '理由', '2026-11-21')`;
  const DENIED = /permission denied/;

  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    [
      'held words published without a verdict',
      `update exchange.need set state = 'PUBLISHED' where id = :held`,
      /need_held_when_flagged/,
    ],
    [
      'held words published with a verdict of nobody',
      `update exchange.need set state = 'PUBLISHED', verdict = 'RELEASED' where id = :held`,
      /need_verdict_of_review/,
    ],
    ['words judged by their own unit', review('held', 'community', 'RELEASED'), /need_reviewed_by_another_unit/],
    [
      'words returned that nobody judged',
      `update exchange.need set state = 'RETURNED', verdict = 'RETURNED' where id = :held`,
      /need_verdict_of_review/,
    ],
    [
      'words returned without a reason',
      `insert into exchange.need_review (need_id, wording, verdict, owner_unit_id, unit_id, alliance_id, reason, reviewed_at)
     values (:held, 1, 'RETURNED', :community, :street, :red, '', '2026-11-21')`,
      /need_review_reason_check/,
    ],
    [
      'new words under the verdict of old ones',
      `update exchange.need set title = 'x', wording = 2, state = 'IN_REVIEW' where id = :returned`,
      /need_held_when_flagged/,
    ],
    [
      'returned words released by the verdict that returned them',
      `update exchange.need set state = 'PUBLISHED' where id = :returned`,
      /need_held_when_flagged/,
    ],
    ['words judged twice', review('released', 'street', 'RETURNED'), /need_review_pkey/],
    [
      'a judgement of a unit that has no such need',
      review('held', 'mall', 'RELEASED').replace(':community', ':street'),
      /need_review_need_id_owner_unit_id_fkey/,
    ],
    ['a judgement changed', `update exchange.need_review set reason = 'x'`, DENIED],
    ['a finding taken away', `delete from exchange.need_finding`, DENIED],
    ['a finding changed', `update exchange.need_finding set excerpt = 'x'`, DENIED],
    ...['title', 'description', 'place_name', 'place_masked'].map(
      (column) =>
        [
          `published words changed: ${column}`,
          `update exchange.need set ${column} = 'x' where id = :published`,
          /words change by a new writing of them/,
        ] as const,
    ),
    [
      'another circle for a need that is handed in',
      `update exchange.need set visibility = 'UNIT' where id = :held`,
      /what a listing is about is settled when it is published/,
    ],
    [
      'a match of held words',
      `insert into exchange.match (id, alliance_id, need_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin,
       quantity, quantity_unit, state, created_at)
     values (gen_random_uuid(), :red, :held, :mall, :community, :mall, 'PROPOSAL', 1, '场', 'PROPOSED', '2026-11-21')`,
      /only a published need is matched/,
    ],
  ];

  test.each(refused)('the database refuses %s', async (_what, statement, rule) => {
    await expect(asWriter(statement)).rejects.toThrow(rule);
  });

  test('the database lets through what the services do', async () => {
    const is = (verdict: string, state: string): string =>
      `update exchange.need set state = '${state}', verdict = '${verdict}' where id = :held returning id`;
    expect(await asWriter(review('held', 'street', 'RELEASED'), is('RELEASED', 'PUBLISHED'))).toHaveLength(1);
    expect(await asWriter(review('held', 'street', 'RETURNED'), is('RETURNED', 'RETURNED'))).toHaveLength(1);
    const revised = `update exchange.need set title = 'x', wording = 2, state = 'PUBLISHED', is_flagged = false, verdict = null
    where id in (:held, :returned) returning id`;
    expect(await asWriter(revised)).toHaveLength(2);
  });
}
