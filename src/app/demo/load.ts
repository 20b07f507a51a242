/** Loads the demonstration into an empty exchange: who is who and what there is at once, then a story by its actors. */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../../data/database.ts';
import { openOrm } from '../../data/orm.ts';
import { viewerSettings } from '../../data/readers.ts';
import type { Id } from '../../domain/ids.ts';
import { validFrom } from '../../domain/validity.ts';
import { App, AppGrant } from '../../modules/access/index.ts';
import { Alliance, Membership, Person, Post, Term, Unit } from '../../modules/directory/index.ts';
import {
  Need,
  NeedAudience,
  Offer,
  OfferAudience,
  Resource,
  ResourceAudience,
  Slot,
} from '../../modules/exchange/index.ts';
import { entities } from '../modules.ts';
import { demoAlliances, personas } from './alliances.ts';
import { daysFrom } from './calendar.ts';
import { between, namedId } from './chance.ts';
import { audiences, supplyAndDemand } from './rows.ts';
import { categories } from './templates.ts';
import { demoUnits } from './units.ts';

export const demoApp = {
  key: 'catering',
  name: '邻里配餐助手（演示）',
  vendor: '演示软件公司',
  purpose: '配餐',
} as const;

/** Loads rows unless there are any; true when it did. */
export async function loadDemo(database: Database, now: Date): Promise<boolean> {
  const orm = await openOrm(database, 'owner', entities, 2);
  try {
    return await orm.em.fork().transactional(async (em) => {
      // Two first starts on one database: the second waits, then finds the rows.
      await em.execute('select pg_advisory_xact_lock(?)', [LOADING]);
      if ((await em.count(Alliance)) > 0) return false;
      await loadDirectory(em, now);
      await loadExchange(em, now);
      await loadContacts(em, now);
      return true;
    });
  } finally {
    await orm.close();
  }
}

const LOADING = 0x71_69_6e_64;

async function loadDirectory(em: EntityManager, now: Date): Promise<void> {
  const createdAt = daysFrom(now, -700);
  const unitId = (key: string): Id<'unit'> => namedId('unit', key);
  await em.insertMany(
    Term,
    categories.map(([code, labelZh, labelEn], i) => {
      return { id: namedId('term', code), scheme: 'CATEGORY', code, labelZh, labelEn, rank: i + 1 };
    }),
  );
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
  await em.insertMany(
    Alliance,
    demoAlliances.map(({ key, name, description, yearsAgo, members }) => {
      const leadUnitId = unitId(Object.keys(members)[0] ?? '');
      const foundedOn = daysFrom(now, -365 * yearsAgo)
        .toISOString()
        .slice(0, 10);
      return { id: namedId('alliance', key), name, description, leadUnitId, foundedOn, createdAt, version: 1 };
    }),
  );
  await em.insertMany(
    Membership,
    demoAlliances.flatMap(({ key, members }) =>
      Object.entries(members).map(([unit, role], i) => {
        const appliedAt = daysFrom(now, -between(`${key}:${unit}`, 200, 690));
        return {
          // In the order of the list: who leads is first.
          id: namedId('membership', `${key}:${unit}`, new Date(Date.UTC(2024, 0, 1, 0, i))),
          allianceId: namedId('alliance', key),
          unitId: unitId(unit),
          role,
          state: 'ACTIVE' as const,
          statement: '联盟创始成员。',
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
  const app = {
    id: namedId('app', demoApp.key),
    name: demoApp.name,
    vendor: demoApp.vendor,
    purpose: demoApp.purpose,
    createdAt,
  };
  await em.insert(App, app);
  await em.insert(AppGrant, {
    id: namedId('app', 'grant'),
    appId: app.id,
    unitId: unitId('yubo'),
    allianceId: namedId('alliance', 'five-colours'),
    scopes: ['alliance:read'],
    valid: validFrom(daysFrom(now, -30)),
  });
}

function nameOf(key: string, shortName: string): string {
  return Object.values(personas).find(({ unit }) => unit === key)?.name ?? `演示·${shortName}经办人`;
}

/** One post a unit; the one in the unit that leads an alliance coordinates it. */
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
  await em.insertMany(
    ResourceAudience,
    audiences(resources).map(({ id, allianceId }) => ({ resourceId: id, allianceId })),
  );
  await em.insertMany(Slot, slots);
  await em.insertMany(Offer, offers);
  await em.insertMany(
    OfferAudience,
    audiences(offers).map(({ id, allianceId }) => ({ offerId: id, allianceId })),
  );
  await em.insertMany(Need, needs);
  await em.insertMany(
    NeedAudience,
    audiences(needs).map(({ id, allianceId }) => ({ needId: id, allianceId })),
  );
}

/** Contacts are written as row-level security demands: each by somebody who holds a post in the unit. */
async function loadContacts(em: EntityManager, now: Date): Promise<void> {
  await em.execute('set local role qinlin_writer');
  for (const [i, { key, shortName }] of demoUnits.entries()) {
    const unitId = namedId('unit', key);
    const [person, ...rest] = viewerSettings({
      subject: { kind: 'PERSON', person: namedId('person', key) },
      actingUnit: unitId,
      actingAlliance: null,
      now,
      locale: 'zh-CN',
      requestId: 'demo',
    });
    await em.execute(
      `select set_config('qinlin.person', ?, true), set_config('qinlin.app', ?, true), set_config('qinlin.unit', ?, true),
        set_config('qinlin.alliance', ?, true), set_config('qinlin.now', ?, true)`,
      [person, ...rest],
    );
    const mobile = `+861990000${String(1000 + i)}`;
    await em.execute(
      'insert into directory.unit_contact (unit_id, name, mobile, is_fictitious) values (?, ?, ?, true)',
      [unitId, `${shortName}联系人（虚构）`, mobile],
    );
  }
  await em.execute('reset role');
}
