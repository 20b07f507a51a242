/** Loads the rows of the demonstration into an empty exchange, at once: who is who, and what there is. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../../data/database.ts';
import { openOrm } from '../../data/orm.ts';
import { run } from '../../data/statement.ts';
import type { Id } from '../../domain/ids.ts';
import { validFrom } from '../../domain/validity.ts';
import { App, Installation } from '../../modules/access/index.ts';
import { Alliance, Membership, Person, Post, Unit, UnitClassification } from '../../modules/directory/index.ts';
import { Need, Offer, Resource, Slot } from '../../modules/exchange/index.ts';
import { entities } from '../modules.ts';
import { loadAreas } from '../areas.ts';
import { readDivisions } from '../area-lines.ts';
import { loadCalendar } from '../calendar.ts';
import { loadSchemes } from '../classification-schemes.ts';
import { loadTerms, type Query } from '../terms.ts';
import { demoAlliances, personas, secondPosts } from './alliances.ts';
import { daysFrom } from './calendar.ts';
import { namedId } from '../named-id.ts';
import { between } from './chance.ts';
import { loadContacts } from './contacts.ts';
import { dailyRows } from './daily/rows.ts';
import { demoDivisions } from './land.ts';
import { markLoaded, untoldSince } from './mark.ts';
import { supplyAndDemand } from './rows.ts';
import { demoClasses, demoUnits } from './units.ts';

export const demoApp = {
  key: 'catering',
  name: '邻里配餐助手（演示）',
  vendor: '演示软件公司',
  purpose: '配餐',
} as const;

/** Loads the rows unless there are any. The instant as of which their story is still to be told; null when it was told. */
export async function loadDemo(database: Database, now: Date): Promise<Date | null> {
  const orm = await openOrm(database, 'owner', entities, 2);
  try {
    const untold = await orm.em.fork().transactional(async (em) => {
      // Two first starts on one database: the second waits, then finds the rows.
      await em.execute('select pg_advisory_xact_lock(?)', [LOADING]);
      if ((await em.count(Alliance)) > 0) return await untoldSince(em);
      await loadDirectory(em, now);
      await loadExchange(em, now);
      await loadContacts(em, now);
      await markLoaded(em, now);
      return now;
    });
    if (untold !== null) await loadLand(database, untold);
    return untold;
  } finally {
    await orm.close();
  }
}

/** The divisions that the story lies in, who looks after the county of them, and the holidays. */
async function loadLand(database: Database, now: Date): Promise<void> {
  const { codes, county, keeper } = demoDivisions;
  const divisions = readDivisions().filter(({ code, until }) => until === null && codes.some((one) => one === code));
  await loadAreas(database, null, divisions);
  await loadAreas(database, { code: county, unitId: namedId('unit', keeper) });
  await loadCalendar(database, now);
}

const LOADING = 0x71_69_6e_64;
/** Days since the alliances came to the exchange. */
const FOUNDED = 690;

async function loadDirectory(em: EntityManager, now: Date): Promise<void> {
  const createdAt = daysFrom(now, -700);
  const unitId = (key: string): Id<'unit'> => namedId('unit', key);
  const query: Query = (text, values) => run(em, text, values);
  await loadTerms(query);
  await loadSchemes(query);
  await em.insertMany(
    Unit,
    demoUnits.map(({ key, kind, name, shortName, formerNames, at: [longitude, latitude] }) => {
      return {
        id: unitId(key),
        kind,
        name,
        shortName,
        formerNames: [...(formerNames ?? [])],
        longitude,
        latitude,
        createdAt,
        version: 1,
      };
    }),
  );
  const classes = Object.entries(demoClasses);
  await em.insertMany(
    UnitClassification,
    classes.map(([key, termCode]) => ({
      ...{ id: namedId('classification', key), unitId: unitId(key), scheme: 'team-kind', cardinality: 'ONE' as const },
      ...{ termCode, valid: validFrom(createdAt), reason: '按队伍职责认定', classifiedByUnit: unitId(key), version: 1 },
    })),
  );
  await em.insertMany(
    Alliance,
    demoAlliances.map(({ key, name, description, kind, yearsAgo, members }) => {
      const leadUnitId = unitId(Object.keys(members)[0] ?? '');
      const foundedOn = daysFrom(now, -365 * yearsAgo)
        .toISOString()
        .slice(0, 10);
      return { id: namedId('alliance', key), name, description, kind, leadUnitId, foundedOn, createdAt, version: 1 };
    }),
  );
  await em.insertMany(
    Membership,
    demoAlliances.flatMap(({ key, members }) =>
      Object.entries(members).map(([unit, role], i) => {
        const isFounder = role === 'LEAD' || role === 'CORE';
        const appliedAt = daysFrom(now, isFounder ? -FOUNDED : -between(`${key}:${unit}`, 200, FOUNDED - 10));
        return {
          // In the order of the list: who leads is first.
          id: namedId('membership', `${key}:${unit}`, new Date(Date.UTC(2024, 0, 1, 0, i))),
          allianceId: namedId('alliance', key),
          unitId: unitId(unit),
          role,
          state: 'ACTIVE' as const,
          statement: isFounder ? '联盟发起单位。' : '申请加入联盟，参与共建。',
          appliedAt,
          decidedAt: appliedAt,
          valid: validFrom(appliedAt),
          version: 1,
        };
      }),
    ),
  );
  await em.insertMany(
    Person,
    demoUnits.map(({ key, shortName }) => ({ id: namedId('person', key), name: nameOf(key, shortName), createdAt })),
  );
  await em.insertMany(
    Post,
    demoUnits.map(({ key }) => postOf(key, now)),
  );
  // Whoever was there first appoints the others.
  await em.insertMany(
    Post,
    demoUnits.map(({ key }) => {
      const first = postOf(key, now);
      const id = namedId('post', `${key}:administrator`);
      const title = `${first.title}（单位管理员）`;
      return { ...first, id, title, role: 'ADMINISTRATOR' as const, allianceId: null };
    }),
  );
  await em.insertMany(
    Post,
    secondPosts.map(({ person, unit, title }) => ({
      id: namedId('post', `${person}@${unit}`),
      personId: namedId('person', person),
      unitId: unitId(unit),
      title,
      role: 'OPERATOR' as const,
      allianceId: null,
      valid: validFrom(daysFrom(now, -120)),
      version: 1,
    })),
  );
  const app = {
    id: namedId('app', demoApp.key),
    name: demoApp.name,
    vendor: demoApp.vendor,
    purpose: demoApp.purpose,
    createdAt,
  };
  await em.insert(App, app);
  await em.insert(Installation, {
    id: namedId('app', 'grant'),
    appId: app.id,
    unitId: unitId('yubo'),
    allianceId: namedId('alliance', 'five-colours'),
    scopes: ['needs:read', 'offers:read', 'projects:read'],
    purpose: null,
    createdAt: daysFrom(now, -30),
    valid: validFrom(daysFrom(now, -30)),
  });
}

function nameOf(key: string, shortName: string): string {
  return Object.values(personas).find(({ unit }) => unit === key)?.name ?? `演示·${shortName}经办人`;
}

/** The first post of a unit; the one in the unit that leads an alliance coordinates it. */
function postOf(key: string, now: Date) {
  const led = demoAlliances.find(({ members }) => Object.keys(members)[0] === key);
  const title = Object.values(personas).find(({ unit }) => unit === key)?.title;
  return {
    id: namedId('post', key),
    personId: namedId('person', key),
    unitId: namedId('unit', key),
    title: title ?? (led === undefined ? '共建联络员' : '联盟协调员'),
    role: led === undefined ? ('OPERATOR' as const) : ('COORDINATOR' as const),
    allianceId: led === undefined ? null : namedId('alliance', led.key),
    valid: validFrom(daysFrom(now, -400)),
    version: 1,
  };
}

async function loadExchange(em: EntityManager, now: Date): Promise<void> {
  const { resources, slots, offers, needs } = supplyAndDemand(now);
  await em.insertMany(Resource, resources);
  await em.insertMany(Slot, slots);
  await em.insertMany(Offer, offers);
  await em.insertMany(Need, needs);
  const daily = dailyRows(now);
  await em.insertMany(Resource, Object.values(daily.resources));
  await em.insertMany(Offer, Object.values(daily.offers));
  await em.insertMany(Need, Object.values(daily.wishes));
}
