/** Whether the ledger adds up is asked of the entries: what somebody changed behind the back of every fence is told by name. */
import { expect, test } from '@jest/globals';
import { ledgerCommand } from '../../src/app/checks/ledger-command.ts';
import { ledgerMustAddUp } from '../../src/modules/exchange/index.ts';
import { withOwner } from '../../src/data/open.ts';
import { parseId } from '../../src/domain/ids.ts';
import { OpenAccountDocument } from '../generated/operations.ts';
import { accountOf, limited, paid } from '../scenarios/ledger/ledger-steps.ts';
import { createWorld } from '../support/world.ts';

test('it adds up while nobody meddles, and says what differs where somebody did', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '9');
  const posting = await paid(mall, community, '4');
  await paid(mall, community, '1');
  const said: string[] = [];
  const asked = () => ledgerCommand(world.database, (text) => said.push(text));
  const chore = () => withOwner(world.database, (client) => ledgerMustAddUp(client));
  expect(await asked()).toBe(0);
  expect(said.join()).toContain('The ledger adds up');
  await chore();
  const { id } = await accountOf(mall);
  await world.sql('update exchange.account set balance = -4 where id = $1', [parseId('account', id)]);
  said.length = 0;
  expect(await asked()).toBe(1);
  expect(said).toEqual([expect.stringContaining(`${id} does not stand as its entries have it: -4, entries -5.`)]);
  await expect(chore()).rejects.toThrow(id);
  await world.sql('update exchange.account set balance = -5 where id = $1', [parseId('account', id)]);
  await world.sql("set session_replication_role = 'replica'");
  await world.sql('update exchange.account_entry set amount = amount - 1 where posting_id = $1 and amount < 0', [
    parseId('posting', posting.id),
  ]);
  await world.sql("set session_replication_role = 'origin'");
  said.length = 0;
  expect(await asked()).toBe(1);
  expect(said.join('\n')).toContain(`${posting.id} does not sum to zero in an alliance: 0, entries -1.`);
  expect(said.join('\n')).toContain(`${id} has an entry whose balance is not the sum up to it: -4, entries -5.`);
});
