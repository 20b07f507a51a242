/** Programmes and their versions as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';
import { started } from '../../scenarios/alliances/programme-steps.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';

export function programmeFence(): void {
  let world: World;
  let street: Actor;
  let names: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await createWorld();
    street = await someUnit(world, '街道', 'GOVERNMENT');
    const red = await world.alliance('五色', 'lead');
    const { id } = await started(street, '亲邻党建');
    names = { street: there(street.unit), alliance: red.uuid, programme: parseId('programme', id) };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const programme = (
    name: string,
    owner = ':street, null',
    parent = 'null',
    ending = "'RUNNING', null, null",
  ): string =>
    `insert into directory.programme (id, name, started_on, created_at, unit_id, alliance_id, parent_id, state, ended_on, reason)
   values (gen_random_uuid(), '${name}', '2020-01-01', '2026-11-21', ${owner}, ${parent}, ${ending})`;
  const version = (number: number, label: string, from = '2021-01-01'): string =>
    `insert into directory.programme_version (id, programme_id, number, label, description, in_force_from, created_at)
   values (gen_random_uuid(), :programme, ${number}, '${label}', 'x', '${from}', '2026-11-21')`;
  const track = (owner: string): string =>
    `insert into directory.track (id, alliance_id, programme_id, code, name, colour, rank, created_at)
   values (gen_random_uuid(), ${owner}, 'red', 'x', '#D7000F', 1, '2026-11-21')`;
  const END =
    "update directory.programme set state = 'ENDED', ended_on = '2026-11-21', reason = 'x' where id = :programme";

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
    ['a programme of nobody', [programme('甲', 'null, null')], /programme_of_one_owner/],
    ['a programme of two', [programme('甲', ':street, :alliance')], /programme_of_one_owner/],
    ['two of a name that run', [programme('亲邻党建')], /programme_name/],
    ['a part of what is of another', [programme('甲', 'null, :alliance', ':programme')], /under_one_of_its_owner/],
    ['a part of what has ended', [END, programme('甲', ':street, null', ':programme')], /under_one_of_its_owner/],
    [
      'one that ended without a day',
      [programme('甲', ':street, null', 'null', "'ENDED', null, null")],
      /ended_as_stated/,
    ],
    [
      'one that ended before it began',
      [programme('甲', ':street, null', 'null', "'ENDED', '2019-12-31', 'x'")],
      /ended_after_it_began/,
    ],
    [
      'one that ended, going on',
      [END, "update directory.programme set reason = 'y' where id = :programme"],
      /ended_stays/,
    ],
    ['a programme put under another', ['update directory.programme set parent_id = null'], /permission denied/],
    ['a programme deleted', ['delete from directory.programme'], /permission denied/],
    ['a version out of order', [version(3, '3.0')], /programme_version_in_order/],
    ['a version before the last', [version(2, '2.0', '2016-12-31')], /programme_version_in_order/],
    ['two versions of a label', [version(2, '1.0')], /programme_version_programme_id_label_key/],
    ['a version changed', ["update directory.programme_version set label = 'x'"], /permission denied/],
    ['a track of nobody', [track('null, null')], /track_of_one_owner/],
    ['a track of two', [track(':alliance, :programme')], /track_of_one_owner/],
    ['two tracks of one code', [track('null, :programme'), track('null, :programme')], /track_programme_id_code_key/],
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
      ...[programme('甲', 'null, :alliance'), programme('乙', ':street, null', ':programme')],
      ...[version(2, '2.0'), version(3, '3.0'), track('null, :programme'), END],
    ];
    expect(await as(...done, 'select from directory.programme')).toHaveLength(3);
  });
}
