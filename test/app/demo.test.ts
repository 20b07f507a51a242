/** The demonstration: as large as it says, true to life, and there once however often its telling was broken off. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { prepareDemo } from '../../src/app/demo/demo.ts';
import { demoAlliances } from '../../src/app/demo/alliances.ts';
import { loadDemo } from '../../src/app/demo/load.ts';
import { planMatches } from '../../src/app/demo/plan.ts';
import { supplyAndDemand } from '../../src/app/demo/rows.ts';
import { tellStory } from '../../src/app/demo/story.ts';
import type { Application } from '../../src/app/application.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld({ isEmpty: true });
  await prepareDemo(world.database, world.exchange, world.clock);
});

afterAll(() => world[Symbol.asyncDispose]());

/** What happened, table by table and state by state. */
const TOLD = `
  select 'match ' || state as what, count(*)::integer as n from exchange.match group by 1
  union all select 'agreement ' || state, count(*) from exchange.agreement group by 1
  union all select 'signature', count(*) from exchange.signature
  union all select 'commitment ' || state, count(*) from exchange.commitment group by 1
  union all select 'booking ' || state, count(*) from exchange.booking group by 1
  union all select 'event', count(*) from exchange.event
  union all select 'answer ' || answer, count(*) from exchange.event_answer group by 1
  union all select 'membership ' || state, count(*) from directory.membership group by 1
  union all select 'need ' || state, count(*) from exchange.need group by 1
  union all select 'project', count(*) from projects.project
  union all select 'partner', count(*) from projects.partner
  union all select 'contribution', count(*) from projects.contribution
  union all select 'contribution answer', count(*) from projects.contribution_answer
  union all select 'area ' || level, count(*) from directory.area group by 1
  union all select 'place', count(*) from directory.place
  union all select 'track', count(*) from directory.track
  union all select 'seat', count(*) from directory.seat
  union all select 'programme', count(*) from directory.programme
  union all select 'relation ' || state, count(*) from directory.relation group by 1
  union all select 'person relation ' || state, count(*) from directory.person_relation group by 1
  union all select 'movement ' || kind, count(*) from exchange.stock_movement group by 1
  union all select 'handed out', count(*) from exchange.hand_out
  union all select 'availability', count(*) from exchange.availability
  union all select 'whole period', count(*) from exchange.booking where slot_id is null
  union all select 'redemption ' || state, count(*) from exchange.benefit_redemption group by 1
  union all select 'proof ' || kind, count(*) from exchange.benefit_proof group by 1
  union all select 'funder ' || (agreed_at is not null), count(*) from exchange.benefit_funder group by 1
  union all select 'enrolment ' || method || ' ' || state, count(*) from exchange.enrolment group by 1
  union all select 'application ' || state, count(*) from exchange.enrolment_application group by 1
  union all select 'menu item', count(*) from exchange.menu_item
  union all select 'judged order', count(*) from exchange.order_judgement
  union all select 'claim ' || state, count(*) from exchange.wish_claim group by 1
  union all select 'search', count(*) from exchange.saved_search
  union all select 'household', count(*) from directory.household
  union all select 'visit', count(*) from directory.visit
  union all select 'beneficiary', count(*) from exchange.beneficiary
  union all select 'consent', count(*) from access.consent
  union all select 'audit', count(*) from data.audit
  union all select 'fact', count(*) from data.outbox`;

async function told(of: World): Promise<Record<string, number>> {
  const rows = await of.sql<{ what: string; n: number }>(TOLD);
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]));
}

/** Statements that tell of rows which cannot be; there are none. */
async function expectNone(statement: string): Promise<void> {
  expect(await world.sql(statement)).toEqual([]);
}

const inChina = (column: string): string => `${column} at time zone 'Asia/Shanghai'`;

test('it is as large as it says, and nothing is without an example', async () => {
  const [counts] = await world.sql<Record<string, string>>(`select
    (select count(*) from directory.alliance) as alliances, (select count(*) from directory.unit) as units,
    (select count(*) from exchange.resource) as resources, (select count(*) from exchange.offer) as offers,
    (select count(*) from exchange.need) as needs, (select count(*) from projects.project) as projects`);
  const least = { alliances: 4, units: 40, resources: 150, offers: 300, needs: 200, projects: 3 };
  for (const [what, n] of Object.entries(least)) expect(Number(counts?.[what])).toBeGreaterThanOrEqual(n);
  const examples = ['match PROPOSED', 'match ACCEPTED_BY_ONE', 'match AGREED', 'match DECLINED'].concat(
    ['agreement PENDING_SIGNATURES', 'agreement ACTIVE', 'agreement COMPLETED'],
    ['booking HELD', 'booking CONFIRMED', 'answer CONFIRMED', 'answer DISPUTED', 'membership APPLIED', 'contribution'],
    ['need PUBLISHED', 'need IN_REVIEW'],
    [
      'area COUNTY',
      'area MICRO_GRID',
      'place',
      'track',
      'seat',
      'programme',
      'relation AGREED',
      'person relation AGREED',
    ],
    ['movement RECEIVED', 'movement ISSUED', 'handed out', 'availability', 'whole period', 'redemption REDEEMED'],
    ['proof OCCUPATION', 'proof HOME_AREA', 'funder false', 'enrolment FIRST_COME OPEN', 'enrolment DRAWN OPEN'],
    ['enrolment DRAWN DRAWN', 'application APPLIED', 'application OFFERED', 'application ENROLLED'],
    ['application WAITING', 'menu item', 'judged order', 'claim CLAIMED', 'claim DONE', 'search', 'household'],
    ['visit', 'beneficiary', 'consent'],
  );
  expect(Object.keys(await told(world))).toEqual(expect.arrayContaining(examples));
  const inTwo = 'select person_id from directory.post group by 1 having count(distinct unit_id) = 2';
  expect((await world.sql(inTwo)).length).toBeGreaterThan(0);
  const administered =
    "select unit_id from directory.post where role = 'ADMINISTRATOR' and upper_inf(valid) group by 1";
  expect((await world.sql(administered)).length).toBe(Number(counts?.['units']));
  for (const name of [
    '五色亲邻党建联盟',
    '慈邻帮帮团',
    '古城1+1+1社区服务联盟',
    '匡堰杨梅共富工坊联盟',
    '邻聚力五位一体联盟',
  ]) {
    expect(await world.sql('select from directory.alliance where name = $1', [name])).toHaveLength(1);
  }
});

describe('it is true to life', () => {
  test('what is needed has the time that its title says', async () => {
    const times: readonly (readonly [title: string, first: number, last: number, from: string, to: string])[] = [
      ['邻里文化节活动场地', 6, 7, '18:30', '21:00'],
      ['惠民演出节目', 6, 7, '19:00', '20:30'],
      ['职工夜间停车位', 1, 4, '19:00', '08:00'],
      ['农产品运输', 1, 5, '04:30', '07:30'],
      ['独居老人助餐', 1, 1, '10:30', '12:30'],
      ['议事会场地', 1, 5, '14:00', '16:30'],
      ['展销摊位', 6, 7, '09:00', '17:00'],
    ];
    for (const [title, first, last, from, to] of times) {
      const rows = await world.sql<{ day: string; from: string; to: string }>(
        `select extract(isodow from starts)::text as day, to_char(starts, 'HH24:MI') as from, to_char(ends, 'HH24:MI') as to
         from (select ${inChina('starts_at')} as starts, ${inChina('ends_at')} as ends from exchange.need where title = $1) n`,
        [title],
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect([title, row.from, row.to]).toEqual([title, from, to]);
        expect(Number(row.day)).toBeGreaterThanOrEqual(first);
        expect(Number(row.day)).toBeLessThanOrEqual(last);
      }
    }
  });

  test('what is offered on working days is not there on Saturday evening, nor is anything without an end', async () => {
    await expectNone(`select title from exchange.offer where starts_at is null or ends_at is null`);
    await expectNone(`select o.title, s.day from exchange.offer o
      cross join lateral generate_series(date_trunc('day', ${inChina('o.starts_at')}), ${inChina('o.ends_at')}, '1 day') s(day)
      where o.title like '%（工作日%' and extract(isodow from s.day) = 6
        and ${inChina('o.ends_at')} > s.day + interval '18 hours'`);
  });

  test('everything comes after what it follows from', async () => {
    await expectNone(`select m.id from exchange.match m join exchange.need n on n.id = m.need_id
      join exchange.offer o on o.id = m.offer_id
      where m.created_at <= greatest(n.published_at, o.published_at) or m.created_at >= n.starts_at
        or n.starts_at < o.starts_at or n.ends_at > o.ends_at`);
    await expectNone(`select a.id from exchange.agreement a join exchange.match m on m.id = a.match_id
      where a.created_at <= m.created_at or a.activated_at <= a.created_at`);
    await expectNone(`select e.id from exchange.event e join exchange.commitment c on c.id = e.commitment_id
      join exchange.agreement a on a.id = c.agreement_id join exchange.match m on m.id = a.match_id
      join exchange.need n on n.id = m.need_id
      where e.occurred_at < n.ends_at or e.occurred_at <= a.activated_at or e.recorded_at < e.occurred_at`);
    await expectNone(`select e.id from exchange.event e join exchange.event_answer a on a.event_id = e.id
      where a.answered_at < e.recorded_at`);
    await expectNone(`select b.id from exchange.booking b join exchange.slot s on s.id = b.slot_id
      where b.created_at >= s.starts_at`);
  });

  test('hours are given by partners, within the project, and are no more than people can give in a day', async () => {
    await expectNone(`select c.note, c.hours from projects.contribution c join projects.project p on p.id = c.project_id
      left join projects.partner q on q.project_id = c.project_id and q.unit_id = c.unit_id
      where q.id is null or c.served_on <= (${inChina('q.joined_at')})::date
        or c.served_on not between p.starts_on and p.ends_on or c.hours > 24`);
    const notes = await world.sql<{ hours: string; note: string }>('select hours, note from projects.contribution');
    for (const { hours, note } of notes) {
      const [, people, each] = /，(\d+) 人各 ([\d.]+) 小时。$/.exec(note) ?? [];
      expect([note, Number(people) * Number(each)]).toEqual([note, Number(hours)]);
      expect(Number(each)).toBeLessThanOrEqual(8);
    }
  });

  test('what is public names no alliance, and what is shown to alliances names those of its unit', async () => {
    for (const kind of ['resource', 'offer', 'need']) {
      await expectNone(`select l.id from exchange.${kind} l
        where (l.visibility = 'ALLIANCE') <> exists (select from exchange.${kind}_audience a where a.${kind}_id = l.id)`);
      await expectNone(`select l.id from exchange.${kind} l join exchange.${kind}_audience a on a.${kind}_id = l.id
        where not exists (select from directory.membership m where m.unit_id = l.owner_unit_id
          and m.alliance_id = a.alliance_id and m.state = 'ACTIVE')`);
    }
  });

  test('nobody can be called by accident, and whoever sees a number sees that it is made up', async () => {
    await expectNone(
      `select mobile from directory.unit_contact where not is_fictitious or mobile !~ '^\\+861000000[0-9]{4}$'`,
    );
  });

  test('whatever day of the week it is told on, every alliance has its matches', () => {
    for (let hour = 0; hour < 168; hour += 17) {
      const now = new Date(world.clock.now().getTime() + hour * 3_600_000);
      const matches = planMatches(supplyAndDemand(now), now);
      for (const { key } of demoAlliances) {
        const endings = matches.filter(({ alliance }) => alliance === key).map(({ ending }) => ending);
        expect([now, key, endings]).toEqual([now, key, expect.arrayContaining(['COMPLETED', 'ACTIVE', 'AGREED'])]);
      }
    }
  });
});

describe('a telling that was broken off', () => {
  /** An exchange whose answers are lost after so many: the act is done, and nobody hears of it. */
  function dying(exchange: Application, answers: number): Application {
    let left = answers;
    const reader = new Proxy(exchange.graph.reader, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          left -= 1;
          if (left < 0) throw new Error('the process ends here');
          return Reflect.apply(value, target, args);
        };
      },
    });
    return { ...exchange, graph: { ...exchange.graph, reader } };
  }

  test('is gone on with by the next start, and the story is there once', async () => {
    await using broken = await createWorld({ isEmpty: true });
    const { database, exchange, clock } = broken;
    await loadDemo(database, clock.now());
    clock.pass({ minutes: 7 });
    for (const answers of [17, 120]) {
      await expect(prepareDemo(database, dying(exchange, answers), clock)).rejects.toThrow('the process ends here');
      clock.pass({ hours: 9 });
    }
    await prepareDemo(database, exchange, clock);
    expect(await told(broken)).toEqual(await told(world));
    expect(await loadDemo(database, clock.now())).toBeNull();
    await prepareDemo(database, exchange, clock);
    expect(await told(broken)).toEqual(await told(world));
  });

  test('two starts at once tell one story', async () => {
    await using twice = await createWorld({ isEmpty: true });
    const { database, exchange, clock } = twice;
    await Promise.all([prepareDemo(database, exchange, clock), prepareDemo(database, exchange, clock)]);
    expect(await told(twice)).toEqual(await told(world));
  });

  test('rows that were there before are nobody’s story', async () => {
    await using other = await createWorld();
    await other.alliance('五色', 'street', 'mall');
    await prepareDemo(other.database, other.exchange, other.clock);
    expect(await other.sql('select from directory.unit')).toHaveLength(2);
  });

  test('a step that is refused is named', async () => {
    await using empty = await createWorld();
    await expect(tellStory(empty.exchange, empty.clock.now())).rejects.toThrow(
      /^演示故事的步骤“five-colours-past-1-propose”被拒绝。 .*HAT_REQUIRED/,
    );
  });
});
