/** Whether the ledger adds up is asked of the entries: what somebody changed behind the back of every fence is told by name. */
import { expect, test } from '@jest/globals';
import { ledgerCommand } from '../../src/app/checks/ledger-command.ts';
import { Health, mountHealth } from '../../src/app/http/health.ts';
import { createHttpServer } from '../../src/app/http/server.ts';
import { readinessOf } from '../../src/app/readiness.ts';
import { checkLedger, ledgerMustAddUp } from '../../src/modules/exchange/index.ts';
import { withOwner } from '../../src/data/open.ts';
import { parseId } from '../../src/domain/ids.ts';
import { createLogger } from '../../src/platform/logger.ts';
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
  const say = (text: string) => {
    said.push(text);
  };
  const asked = () => ledgerCommand(world.database, { clock: world.clock, say });
  const chore = () => withOwner(world.database, (client) => ledgerMustAddUp(client, world.clock.now()));
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

test('what a check finds is told by readiness until one finds nothing, and names no account', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  await mall.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
  await limited(street, mall, '9');
  await paid(mall, community, '4');
  const server = createHttpServer(createLogger('silent'));
  const health = new Health();
  mountHealth(server, health);
  const readyz = async (): Promise<[number, unknown]> => {
    const response = await server.inject({ method: 'GET', url: '/readyz' });
    return [response.statusCode, response.json()];
  };
  const ready = (ledger: unknown) => [200, { status: 'ready', components: { ledger } }];
  const check = () => withOwner(world.database, (client) => checkLedger(client, world.clock.now()));
  expect(await readyz()).toEqual([503, { status: 'starting' }]);
  health.readyWhen(readinessOf(world.exchange.readers));
  expect(await readyz()).toEqual(ready({ status: 'UNCHECKED', differences: 0, checkedAt: null, since: null }));
  await check();
  expect(await readyz()).toEqual(
    ready({ status: 'ADDS_UP', differences: 0, checkedAt: expect.any(String) as unknown, since: null }),
  );

  const { id } = await accountOf(mall);
  const stand = (balance: string) =>
    world.sql('update exchange.account set balance = $2 where id = $1', [parseId('account', id), balance]);
  await stand('-3');
  // Nobody has looked yet.
  expect(await readyz()).toEqual(ready(expect.objectContaining({ status: 'ADDS_UP' })));
  world.clock.pass({ minutes: 1 });
  const first = world.clock.now();
  await check();
  world.clock.pass({ days: 1 });
  await check();
  const [code, told] = await readyz();
  expect([code, told]).toEqual(
    ready({
      status: 'DIFFERS',
      differences: 1,
      checkedAt: expect.any(String) as unknown,
      since: expect.any(String) as unknown,
    }),
  );
  const { ledger } = (told as { components: { ledger: { checkedAt: string; since: string } } }).components;
  expect([Date.parse(ledger.since), Date.parse(ledger.checkedAt)]).toEqual([
    first.getTime(),
    world.clock.now().getTime(),
  ]);
  await stand('-4');
  await check();
  expect(await readyz()).toEqual(ready(expect.objectContaining({ status: 'ADDS_UP', since: null })));
  await server.close();
});
