/** Governing bodies and seats as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';
import { established, seated } from '../../scenarios/alliances/body-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';

export function bodyFence(): void {
  let world: World;
  let street: Actor;
  let names: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    street = red.street;
    const top = await established(street, red.id, '甲');
    const low = await established(street, red.id, '乙', { parentId: top.id });
    const seat = await seated(street, top.id, red.mall.unitId, { until: '2027-01-01' });
    names = {
      alliance: red.uuid,
      mall: there(red.mall.unit),
      stranger: await world.people.unit('外人'),
      top: parseId('body', top.id),
      low: parseId('body', low.id),
      seat: parseId('seat', seat.id),
    };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const body = (name: string, more = "null, 'STANDING', null, null", kind = 'body.group'): string =>
    `insert into directory.governing_body (id, alliance_id, kind, name, established_on, created_at, parent_id, state, disbanded_on, reason)
   values (gen_random_uuid(), :alliance, '${kind}', '${name}', '2026-01-01', '2026-11-21', ${more})`;
  const seat = (unit: string, of = ':low', since = '2026-01-01', until = 'null'): string =>
    `insert into directory.seat (id, body_id, unit_id, title, post_title, since, until, created_at)
   values (gen_random_uuid(), ${of}, ${unit}, '兼职委员', '党支部书记', '${since}', ${until}, '2026-11-21')`;
  const DISBANDED =
    "update directory.governing_body set state = 'DISBANDED', disbanded_on = '2026-11-21', reason = 'x' where id = :low";
  const END = "update directory.seat set until = '2026-11-21', ended_at = '2026-11-21', reason = 'x' where id = :seat";

  const as = (...statements: readonly string[]): Promise<unknown[]> =>
    asRole(
      world,
      'writer',
      { subject: { kind: 'PERSON', person: there(street.person) }, unit: street.unit },
      ...statements.map(
        (text) => [text.replace(/:([a-z]+)\b/g, (_, name: string) => `'${there(names[name])}'`)] as const,
      ),
    );

  const refused: readonly (readonly [what: string, statements: readonly string[], rule: RegExp])[] = [
    ['a kind that is no word', [body('丙', "null, 'STANDING', null, null", 'nothing')], /governing_body_kind_fkey/],
    ['two of a name', [body('甲')], /governing_body_name/],
    ['one that is disbanded without a day', [body('丙', "null, 'DISBANDED', null, null")], /disbanded_as_stated/],
    ['a day without being disbanded', [body('丙', "null, 'STANDING', '2026-11-21', 'x'")], /disbanded_as_stated/],
    [
      'one that is disbanded before it was established',
      [body('丙', "null, 'DISBANDED', '2025-12-31', 'x'")],
      /disbanded_after_it_began/,
    ],
    ['a body under itself', ['update directory.governing_body set parent_id = id where id = :top'], /is_a_tree/],
    ['a ring', ['update directory.governing_body set parent_id = :low where id = :top'], /is_a_tree/],
    [
      'one that was disbanded, changed',
      [DISBANDED, "update directory.governing_body set name = 'x' where id = :low"],
      /disbanded_stays/,
    ],
    [
      'a body of another alliance',
      ['update directory.governing_body set alliance_id = alliance_id'],
      /permission denied/,
    ],
    ['a body deleted', ['delete from directory.governing_body'], /permission denied/],
    ['a seat of who is no member', [seat(':stranger')], /seat_of_a_member/],
    ['a seat in a body that stands no more', [DISBANDED, seat(':mall')], /seat_of_a_member/],
    ['a seat that ends before it begins', [seat(':mall', ':low', '2026-01-01', "'2025-12-31'")], /ends_after_it_began/],
    ['one seat held twice', [seat(':mall', ':top', '2026-12-31')], /seat_held_once/],
    ['a seat that ended for no reason', [END.replace("'x'", 'null')], /seat_ended_as_stated/],
    ['a term that is prolonged', ["update directory.seat set until = '2027-01-02' where id = :seat"], /only_shortened/],
    ['a term that has no end any more', ['update directory.seat set until = null where id = :seat'], /only_shortened/],
    ['a seat that ends twice', [END, END.replace("until = '2026-11-21'", "until = '2026-11-20'")], /only_shortened/],
    ['a seat of another unit', ['update directory.seat set unit_id = :stranger'], /permission denied/],
    ['a seat deleted', ['delete from directory.seat'], /permission denied/],
  ];

  describe('the writer is refused', () => {
    test.each(refused)('%s', async (_, statements, rule) => {
      const error = await as(...statements).catch((caught: unknown) => caught as Error & { constraint?: string });
      const { message, constraint } = error as Error & { constraint?: string };
      expect(`${message} ${String(constraint)}`).toMatch(rule);
    });
  });

  test('what acts do passes the same fence', async () => {
    const done = [
      body('丙', ":low, 'STANDING', null, null"),
      seat(':mall'),
      seat(':mall', ':top', '2027-01-01'),
      END,
      DISBANDED,
    ];
    expect(await as(...done, 'select from directory.seat')).toHaveLength(3);
  });
}
