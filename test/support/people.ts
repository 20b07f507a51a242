/** Who is in the world: units, alliances, and actors with a token and a hat. */
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import { entryOf } from '../../src/data/readers.ts';
import type { AppScope, PostRole } from '../../src/domain/access/roles.ts';
import { globalId, type Id } from '../../src/domain/ids.ts';
import { validFrom } from '../../src/domain/validity.ts';
import { App, Installation } from '../../src/modules/access/index.ts';
import { Alliance, Area, Membership, Person, Post, Unit, type UnitKind } from '../../src/modules/directory/index.ts';
import { Actor } from './actor.ts';
import type { TestDatabase } from './database.ts';
import type { World } from './world.ts';

const LONG_AGO = new Date('2025-01-01T00:00:00+08:00');

interface PostOptions {
  readonly alliance?: Id<'alliance'>;
  readonly person?: Id<'person'>;
  /** Coordinator where an alliance is named, else operator, unless said. */
  readonly role?: PostRole;
}

/** The actors by the names of their units, and the alliance they are in. */
export type AllianceOfTest<Names extends string> = Record<Names, Actor> & {
  /** As clients spell it. */
  readonly id: string;
  readonly uuid: Id<'alliance'>;
};

export class People {
  readonly #database: TestDatabase;
  readonly #world: World;
  /** The back door through which a world is peopled. */
  readonly #door: pg.Pool;

  constructor(database: TestDatabase, world: World) {
    this.#database = database;
    this.#world = world;
    this.#door = new pg.Pool({ ...clientConfig(database.database, 'owner'), max: 2 });
    this.#door.on('error', () => undefined);
    world.defer(() => this.#door.end());
  }

  /** Units, the first of which leads and coordinates the alliance, each with somebody who acts for it under that hat. */
  async alliance<Names extends string>(name: string, ...names: readonly Names[]): Promise<AllianceOfTest<Names>> {
    const actors = {} as Record<Names, Actor>;
    const units = await Promise.all(names.map((unit) => this.unit(unit)));
    const [lead] = units;
    if (lead === undefined) throw new Error('an alliance has a unit that leads it');
    const id = await this.found(name, lead);
    for (const [i, unit] of units.entries()) {
      await this.join(unit, id, i === 0 ? 'LEAD' : 'MEMBER');
      const person = await this.post(unit, i === 0 ? { alliance: id } : {});
      const unitName = names[i];
      if (unitName !== undefined) actors[unitName] = await this.actor(person, unit, id);
    }
    return { ...actors, id: globalId('alliance', id), uuid: id };
  }

  async actor(person: Id<'person'>, unit: Id<'unit'> | null, alliance: Id<'alliance'> | null): Promise<Actor> {
    return new Actor(this.#world, await this.#world.token('person', person), { person, unit, alliance });
  }

  async unit(name: string, kind: UnitKind = 'COMMUNITY'): Promise<Id<'unit'>> {
    const id = this.#world.id('unit');
    const at = { longitude: 121.24, latitude: 30.17 };
    await this.#insert(Unit, {
      id,
      kind,
      name: `${name}（全称）`,
      shortName: name,
      formerNames: [],
      ...at,
      createdAt: LONG_AGO,
      version: 1,
    });
    return id;
  }

  async found(name: string, lead: Id<'unit'>): Promise<Id<'alliance'>> {
    const id = this.#world.id('alliance');
    const row = { id, name, description: `${name}的说明`, leadUnitId: lead, foundedOn: '2024-05-01' };
    await this.#insert(Alliance, { ...row, createdAt: LONG_AGO, version: 1 });
    return id;
  }

  async join(
    unit: Id<'unit'>,
    alliance: Id<'alliance'>,
    role: 'LEAD' | 'MEMBER' = 'MEMBER',
  ): Promise<Id<'membership'>> {
    const id = this.#world.id('membership');
    const since = { appliedAt: LONG_AGO, decidedAt: LONG_AGO, valid: validFrom(LONG_AGO) };
    const row = { id, allianceId: alliance, unitId: unit, role, state: 'ACTIVE' as const, statement: '创始成员' };
    await this.#insert(Membership, { ...row, ...since, version: 1 });
    return id;
  }

  /** Somebody who acts for the unit, and coordinates the alliance if one is named, or does what the role says. */
  async post(unit: Id<'unit'>, { alliance, person, role: wanted }: PostOptions = {}): Promise<Id<'person'>> {
    const personId = person ?? this.#world.id('person');
    if (person === undefined) await this.#insert(Person, { id: personId, name: '某人', createdAt: LONG_AGO });
    const role = wanted ?? (alliance === undefined ? 'OPERATOR' : 'COORDINATOR');
    const row = {
      id: this.#world.id('post'),
      personId,
      unitId: unit,
      title: '联络员',
      role,
      allianceId: alliance ?? null,
    };
    await this.#insert(Post, { ...row, valid: validFrom(LONG_AGO), version: 1 });
    return personId;
  }

  /** An area as the operator loads them: a county, looked after by that unit. */
  async county(name: string, code: string, keeper: Id<'unit'>): Promise<Id<'area'>> {
    const id = this.#world.id('area');
    const row = { id, scheme: 'STATISTICS' as const, code, name, level: 'COUNTY' as const, keeperUnitId: keeper };
    await this.#insert(Area, { ...row, parentId: null, valid: '(,)', version: 1 });
    return id;
  }

  /** Somebody who administers the unit: whoever acts for it already, or somebody new. */
  administrator(unit: Id<'unit'>, person?: Id<'person'>): Promise<Id<'person'>> {
    return this.post(unit, { role: 'ADMINISTRATOR', ...(person !== undefined && { person }) });
  }

  /** An app that the unit lets read the alliance, for a purpose or for none in particular. */
  async app(
    unit: Id<'unit'>,
    alliance: Id<'alliance'>,
    scopes: readonly AppScope[] = ['needs:read', 'offers:read', 'projects:read'],
    purpose: string | null = null,
  ): Promise<Actor> {
    const id = this.#world.id('app');
    await this.#insert(App, { id, name: '配餐助手', vendor: '某公司', purpose: '配餐', createdAt: LONG_AGO });
    // More than any test asks, but for those that are about having too little.
    await this.#database.sql(
      'insert into access.app_budget (app_id, points_per_hour, as_of) values ($1, 10000000, $2)',
      [id, LONG_AGO],
    );
    const row = { id: this.#world.id('installation'), appId: id, unitId: unit, allianceId: alliance, scopes };
    await this.#insert(Installation, { ...row, purpose, createdAt: LONG_AGO, valid: validFrom(LONG_AGO) });
    return new Actor(this.#world, await this.#world.token('app', id), { person: null, app: id, unit: null, alliance });
  }

  /** Sets the unit's contact as row-level security demands: as somebody who holds a post in it. */
  async contact(actor: Actor, name: string, mobile: string): Promise<void> {
    const { sql } = this.#database;
    const entry = entryOf({
      subject: actor.person === null ? { kind: 'ANONYMOUS' } : { kind: 'PERSON', person: actor.person },
      credential: null,
      actingUnit: actor.unit,
      actingAlliance: null,
      now: this.#world.clock.now(),
      locale: 'en',
      requestId: 'test',
    });
    await sql('begin');
    await sql('set local role qinlin_writer');
    await sql('select from rights.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz)', entry);
    await sql('insert into directory.unit_contact (unit_id, name, mobile, is_fictitious) values ($1, $2, $3, true)', [
      actor.unit,
      name,
      mobile,
    ]);
    await sql('commit');
  }

  async #insert(entity: new () => object, row: object): Promise<void> {
    const statement = this.#world.exchange.orm.em.fork().createQueryBuilder(entity).insert(row).getFormattedQuery();
    await this.#door.query(statement);
  }
}
