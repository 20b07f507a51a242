/** Clearings between alliances and what is settled of them, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { OpenAccountDocument } from '../../generated/operations.ts';
import { acceptedBy, proposedTo } from '../../scenarios/ledger/clearing-steps.ts';
import { limited, paid } from '../../scenarios/ledger/ledger-steps.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function clearingFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, uuid } = await world.alliance('五色', 'street', 'mall');
    const blue = await world.alliance('蓝', 'harbour', 'pier');
    const green = await world.alliance('绿', 'farm');
    const clearing = await acceptedBy(blue.harbour, await proposedTo(world, street, blue.id, { value: '9' }));
    await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
    await limited(street, mall, '10');
    await paid(mall, blue.pier, '2', { clearingId: clearing.id });
    ids.set('clearing', parseId('clearing', clearing.id));
    ids.set('street', there(street.unit));
    for (const [name, id] of Object.entries({ red: uuid, blue: blue.uuid, green: green.uuid })) ids.set(name, id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs statements as the writer, with all that is looked at in the end, and takes them back. */
  async function tried(...statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      for (const statement of statements) {
        await world.sql(statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`));
      }
      await world.sql('set constraints all immediate');
    } finally {
      await world.sql('rollback');
    }
  }

  const SAID = `'00000000-0000-7000-8000-00000000bbbb'`;
  const AT = `'2026-11-21T01:01:00Z'`;

  const insert = (table: string, row: Readonly<Record<string, string>>): string =>
    `insert into exchange.${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`;

  const settling = (amount: string, about: Readonly<Record<string, string>> = {}): string =>
    insert('clearing_settlement', {
      ...{ id: SAID, clearing_id: ':clearing', alliance_id: ':red', answering_alliance_id: ':blue', amount },
      ...{ owing_alliance_id: ':red', note: `'说'`, state: `'PROPOSED'`, proposed_by_unit_id: ':street' },
      ...{ proposed_at: AT, version: '1', ...about },
    });
  test('what is whole goes through', async () => {
    await tried(settling('1'));
  });

  test.each([
    ['cleared_between_two', 'by a third alliance', [settling('1', { alliance_id: ':green' })]],
    ['cleared_between_two', 'answered by a third alliance', [settling('1', { answering_alliance_id: ':green' })]],
    ['cleared_between_two', 'answered by who said it', [settling('1', { answering_alliance_id: ':red' })]],
    ['cleared_between_two', 'owed by a third alliance', [settling('1', { owing_alliance_id: ':green' })]],
  ])('%s holds against the writer: %s', async (constraint, _what, statements) => {
    await expect(tried(...statements)).rejects.toMatchObject({ constraint });
  });
}
