/** Identifiers of units as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { RemoveUnitIdentifierDocument } from '../../generated/operations.ts';
import { added, codeOf, judging } from '../../scenarios/units/identifying.ts';
import { administratorOf } from '../../scenarios/people/posting.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function identifierFence(): void {
  let world: World;
  let mall: Actor;
  let street: Actor;
  let ids: Record<string, string>;

  const DENIED = /permission denied/;
  const POLICY = /row-level security/;
  const NOW = "'2026-11-21T09:00:00+08:00'";

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    street = red.street;
    mall = await administratorOf(world, red.mall);
    const open = await added(mall, codeOf('91', 1));
    const trader = await added(mall, codeOf('92', 1));
    const removed = await added(mall, codeOf('91', 2));
    await mall.do(RemoveUnitIdentifierDocument, { ...judging(removed), reason: '换发' });
    const uuid = (id: string) => parseId('identifier', id);
    ids = { open: uuid(open.id), trader: uuid(trader.id), removed: uuid(removed.id) };
    ids = { ...ids, mall: there(mall.unit), street: there(street.unit) };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement under the role, for the unit of the actor, `:name` standing for an id, and takes it back. */
  async function as(role: 'writer' | 'guarded' | 'reader', who: Actor, statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`);
    return asRole(world, role, { subject: { kind: 'PERSON', person: there(who.person) }, unit: who.unit }, [text]);
  }

  const insert = (values: string): string =>
    `insert into directory.unit_identifier (id, unit_id, scheme, value, is_personal, state, reason, judged_by_unit, judged_at,
     entered, added_at) values (gen_random_uuid(), ${values}, 'x', ${NOW})`;
  const update = (which: string, set: string): string =>
    `update directory.unit_identifier set ${set} where id = :${which}`;

  const refused: readonly (readonly [what: string, who: () => Actor, statement: string, rule: RegExp])[] = [
    [
      'a number in force twice',
      () => mall,
      insert(`:mall, 'USCC', '${codeOf('91', 1)}', false, 'UNVERIFIED', null, null, null`),
      /unit_identifier_in_force/,
    ],
    [
      'a number of another unit',
      () => street,
      insert(`:mall, 'OTHER', 'A1', false, 'UNVERIFIED', null, null, null`),
      POLICY,
    ],
    [
      'a code of a sole trader that says it is nobody’s',
      () => mall,
      insert(`:mall, 'USCC', '${codeOf('92', 9)}', false, 'UNVERIFIED', null, null, null`),
      /identifier_of_one_person/,
    ],
    [
      'a code that has not the form of one',
      () => mall,
      insert(`:mall, 'USCC', '91350100M000100I43', false, 'UNVERIFIED', null, null, null`),
      /identifier_uscc_form/,
    ],
    [
      'a number that is born verified',
      () => mall,
      insert(`:mall, 'OTHER', 'A1', false, 'VERIFIED', null, :street, ${NOW}`),
      POLICY,
    ],
    [
      'a code that its own unit lets stand',
      () => mall,
      insert(`:mall, 'USCC', '${codeOf('91', 9)}', false, 'OVERRIDDEN', 'x', :mall, ${NOW}`),
      /identifier_judged_by_another/,
    ],
    [
      'a code that stands without a reason',
      () => street,
      insert(`:mall, 'USCC', '${codeOf('91', 9)}', false, 'OVERRIDDEN', null, :street, ${NOW}`),
      /identifier_overridden_for_a_reason/,
    ],
    [
      'a number that its own unit verifies',
      () => mall,
      update('open', `state = 'VERIFIED', judged_by_unit = :mall, judged_at = ${NOW}`),
      /identifier_judged_by_another/,
    ],
    [
      'a number verified in the name of another unit',
      () => mall,
      update('open', `state = 'VERIFIED', judged_by_unit = :street, judged_at = ${NOW}`),
      POLICY,
    ],
    ['a number verified by nobody', () => street, update('open', "state = 'VERIFIED'"), POLICY],
    [
      'a number removed by another unit',
      () => street,
      update('open', `state = 'REMOVED', reason = 'x', removed_at = ${NOW}`),
      POLICY,
    ],
    [
      'a number removed without a reason',
      () => mall,
      update('open', `state = 'REMOVED', removed_at = ${NOW}`),
      /identifier_removed/,
    ],
    [
      'what points to a person kept as removed',
      () => mall,
      update('trader', `state = 'REMOVED', reason = 'x', removed_at = ${NOW}`),
      /identifier_of_a_person_erased/,
    ],
    [
      'what was removed, come again',
      () => street,
      update('removed', `state = 'VERIFIED', removed_at = null, judged_by_unit = :street, judged_at = ${NOW}`),
      /stays so/,
    ],
    ['another number', () => mall, update('open', "value = 'A1'"), DENIED],
    ['another unit', () => mall, update('open', 'unit_id = :street'), DENIED],
    ['a number deleted', () => mall, 'delete from directory.unit_identifier where id = :trader', DENIED],
  ];

  describe('the database does not take', () => {
    test.each(refused)('%s', async (_what, who, statement, rule) => {
      await expect(as('writer', who(), statement)).rejects.toThrow(rule);
    });
  });

  test('the code of a sole trader is not in the light lane, nor for others in the guarded one', async () => {
    const personal = 'select from directory.unit_identifier where is_personal';
    expect(await as('reader', mall, personal)).toEqual([]);
    expect(await as('guarded', street, personal)).toEqual([]);
    expect(await as('guarded', mall, personal)).toHaveLength(1);
    expect(await as('reader', street, 'select from directory.unit_identifier')).toHaveLength(2);
  });

  test('only what points to a person is erased, and by its own unit', async () => {
    const erased = (which: string) => `select directory.erase_identifier(:${which}) as erased`;
    expect(await as('writer', street, erased('trader'))).toEqual([{ erased: false }]);
    expect(await as('writer', mall, erased('open'))).toEqual([{ erased: false }]);
    expect(await as('writer', mall, erased('trader'))).toEqual([{ erased: true }]);
  });
}
