/** Posts and invitations as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operatorApp } from '../../../src/domain/access/operator.ts';
import type { Subject } from '../../../src/domain/access/viewer.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { administratorOf, appointed, invited } from '../../scenarios/people/posting.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function postsFence(): void {
  let world: World;
  let administrator: Actor;
  let street: Actor;
  let holder: Actor;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  const [DENIED, POLICY] = [/permission denied/, /row-level security/];
  const [NOW, END] = ['2026-11-21T09:00:00+08:00', '2026-12-01T09:00:00+08:00'];

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    street = red.street;
    administrator = await administratorOf(world, red.mall);
    const { actor, post } = await appointed(world, administrator);
    holder = actor;
    const { post: deputy } = await appointed(world, holder, { until: END, delegatedFromId: post.id });
    await invited(administrator);
    await invited(holder, { until: END, delegatedFromId: post.id });
    const [open, delegating] = await world.sql<{ id: string }>(
      "select id from directory.invitation where state = 'OPEN' order by id",
    );
    ids.set('post', parseId('post', post.id));
    ids.set('deputy', parseId('post', deputy.id));
    ids.set('mall', there(red.mall.unit));
    ids.set('street', there(street.unit));
    ids.set('alliance', red.uuid);
    ids.set('open', there(open).id);
    ids.set('delegating', there(delegating).id);
    for (const [name, who] of Object.entries({ admin: administrator, holder, other: street }))
      ids.set(name, there(who.person));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  type Role = 'writer' | 'guarded' | 'reader';

  /** Accepts every open invitation, at that instant. */
  const acceptedAt = (at: string): string =>
    `update directory.invitation set state = 'ACCEPTED', decided_at = '${at}' where state = 'OPEN'`;

  /** Runs a statement under the role, as that subject, `:name` standing for an id, and takes it back. */
  async function as(role: Role, who: Actor | null, statement: string, before?: string): Promise<unknown[]> {
    const subject: Subject =
      who === null ? { kind: 'APP', app: operatorApp.id } : { kind: 'PERSON', person: there(who.person) };
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    const statements = [...(before === undefined ? [] : [before]), text].map((each) => [each] as const);
    return asRole(world, role, { subject, unit: who?.unit ?? null }, ...statements);
  }

  const post = (values: string): string =>
    `insert into directory.post (id, person_id, unit_id, title, role, alliance_id, delegated_from, invitation_id, valid)
   values (gen_random_uuid(), ${values})`;
  const invitation = (values: string, at = '2026-11-21'): string =>
    `insert into directory.invitation (id, hash, state, created_at, expires_at, unit_id, invited_by, title, role, alliance_id,
     person_name, until, delegated_from)
   values (gen_random_uuid(), sha256('x'), 'OPEN', '${at}', '2026-11-28', ${values})`;
  const TERM = `tstzrange('${NOW}', '${END}')`;

  const refused: readonly (readonly [what: string, who: () => Actor | null, statement: string, rule: RegExp])[] = [
    [
      'a post for somebody else',
      () => holder,
      post(`:other, :mall, 'x', 'OPERATOR', null, null, :open, ${TERM}`),
      POLICY,
    ],
    [
      'a post without an invitation',
      () => holder,
      post(`:holder, :mall, 'x', 'OPERATOR', null, null, null, ${TERM}`),
      POLICY,
    ],
    [
      'a post in another unit than the invitation’s',
      () => holder,
      post(`:holder, :street, 'x', 'OPERATOR', null, null, :open, ${TERM}`),
      /post_of_invitation/,
    ],
    [
      'a post of another role than the invitation’s',
      () => holder,
      post(`:holder, :mall, 'x', 'ADMINISTRATOR', null, null, :open, ${TERM}`),
      /post_of_invitation/,
    ],
    [
      'two posts out of one invitation',
      () => holder,
      `with first as (select 1) insert into directory.post (id, person_id, unit_id, title, role, invitation_id, valid)
     select gen_random_uuid(), :holder, :mall, 'x', 'OPERATOR', :open, ${TERM} from generate_series(1, 2)`,
      /invitation_id_key/,
    ],
    [
      'a post delegated from a delegated one',
      () => holder,
      post(`:holder, :mall, 'x', 'OPERATOR', null, :deputy, :delegating, ${TERM}`),
      /no more, and no longer/,
    ],
    [
      'a post delegated with more than its source has',
      () => holder,
      post(`:holder, :mall, 'x', 'ADMINISTRATOR', null, :post, :delegating, ${TERM}`),
      /no more, and no longer/,
    ],
    [
      'a post delegated without an end',
      () => holder,
      post(`:holder, :mall, 'x', 'OPERATOR', null, :post, :delegating, tstzrange('2026-11-21T09:00:00+08:00', null)`),
      POLICY,
    ],
    [
      'a post delegated from before its source began',
      () => holder,
      post(`:holder, :mall, 'x', 'OPERATOR', null, :post, :delegating, tstzrange('2026-11-01', '2026-11-30')`),
      /no more, and no longer/,
    ],
    [
      'a post delegated across units',
      () => street,
      post(`:other, :street, 'x', 'OPERATOR', null, :post, :delegating, ${TERM}`),
      /post_of_invitation|post_delegated_in_unit/,
    ],
    [
      'a post of somebody else',
      () => administrator,
      'update directory.post set person_id = :admin where id = :post',
      DENIED,
    ],
    [
      'a post of another role',
      () => administrator,
      "update directory.post set role = 'ADMINISTRATOR' where id = :post",
      DENIED,
    ],
    [
      'a post ended without a reason',
      () => administrator,
      "update directory.post set ended_at = '2026-11-21' where id = :post",
      /post_ended_for_a_reason/,
    ],
    [
      'a post of no time that nobody ended',
      () => administrator,
      "update directory.post set valid = 'empty' where id = :post",
      /post_has_a_start/,
    ],
    [
      'a person other than themselves',
      () => holder,
      "insert into directory.person values (gen_random_uuid(), 'x', '2026-11-21')",
      POLICY,
    ],
    [
      'an invitation of another unit',
      () => administrator,
      invitation(`:street, :admin, 'x', 'OPERATOR', null, 'x', null, null`),
      POLICY,
    ],
    [
      'an invitation in another’s name',
      () => administrator,
      invitation(`:mall, :holder, 'x', 'OPERATOR', null, 'x', null, null`),
      POLICY,
    ],
    [
      'an invitation in the operator’s name',
      () => administrator,
      invitation(`:mall, null, 'x', 'OPERATOR', null, 'x', null, null`),
      POLICY,
    ],
    [
      'an operator’s invitation in somebody’s name',
      () => null,
      invitation(`:mall, :admin, 'x', 'OPERATOR', null, 'x', null, null`),
      POLICY,
    ],
    [
      'a coordinator of nothing',
      () => administrator,
      invitation(`:mall, :admin, 'x', 'COORDINATOR', null, 'x', null, null`),
      /invitation_coordinates/,
    ],
    [
      'a delegation without an end',
      () => administrator,
      invitation(`:mall, :admin, 'x', 'OPERATOR', null, 'x', null, :post`),
      /invitation_to_delegate_ends/,
    ],
    [
      'an invitation that is over when it is made',
      () => administrator,
      invitation(`:mall, :admin, 'x', 'OPERATOR', null, 'x', null, null`, '2026-11-28'),
      /invitation_expires/,
    ],
    [
      'an invitation for somebody else',
      () => administrator,
      "update directory.invitation set person_name = 'x'",
      DENIED,
    ],
    ['an invitation with a longer term', () => administrator, 'update directory.invitation set until = null', DENIED],
    [
      'an invitation opened anew',
      () => administrator,
      "update directory.invitation set state = 'OPEN' where state = 'ACCEPTED'",
      /invitation_decided/,
    ],
    ['the hash of a code', () => administrator, 'select hash from directory.invitation', DENIED],
  ];

  describe('the writer is refused', () => {
    test.each(refused)('%s', async (_, who, statement, rule) => {
      await expect(as('writer', who(), statement, acceptedAt(NOW))).rejects.toThrow(rule);
    });

    test('a post out of an invitation that is not accepted in this act, or for longer than that says', async () => {
      const made = post(`:holder, :mall, 'x', 'OPERATOR', null, :post, :delegating, ${TERM}`);
      const sooner = '2026-11-21T08:59:59+08:00';
      const cancelled = acceptedAt(NOW).replace('ACCEPTED', 'CANCELLED');
      for (const before of [undefined, acceptedAt(sooner), cancelled])
        await expect(as('writer', holder, made, before)).rejects.toThrow(POLICY);
      const longer = made.replace(END, '2026-12-01T09:00:01+08:00');
      await expect(as('writer', holder, longer, acceptedAt(NOW))).rejects.toThrow(POLICY);
    });

    test('as is whoever owns the tables: a post delegated without an end', async () => {
      const made = `insert into directory.post (id, person_id, unit_id, title, role, delegated_from, invitation_id, valid)
      select gen_random_uuid(), $1, $2, 'x', 'OPERATOR', $3, $4, tstzrange('${NOW}', null)`;
      const values = ['holder', 'mall', 'post', 'delegating'].map((name) => ids.get(name));
      await expect(world.sql(made, values)).rejects.toMatchObject({ constraint: 'post_delegated_ends' });
    });
  });

  test('what acts do passes the same fence', async () => {
    const done: readonly (readonly [Actor | null, string])[] = [
      [holder, `${post(`:holder, :mall, 'x', 'OPERATOR', null, null, :open, ${TERM}`)} returning 1`],
      [holder, `${post(`:holder, :mall, 'x', 'OPERATOR', null, :post, :delegating, ${TERM}`)} returning 1`],
      [administrator, `${invitation(`:mall, :admin, 'x', 'OPERATOR', null, 'x', null, null`)} returning id`],
      [null, `${invitation(`:mall, null, 'x', 'ADMINISTRATOR', null, 'x', null, null`)} returning id`],
      [administrator, "select from directory.invitation where state = 'ACCEPTED' limit 1 for update"],
    ];
    for (const [who, statement] of done)
      expect([statement, (await as('writer', who, statement, acceptedAt(NOW))).length]).toEqual([statement, 1]);
  });

  describe('who reads', () => {
    const seen = async (who: Actor, statement: string): Promise<number> => (await as('guarded', who, statement)).length;

    test('sees no hash under any role, and finds no invitation by one', async () => {
      for (const role of ['reader', 'guarded'] as const) {
        await expect(as(role, administrator, 'select hash from directory.invitation')).rejects.toThrow(DENIED);
        await expect(as(role, administrator, "select directory.invitation_of('x')")).rejects.toThrow(DENIED);
      }
    });

    test('finds names and invitations as far as row-level security lets them, and not at all as a reader', async () => {
      for (const table of ['directory.person', 'directory.invitation_shown'])
        await expect(as('reader', administrator, `select from ${table}`)).rejects.toThrow(DENIED);
      const [people, invitations] = ['select from directory.person', 'select from directory.invitation_shown'];
      const all = (await world.sql(people)).length;
      expect(await seen(administrator, people)).toBe(all - 1);
      expect(await seen(street, people)).toBe(1);
      expect(await seen(administrator, invitations)).toBe(4);
      // What they offered themselves: two to stand in.
      expect(await seen(holder, invitations)).toBe(2);
      expect(await seen(street, invitations)).toBe(0);
    });
  });
}
