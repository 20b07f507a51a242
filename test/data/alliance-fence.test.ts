/** Alliances, charters and tracks as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asRole } from '../support/as-role.ts';
import { createWorld, type World } from '../support/world.ts';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';

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
  ['the lead offered to who leads', ['update directory.alliance set lead_offered_to = lead_unit_id'], /to_another/],
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

describe('the writer is refused', () => {
  test.each(refused)('%s', async (_, statements, rule) => {
    const error = await as(...statements).catch((caught: unknown) => caught as Error & { constraint?: string });
    const { message, constraint } = error as Error & { constraint?: string };
    expect(`${message} ${String(constraint)}`).toMatch(rule);
  });
});

test('what acts do passes the same fence', async () => {
  const done = [charter(1, '2026-01-01'), charter(2, '2026-01-01'), track('red', '#D7000F'), DISSOLVED];
  expect(await as(...done, 'select from directory.charter')).toHaveLength(2);
});
