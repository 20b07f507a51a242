/** What offers ask of whom they are for, and orders for somebody, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { aged } from '../../scenarios/benefits/benefit-steps.ts';
import { born, livesIn, orders, pharmacyService, type Pharmacy } from '../../scenarios/matching/pharmacy-steps.ts';
import { need, there } from '../../scenarios/story.ts';
import { ReviseOfferDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function requirementFence(): void {
  let world: World;
  let where: Pharmacy;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    where = await pharmacyService(world);
    const { pharmacy, community, county, offerId, serve } = where;
    const old = born('1950-03-01', 1);
    await livesIn(community, old, county);
    const order = there((await orders(community, offerId, old)).match);
    const free = await serve();
    await pharmacy.do(ReviseOfferDocument, { offerId: free, expectedVersion: 1, eligibility: aged(60) });
    const needId = await need(community, { category: 'medicine.service', value: '9', unit: '人次' });
    const named = { offer: ['offer', offerId], free: ['offer', free], need: ['need', needId] } as const;
    for (const [name, [kind, id]] of Object.entries(named)) ids.set(name, parseId(kind, id));
    ids.set('order', parseId('match', order.id));
    ids.set('unit', there(community.unit));
    ids.set('pharmacy', there(pharmacy.unit));
    const [row] = await world.sql<{ post: string; alliance: string; person: string; at: Date }>(
      `select j.post_id as post, m.alliance_id as alliance, p.person_id as person from exchange.order_judgement j
       join exchange.match m on m.id = j.match_id join exchange.order_person p using (match_id)`,
    );
    for (const name of ['post', 'alliance', 'person'] as const) ids.set(name, there(row)[name]);
    const [foreign] = await world.sql<{ id: string }>('select id from directory.post where unit_id = $1', [
      there(pharmacy.unit),
    ]);
    ids.set('foreign', there(foreign).id);
    ids.set('fresh', world.id('match'));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replaceAll(/(?<![:\w]):(\w+)/g, (whole, name: string) => {
      const id = ids.get(name);
      return id === undefined ? whole : `'${id}'`;
    });

  /** As the owner, in a transaction that ends here. */
  async function refusedBy(constraint: string, ...statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      const all = async (): Promise<void> => {
        for (const statement of statements) await world.sql(named(statement));
        await world.sql('set constraints all immediate');
      };
      await expect(all()).rejects.toMatchObject({ constraint });
    } finally {
      await world.sql('rollback');
    }
  }

  const AT = `'2026-11-21T09:00:00+08:00'`;
  const edition = (offer: string, number: number, eligibility = '[]', documents = '[]'): string =>
    `insert into exchange.offer_requirement values (:${offer}, ${number}, '${eligibility}', '${documents}', ${AT})`;
  const pointed = (offer: string, number: number): string =>
    `update exchange.offer set requirement_edition = ${number} where id = :${offer}`;

  test.each<readonly [string, string, readonly string[]]>([
    ['that the offer does not have', 'offer_requirement_put_in_force', [edition('free', 3)]],
    ['left out', 'offer_requirement_goes_on', [pointed('free', 4)]],
    ['that is none', 'offer_requirement_in_force', [pointed('free', 3)]],
    ['of no list', 'offer_requirement_lists', [pointed('free', 3), edition('free', 3, '{}')]],
    [
      'of other people under an open match',
      'offer_requirement_kept_for_matches',
      [pointed('offer', 2), edition('offer', 2)],
    ],
  ])('no edition %s', async (_, constraint, statements) => {
    await refusedBy(constraint, ...statements);
  });

  test('an offer follows what it asks', async () => {
    await world.sql('begin');
    const asked = async (): Promise<unknown> => {
      const [row] = await world.sql(
        named('select is_conditional as c, needs_proof as p from exchange.offer where id = :free'),
      );
      return row;
    };
    expect(await asked()).toEqual({ c: true, p: false });
    for (const [i, [eligibility, is]] of (
      [
        [`[{"number": 1, "kind": "MEMBERSHIP"}]`, { c: true, p: true }],
        [`[{"number": 1, "kind": "OCCUPATION", "needs_proof": true}]`, { c: true, p: true }],
        [`[{"number": 1, "kind": "OCCUPATION", "needs_proof": false}]`, { c: true, p: false }],
        ['[]', { c: false, p: false }],
      ] as const
    ).entries()) {
      await world.sql(named(pointed('free', i + 3)));
      await world.sql(named(edition('free', i + 3, eligibility)));
      expect(await asked()).toEqual(is);
    }
    await world.sql('set constraints all immediate');
    await world.sql('rollback');
  });

  const match = (origin: 'ORDER' | 'PROPOSAL', offer = 'free'): string =>
    `insert into exchange.match (id, alliance_id, need_id, offer_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin,
      quantity, quantity_unit, state, demander_accepted_at, created_at)
     values (:fresh, :alliance, ${origin === 'ORDER' ? 'null' : ':need'}, :${offer}, :pharmacy, :unit, :unit, '${origin}', 1, '人次',
       ${origin === 'ORDER' ? `'ACCEPTED_BY_ONE', ${AT}` : `'PROPOSED', null`}, ${AT})`;
  const judgement = (
    about: Partial<Record<'match' | 'offer' | 'edition' | 'verdict' | 'at' | 'post', string>> = {},
  ): string => {
    const {
      match: of = ':fresh',
      offer = ':free',
      edition: by = '2',
      verdict = `'YES'`,
      at = AT,
      post = ':post',
    } = about;
    return `insert into exchange.order_judgement values (${of}, ${offer}, ${by}, ${verdict}, ${at}, ${post})`;
  };
  const person = (unit = ':unit'): string => `insert into exchange.order_person values (:fresh, ${unit}, :person)`;

  test.each<readonly [string, string, readonly string[]]>([
    ['of somebody unjudged', 'match_for_somebody_who_fits', [match('ORDER')]],
    ['of nobody', 'match_for_somebody_who_fits', [match('ORDER'), judgement()]],
    ['for a need', 'match_of_conditional_offer_is_an_order', [match('PROPOSAL')]],
    ['of who does not fit', 'order_judgement_verdict_check', [match('ORDER'), judgement({ verdict: `'NO'` })]],
    ['by what was asked before', 'order_judgement_by_what_is_in_force', [match('ORDER'), judgement({ edition: '1' })]],
    ['of another offer', 'order_judgement_of_match', [match('ORDER'), judgement({ offer: ':offer', edition: '1' })]],
    ['judged at another time', 'order_judgement_with_its_order', [match('ORDER'), judgement({ at: `'2026-11-22'` })]],
    ['judged by another unit', 'order_judgement_by_own_post', [match('ORDER'), judgement({ post: ':foreign' })]],
    ['for a person of another unit', 'order_person_of_unit', [match('ORDER'), judgement(), person(':pharmacy')]],
    ['judged twice', 'order_judgement_pkey', [match('ORDER'), judgement(), judgement()]],
  ])('no order %s', async (_, constraint, statements) => {
    await refusedBy(constraint, ...statements);
  });

  test('the database lets through what the services do', async () => {
    await world.sql('begin');
    for (const statement of [match('ORDER'), judgement(), person()]) await world.sql(named(statement));
    await world.sql('set constraints all immediate');
    await world.sql('rollback');
  });

  describe('row-level security and grants', () => {
    const as = (role: 'writer' | 'guarded' | 'reader', actor: Actor, statement: string) =>
      asRole(world, role, { subject: { kind: 'PERSON', person: there(actor.person) }, unit: actor.unit }, [
        named(statement),
      ]);

    test('whom an order is for is for the unit that ordered, and the light lane cannot ask', async () => {
      const count = 'select count(*)::integer as n from exchange.order_person';
      expect(await as('guarded', where.community, count)).toEqual([{ n: 1 }]);
      for (const other of [where.pharmacy, where.street]) expect(await as('guarded', other, count)).toEqual([{ n: 0 }]);
      await expect(as('reader', where.community, count)).rejects.toThrow(/permission denied/);
    });

    test.each([
      'update exchange.order_judgement set edition = 1',
      'update exchange.order_person set person_id = :person',
      `update exchange.offer_requirement set eligibility = '[]'`,
      'update exchange.offer set is_conditional = false',
      'update exchange.offer set needs_proof = false',
      'delete from exchange.order_judgement',
      'delete from exchange.order_person',
      'delete from exchange.offer_requirement',
    ])('nobody does this: %s', async (statement) => {
      await expect(as('writer', where.community, statement)).rejects.toThrow(/permission denied/);
    });
  });
}
