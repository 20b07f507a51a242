/** Alliances, charters and tracks as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';

export function allianceFence(): void {
  let world: World;
  let street: Actor;
  let alliance: string;

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    street = red.street;
    alliance = red.uuid;
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const DISSOLVED =
    "update directory.alliance set state = 'DISSOLVED', dissolved_at = '2026-11-21', dissolved_reason = 'x'";
  const charter = (number: number, day: string, hash = "encode(sha256(convert_to('x', 'UTF8')), 'hex')"): string =>
    `insert into directory.charter (id, alliance_id, number, text, adopted_on, hash, created_at)
   values (gen_random_uuid(), :alliance, ${number}, 'x', '${day}', ${hash}, '2026-11-21')`;
  const track = (code: string, colour: string): string =>
    `insert into directory.track (id, alliance_id, code, name, colour, rank, created_at)
   values (gen_random_uuid(), :alliance, '${code}', 'x', '${colour}', 1, '2026-11-21')`;

  const ROLES = 'update directory.alliance set role_revision = role_revision + 1';
  const role = (number: number, revision = 1, more = "'{LEAD}', 1, '2026-11-21'"): string =>
    `insert into directory.required_role (alliance_id, revision, number, name, unit_kinds, roles, minimum, set_at)
   values (:alliance, ${revision}, ${number}, 'x${number}', '{}', ${more})`;

  const as = (...statements: readonly string[]): Promise<unknown[]> =>
    asRole(
      world,
      'writer',
      { subject: { kind: 'PERSON', person: there(street.person) }, unit: street.unit },
      ...statements.map((statement) => [statement.replaceAll(':alliance', `'${alliance}'`)] as const),
    );

  const refused: readonly (readonly [what: string, statements: readonly string[], rule: RegExp])[] = [
    [
      'an alliance dissolved without a time',
      ["update directory.alliance set state = 'DISSOLVED'"],
      /dissolved_as_stated/,
    ],
    [
      'one that was dissolved, changed',
      [DISSOLVED, "update directory.alliance set name = 'x'"],
      /alliance_dissolved_stays/,
    ],
    [
      'the lead offered to who leads',
      ['update directory.alliance set lead_offered_to = lead_unit_id, lead_offered_at = created_at'],
      /to_another/,
    ],
    [
      'the lead offered since no instant',
      ['update directory.alliance set lead_offered_at = founded_on'],
      /offered_since/,
    ],
    ['a kind that is no word', ["update directory.alliance set kind = 'nothing'"], /alliance_kind_fkey/],
    ['a charter with the hash of another', [charter(1, '2026-01-01', "repeat('0', 64)")], /charter_hash_of_its_text/],
    ['a charter out of order', [charter(2, '2026-01-01')], /charter_in_order/],
    ['a charter before the last', [charter(1, '2026-02-01'), charter(2, '2026-01-01')], /charter_in_order/],
    ['a charter changed', ["update directory.charter set text = 'y'"], /permission denied/],
    ['a charter deleted', ['delete from directory.charter'], /permission denied/],
    ['a track of no colour', [track('red', 'red')], /track_colour_check/],
    ['two tracks of one code', [track('red', '#D7000F'), track('red', '#D7000F')], /track_alliance_id_code_key/],
    [
      'a track of another code',
      [track('red', '#D7000F'), "update directory.track set code = 'blue'"],
      /permission denied/,
    ],
  ];

  const refusedRoles: typeof refused = [
    ['a required role of a revision that is not in force', [role(1)], /required_role_in_order/],
    ['one of a revision before', [ROLES, role(1), ROLES, role(2)], /required_role_in_order/],
    [
      'one added to those that another act set',
      [ROLES, role(1), role(2, 1, "'{LEAD}', 1, '2026-11-22'")],
      /required_role_in_order/,
    ],
    ['a role that there is not', [ROLES, role(1, 1, "'{KING}', 1, '2026-11-21'")], /required_role_roles_check/],
    ['none at least', [ROLES, role(1, 1, "'{LEAD}', 0, '2026-11-21'")], /required_role_minimum_check/],
    ['a required role changed', ['update directory.required_role set minimum = 1'], /permission denied/],
    ['a required role deleted', ['delete from directory.required_role'], /permission denied/],
    ['revisions left out', ['update directory.alliance set role_revision = 2'], /alliance_role_revision_counted/],
  ];

  describe('the writer is refused', () => {
    test.each([...refused, ...refusedRoles])('%s', async (_, statements, rule) => {
      const error = await as(...statements).catch((caught: unknown) => caught as Error & { constraint?: string });
      const { message, constraint } = error as Error & { constraint?: string };
      expect(`${message} ${String(constraint)}`).toMatch(rule);
    });
  });

  test('what acts do passes the same fence', async () => {
    const roles = [ROLES, role(1), role(2), ROLES, role(1, 2)];
    const done = [...roles, charter(1, '2026-01-01'), charter(2, '2026-01-01'), track('red', '#D7000F'), DISSOLVED];
    expect(await as(...done, 'select from directory.charter')).toHaveLength(2);
  });
}
