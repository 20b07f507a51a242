/** Whom a listing is shown to, behind the back of every service: settled when it is published, and followed by its audience. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { need, offer, slots } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function audienceFence(): void {
  const KINDS = ['resource', 'offer', 'need'] as const;
  const DENIED = /permission denied/;

  let world: World;
  let red: string;
  let blue: string;

  beforeAll(async () => {
    world = await createWorld();
    const first = await world.alliance('红色', 'street', 'mall');
    const second = await world.alliance('蓝色', 'power', 'hospital');
    [red, blue] = [first.uuid, second.uuid];
    for (const visibility of ['ALLIANCE', 'PUBLIC', 'UNIT'] as const) {
      await offer(first.mall, { visibility });
      await need(first.mall, { visibility });
      await slots(
        first.mall,
        [{ start: '2027-03-01T18:00:00+08:00', end: '2027-03-01T20:00:00+08:00' }],
        1,
        visibility,
      );
    }
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement, as the writer or the owner, and takes it back. */
  async function tried(statement: string, role: 'writer' | 'owner' = 'writer'): Promise<unknown[]> {
    await world.sql('begin');
    try {
      if (role === 'writer') await world.sql('set local role qinlin_writer');
      return await world.sql(statement);
    } finally {
      await world.sql('rollback');
    }
  }

  test.each(KINDS)('the audience of each %s is what its row says', async (kind) => {
    const rows = await world.sql<{ visibility: string; said: string[]; followed: string[] }>(
      `select visibility, shown_to as said, array(
       select a.alliance_id from exchange.${kind}_audience a where a.${kind}_id = l.id) as followed
     from exchange.${kind} l order by visibility`,
    );
    expect(rows).toEqual([
      { visibility: 'ALLIANCE', said: [red], followed: [red] },
      { visibility: 'PUBLIC', said: [], followed: [] },
      { visibility: 'UNIT', said: [], followed: [] },
    ]);
  });

  test.each(KINDS)('nobody changes whom a %s is shown to', async (kind) => {
    const more = `update exchange.${kind} set shown_to = shown_to || '${blue}'::uuid where visibility = 'ALLIANCE'`;
    if (kind === 'resource') await expect(tried(more)).rejects.toThrow(DENIED);
    else await expect(tried(more)).rejects.toMatchObject({ constraint: 'shown_to_stands' });
    await expect(tried(more, 'owner')).rejects.toMatchObject({ constraint: 'shown_to_stands' });
    const none = `update exchange.${kind} set shown_to = '{}' where visibility = 'ALLIANCE'`;
    await expect(tried(none, 'owner')).rejects.toMatchObject({ constraint: 'shown_to_stands' });
  });

  test.each(KINDS)('the audience of a %s is not for the writer to change', async (kind) => {
    const insert = `insert into exchange.${kind}_audience select id, '${blue}' from exchange.${kind}`;
    await expect(tried(insert)).rejects.toThrow(DENIED);
    await expect(tried(`delete from exchange.${kind}_audience`)).rejects.toThrow(DENIED);
  });

  /** A row like the one of that visibility, with some columns otherwise. */
  const copied = (kind: string, visibility: string, columns: Readonly<Record<string, string>>): string =>
    `insert into exchange.${kind} select (jsonb_populate_record(l, '${JSON.stringify({ ...columns, id: '01900000-0000-7000-8000-000000000001' })}')).*
   from exchange.${kind} l where visibility = '${visibility}'`;

  test.each(KINDS)('a %s is shown as its visibility allows', async (kind) => {
    const rule = { constraint: `${kind}_shown_to_fits_visibility` };
    await expect(tried(copied(kind, 'UNIT', { shown_to: `{${red}}` }), 'owner')).rejects.toMatchObject(rule);
    await expect(tried(copied(kind, 'ALLIANCE', { shown_to: '{}' }), 'owner')).rejects.toMatchObject(rule);
    await expect(tried(copied(kind, 'PUBLIC', { shown_to: `{${red},${red}}` }), 'owner')).rejects.toMatchObject({
      constraint: `${kind}_audience_pkey`,
    });
    await expect(
      tried(copied(kind, 'PUBLIC', { shown_to: `{${crypto.randomUUID()}}` }), 'owner'),
    ).rejects.toMatchObject({
      constraint: `${kind}_audience_alliance_id_fkey`,
    });
  });
}
