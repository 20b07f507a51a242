/** Places and their hours as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../src/app/calendar.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { renewOpenings } from '../../../src/modules/directory/index.ts';
import { loadAreas } from '../../../src/app/areas.ts';
import { AddExceptionalDaysDocument, RemoveExceptionalDaysDocument } from '../../generated/operations.ts';
import { at, office, openBy, site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function placeFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    await loadAreas(world.database);
    await loadCalendar(world.database, world.clock.now());
    const placeId = await site(street, { location: at(121.24, 30.17) });
    await openBy(street, placeId, office);
    const days = { placeId, hours: [], reason: '检修' };
    await street.do(AddExceptionalDaysDocument, { ...days, firstDay: '2026-12-01', lastDay: '2026-12-03' });
    await street.do(AddExceptionalDaysDocument, { ...days, firstDay: '2026-12-05', lastDay: '2026-12-05' });
    await street.do(RemoveExceptionalDaysDocument, { placeId, day: '2026-12-05' });
    ids.set('place', parseId('place', placeId));
    ids.set(
      'home',
      parseId('place', await site(street, { kind: 'place.home', isPublic: false, location: at(121.24, 30.17) })),
    );
    ids.set('inner', parseId('place', await site(street, { parentId: placeId })));
    ids.set('unit', there(street.unit));
    ids.set('new', '00000000-0000-7000-8000-000000000001');
  });

  afterAll(() => world[Symbol.asyncDispose]());

  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      return await world.sql(text);
    } finally {
      await world.sql('rollback');
    }
  }

  const made = (about: Record<string, string>): string => {
    const row: Record<string, string> = {
      ...{ id: ':new', owner_unit_id: ':unit', name: `'某'`, kind: `'place.station'`, status: `'IN_USE'` },
      ...{
        status_since: `'2026-11-21T01:00:00Z'`,
        is_public: 'true',
        created_at: `'2026-11-21T01:00:00Z'`,
        changed_at: `'2026-11-21T01:00:00Z'`,
        ...about,
      },
    };
    return `insert into directory.place (${Object.keys(row).join()}) values (${Object.values(row).join()})`;
  };

  describe('the writer makes no place', () => {
    test.each([
      ['without a name', made({ name: `''` }), /place_name/],
      ['of a kind that no vocabulary has', made({ kind: `'place.palace'` }), /of a kind of places/],
      ['of a kind that is a category', made({ kind: `'space.hall'` }), /of a kind of places/],
      ['that is called by a door', made({ masked_name: `'某花园3幢'`, name: `'某花园3幢'` }), /place_name_masked/],
      ['that is called otherwise', made({ masked_name: `'某花园'` }), /place_name_masked/],
      ['that is told by another name', made({ shown_name: `'某'` }), /permission denied|non-DEFAULT/],
      ['in no status', made({ status: `'OPEN'` }), /place_status/],
      ['of a level that there is not', made({ level: `'STREET'` }), /place_level/],
      ['closed for no reason', made({ status: `'CLOSED'` }), /place_stopped_for_a_reason/],
      ['in itself', made({ parent_id: ':new' }), /belongs neither/],
      [
        'in one that lies in it',
        'update directory.place set parent_id = :inner where id = :place',
        /place_in_no_ring|belongs neither/,
      ],
      ['with half a point', made({ given_longitude: '121' }), /place_given_whole/],
      [
        'off the earth',
        made({ given_longitude: '181', given_latitude: '30', given_crs: `'WGS84'` }),
        /place_longitude/,
      ],
      [
        'in a reference system of its own',
        made({ given_longitude: '1', given_latitude: '3', given_crs: `'X'` }),
        /place_crs/,
      ],
      ['of no floor', made({ floor_area: '0' }), /place_floor_area/],
      ['with services that are no categories', made({ services: `'{place.station}'` }), /a service is a category/],
      ['with services that are none', made({ services: `'{NULL}'` }), /a service is a category|place_services/],
      ['by hours that nobody told', made({ hours_edition: '1' }), /place_hours_told/],
      ['elsewhere than where it is', made({ shown_at: `'(1,2)'` }), /permission denied/],
      ['that is another unit’s from then on', 'update directory.place set owner_unit_id = :unit', /permission denied/],
      [
        'that is told nearer than it is',
        `update directory.place set shown_at = '(1,2)' where id = :home`,
        /permission denied/,
      ],
      ['with another history', "update directory.place_status set status = 'IN_USE'", /permission denied/],
      ['that is gone', 'delete from directory.place where id = :place', /permission denied/],
    ])('%s', async (_what, statement, refused) => {
      await expect(asWriter(statement)).rejects.toThrow(refused);
    });

    test('but one that fits, and what everybody is told of where it is follows', async () => {
      const point = { given_longitude: '121.2467', given_latitude: '30.1765', given_crs: `'WGS84'` };
      expect(
        await asWriter(`${made({ ...point, is_public: 'false' })} returning shown_at::text as at, longitude`),
      ).toEqual([{ at: '(121.245,30.175)', longitude: 121.2467 }]);
    });
  });

  const window = (about: Record<string, string>): string => {
    const row: Record<string, string> = {
      ...{
        place_id: ':place',
        edition: '1',
        no: '7',
        rrule: `'FREQ=DAILY'`,
        opens: `'08:00'`,
        closes: `'24:00'`,
        ...about,
      },
    };
    return `insert into directory.place_window (${Object.keys(row).join()}) values (${Object.values(row).join()})`;
  };

  const exception = (about: Record<string, string>): string => {
    const row: Record<string, string> = {
      ...{ place_id: ':place', no: '9', days: `'[2026-12-20,2026-12-21)'`, opens: `'{}'`, closes: `'{}'` },
      ...{ reason: `'检修'`, told_at: `'2026-11-21T01:00:00Z'`, ...about },
    };
    return `insert into directory.place_exception (${Object.keys(row).join()}) values (${Object.values(row).join()})`;
  };

  describe('the writer tells no hours', () => {
    test.each([
      ['by a rule of hours', window({ rrule: `'FREQ=HOURLY'` }), /place_window_rrule/],
      ['that begin at no time of day', window({ opens: `'24:00'` }), /place_window_opens/],
      ['that end at no time of day', window({ closes: `'25:00'` }), /place_window_closes/],
      ['of half a season', window({ season_from: `'05-01'` }), /place_window_season/],
      ['of a season in no month', window({ season_from: `'13-01'`, season_to: `'05-01'` }), /place_window_season_from/],
      [
        'of a season on a day that there is not',
        window({ season_from: `'02-31'`, season_to: `'05-01'` }),
        /place_window_season_days/,
      ],
      [
        'that end before they begin',
        window({ first_day: `'2026-12-02'`, last_day: `'2026-12-01'` }),
        /place_window_days/,
      ],
      ['of an edition that nobody told', window({ edition: '9' }), /foreign key/],
      ['anew in an old edition', "update directory.place_hours set on_holidays = 'AS_USUAL'", /permission denied/],
      ['at other times in an old edition', "update directory.place_window set opens = '09:00'", /permission denied/],
      [
        'on days that are exceptional already',
        exception({ days: `'[2026-12-03,2026-12-04)'` }),
        /place_exception_once/,
      ],
      ['on no days', exception({ days: `'empty'` }), /place_exception_days/],
      ['on days without an end', exception({ days: `'[2026-12-20,)'` }), /place_exception_days/],
      ['on days for no reason', exception({ reason: `''` }), /place_exception_reason/],
      ['that begin and do not end', exception({ opens: `'{08:00}'` }), /place_exception_hours/],
      [
        'of exceptional days at no time of day',
        exception({ opens: `'{8}'`, closes: `'{09:00}'` }),
        /place_exception_hours/,
      ],
      ['with a gap in them', exception({ opens: `'{NULL}'`, closes: `'{09:00}'` }), /place_exception_hours/],
      [
        'that were taken back',
        "update directory.place_exception set taken_back_at = null where days @> '2026-12-05'::date",
        /stays_taken_back|taken back are told anew/,
      ],
      ['for another reason', "update directory.place_exception set reason = '无'", /permission denied/],
      ['that are gone', 'delete from directory.place_exception', /permission denied/],
      [
        'of which more is said than is known',
        "update directory.place_opening set open = '{[2030-01-01,2030-01-02)}' where place_id = :place",
        /place_opening_within/,
      ],
      [
        'that are looked for elsewhere',
        'insert into directory.place_open_slot values (1, :place)',
        /permission denied/,
      ],
      [
        'on holidays of its own',
        "insert into directory.statutory_day values ('2026-12-24', 2026, 'HOLIDAY', '某')",
        /permission denied/,
      ],
    ])('%s', async (_what, statement, refused) => {
      await expect(asWriter(statement)).rejects.toThrow(refused);
    });
  });

  test('the hours in which a place is looked for follow its openings', async () => {
    const slots = () =>
      world.sql<{ slots: number[] }>(
        'select array_agg(slot order by slot) as slots from directory.place_open_slot where place_id = $1 and slot < 0',
        [there(ids.get('place'))],
      );
    // Monday 08:00 to 17:00 is 24 - 192 + 8 and so on.
    const day = (weekday: number) => Array.from({ length: 9 }, (_, i) => weekday * 24 - 192 + 8 + i);
    expect((await slots())[0]?.slots).toEqual([1, 2, 3, 4, 5].flatMap(day));
    await world.sql("update directory.place_opening set open = '{[2026-11-22T10:30:00+08,2026-11-22T12:00:00+08)}'");
    expect((await slots())[0]?.slots).toEqual([-14, -13]);
  });

  test('the writer computes openings anew', async () => {
    using clock = world.clock.held();
    clock.pass({ days: 1 });
    await world.sql('update directory.place_opening set calendar = 0');
    await world.sql('set role qinlin_writer');
    try {
      const query = async (text: string, values: unknown[] = []) => ({ rows: await world.sql(text, values) });
      expect(await renewOpenings({ query }, world.clock.now())).toBe(1);
    } finally {
      await world.sql('reset role');
    }
  });

  test('what is open at an instant is found by an index, and no place is asked that never is open at that hour', async () => {
    await world.sql('begin');
    try {
      // So few places are sorted sooner than they are gone through.
      await world.sql('set local enable_seqscan = off');
      await world.sql('set local enable_bitmapscan = off');
      await world.sql('set local enable_sort = off');
      await world.sql('set local enable_incremental_sort = off');
      const plan = await world.sql(
        `explain select p.id from directory.place p where p.id in (select s.place_id from directory.place_open_slot s
         where s.slot = directory.open_slot('2026-11-23T10:00:00+08')) and directory.is_open(p.id, '2026-11-23T10:00:00+08')
       order by p.id desc limit 21`,
      );
      expect(JSON.stringify(plan)).toMatch(/Index Only Scan Backward using place_open_slot_pkey/);
      expect(JSON.stringify(plan)).not.toContain('Sort');
    } finally {
      await world.sql('rollback');
    }
  });
}
