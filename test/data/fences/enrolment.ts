/** Enrolments, applications and draws, behind the back of every service. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { EndEnrolmentDocument } from '../../generated/operations.ts';
import { drawnOne, many, nursery, opened, type Nursery } from '../../scenarios/enrolments/enrolment-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function enrolmentFence(): void {
  let world: World;
  let where: Nursery;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    where = await nursery(world, 20);
    const { community, nursery: own } = where;
    const first = await opened(where, { places: 2 });
    const lots = await drawnOne(where, { places: 1 });
    const over = await opened(where, { places: 1 });
    await own.do(EndEnrolmentDocument, { enrolmentId: over.id, expectedVersion: 1, reason: '结束' });
    const applied = await many(community, first.id, 4);
    await many(community, lots.id, 2);
    for (const [name, id] of Object.entries({ first: first.id, lots: lots.id, over: over.id })) {
      ids.set(name, parseId('enrolment', id));
    }
    for (const [i, { id }] of applied.entries()) ids.set(`a${i + 1}`, parseId('application', id));
    ids.set('offer', parseId('offer', where.offerId));
    ids.set('community', there(community.unit));
    ids.set('own', there(own.unit));
    const [post] = await world.sql<{ id: string }>('select post_id as id from exchange.enrolment_application limit 1');
    ids.set('post', there(post).id);
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

  const application = (about: Readonly<Record<string, string>>): string => {
    const row = {
      ...{
        id: `'${world.id('application')}'`,
        enrolment_id: ':first',
        offer_unit_id: ':own',
        owner_unit_id: ':community',
      },
      ...{
        post_id: ':post',
        number: `'ABCDEFGH'`,
        state: `'WAITING'`,
        turn: '5',
        applied_at: `'2026-11-21T09:00:00+08:00'`,
      },
      ...{ takes_consent: 'false', ...about },
    };
    return `insert into exchange.enrolment_application (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;
  };

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['after the time', { applied_at: `'2026-12-01T17:00:00+08:00'` }, 'enrolment_application_in_time'],
    ['to one that has ended', { enrolment_id: ':over' }, 'enrolment_application_in_time'],
    ['with a place before a draw', { enrolment_id: ':lots' }, 'enrolment_application_in_time'],
    ['that begins at its end', { state: `'ENROLLED'` }, 'enrolment_application_starts'],
    ['of a turn that another has', { turn: '4' }, 'enrolment_application_turn_once'],
    ['of a number that is read for another', { number: `'ABCDEFG0'` }, 'enrolment_application_number'],
    ['without the consent that it takes', { takes_consent: 'true' }, 'enrolment_application_consented'],
    ['to the enrolment of another unit', { offer_unit_id: ':community' }, 'enrolment_application_of_enrolment'],
  ])('no application %s', async (_, about, constraint) => {
    await refusedBy(constraint, application(about));
  });

  const move = (who: string, to: string, more = ''): string =>
    `update exchange.enrolment_application set state = '${to}'${more} where id = :${who}`;
  const OFFER = ", offered_at = '2026-11-21T09:00:00+08:00', respond_by = '2026-11-23T09:00:00+08:00'";

  test('no more places are offered and had than there are, and nobody is passed over', async () => {
    await refusedBy('enrolment_not_overfull', move('a3', 'OFFERED', OFFER));
    await refusedBy('enrolment_nobody_passed_over', move('a1', 'DECLINED'), move('a4', 'OFFERED', OFFER));
    await refusedBy('enrolment_no_place_idle', move('a1', 'DECLINED'));
    await refusedBy('enrolment_no_place_idle', 'update exchange.enrolment set places = 3 where id = :first');
    await refusedBy('enrolment_not_overfull', 'update exchange.enrolment set places = 1 where id = :first');
    await refusedBy('offer_not_oversold', 'update exchange.enrolment set places = 20 where id = :first');
  });

  test('an application moves as its machine says, and keeps its turn', async () => {
    await refusedBy('enrolment_application_moves', move('a1', 'ENROLLED'), move('a1', 'OFFERED'));
    await refusedBy(
      'enrolment_application_keeps_its_turn',
      'update exchange.enrolment_application set turn = 9 where id = :a4',
    );
  });

  test('when an application was withdrawn is told once: a list that is drawn goes by it', async () => {
    const at = (instant: string): string => `, settled_at = '2026-${instant}T09:00:00+08:00'`;
    await refusedBy('enrolment_withdrawn_then', move('a4', 'WITHDRAWN'));
    await refusedBy(
      'enrolment_withdrawn_then',
      move('a4', 'WITHDRAWN', at('11-21')),
      move('a4', 'WITHDRAWN', at('12-02')),
    );
  });

  test('what has ended stays ended, and ends for all', async () => {
    await refusedBy(
      'enrolment_stays_ended',
      `update exchange.enrolment set state = 'OPEN', ended_at = null, reason = null where id = :over`,
    );
    const end = `update exchange.enrolment set state = 'ENDED', ended_at = '2026-11-21T09:00:00+08:00', reason = '结束' where id = :first`;
    await refusedBy('enrolment_ended_for_all', end);
  });

  test('a draw opens what was committed to, of all who applied, when applications have closed', async () => {
    const [secret] = await world.sql<{ secret: string }>(
      named('select draw_secret as secret from exchange.enrolment_secret where enrolment_id = :lots'),
    );
    const numbers = await world.sql<{ number: string }>(
      named('select number from exchange.enrolment_application where enrolment_id = :lots order by number collate "C"'),
    );
    const draw = ({ key = there(secret).secret, of = numbers.map(({ number }) => number), at = '2026-12-02' } = {}) => {
      const digest = sha256(of.join('\n'));
      const seed = sha256(`${key}\n1\n${digest}`);
      return `insert into exchange.enrolment_draw (enrolment_id, secret, public_value, list_digest, seed, applicants, drawn_at)
        values (:lots, '${key}', '1', '${digest}', '${seed}', ${of.length}, '${at}')`;
    };
    await refusedBy('enrolment_drawn_when_closed', draw({ at: '2026-11-30' }));
    await refusedBy('enrolment_drawn_as_committed', draw({ key: sha256('another') }));
    await refusedBy('enrolment_drawn_as_committed', draw({ of: [] }));
    await refusedBy('enrolment_drawn_on_record', `update exchange.enrolment set state = 'DRAWN' where id = :lots`);
    await refusedBy('enrolment_drawn_in_order', draw());
    await refusedBy('enrolment_draw_pkey', draw(), draw());
  });

  const as = (role: 'writer' | 'guarded' | 'reader', { person, unit }: Actor, statement: string) =>
    asRole(world, role, { subject: { kind: 'PERSON', person: there(person) }, unit }, [named(statement)]);

  test('whom it is for is read by the two units alone, and entered by the one that applies', async () => {
    const { community, nursery: own, street } = where;
    const count = 'select count(*)::integer as n from exchange.enrolment_applicant';
    for (const who of [community, own]) expect(await as('guarded', who, count)).toEqual([{ n: 6 }]);
    expect(await as('guarded', street, count)).toEqual([{ n: 0 }]);
    await expect(as('reader', community, count)).rejects.toThrow(/permission denied/);
    const enter = `insert into exchange.enrolment_applicant (application_id, owner_unit_id, offer_unit_id, name, identity_number, age)
      values (:a1, :community, :own, '王**', '330203********1234', 1)`;
    await expect(as('writer', own, enter)).rejects.toThrow(/row-level security/);
  });

  test('nobody reads a secret or a mark, and what was settled when it was opened is not written', async () => {
    const { community, nursery: own } = where;
    for (const table of ['enrolment_secret', 'enrolment_mark']) {
      for (const role of ['guarded', 'reader'] as const) {
        await expect(as(role, own, `select from exchange.${table}`)).rejects.toThrow(/permission denied/);
      }
      await expect(as('writer', own, `delete from exchange.${table}`)).rejects.toThrow(/permission denied/);
    }
    for (const change of [
      'held = 0',
      "eligibility = '[]'",
      "method = 'DRAWN'",
      "until_at = '2030-01-01'",
      'hours_to_confirm = 1',
    ]) {
      await expect(as('writer', own, `update exchange.enrolment set ${change}`)).rejects.toThrow(/permission denied/);
    }
    for (const change of ["number = 'ABCDEFGH'", 'consented_at = null', 'owner_unit_id = null']) {
      const statement = `update exchange.enrolment_application set ${change}`;
      await expect(as('writer', community, statement)).rejects.toThrow(/permission denied/);
    }
    await expect(as('writer', own, "update exchange.enrolment_draw set public_value = '2'")).rejects.toThrow(
      /permission denied/,
    );
  });
}
