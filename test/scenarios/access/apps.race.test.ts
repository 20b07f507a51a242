/** Two administrators install the same app at the same moment, and a key is revoked twice: each is done once. */
import { expect, test } from '@jest/globals';
import {
  AppNowDocument,
  CreateAppKeyDocument,
  InstallAppDocument,
  RegisterAppDocument,
  RevokeAppKeyDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';

const AT_ONCE = 10;
const times = <T>(make: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: AT_ONCE }, make));

test('of ten installations at once one stands; of ten revocations one', async () => {
  await using world = await createWorld();
  const { mall, uuid } = await world.alliance('五色', 'street', 'mall');
  await world.people.administrator(there(mall.unit), there(mall.person));
  const second = await world.people.actor(await world.people.administrator(there(mall.unit)), there(mall.unit), uuid);
  const about = { name: '助手', vendor: '某公司', purpose: '配餐' };
  const appId = there((await mall.do(RegisterAppDocument, about)).app).id;

  const install = { appId, scopes: ['needs:read'], purpose: 'care.meals' };
  let turn = 0;
  const installed = await times(() => ((turn += 1) % 2 === 0 ? mall : second).act(InstallAppDocument, install));
  expect(installed.filter(({ installation }) => installation !== null)).toHaveLength(1);
  for (const { userErrors } of installed.filter(({ installation }) => installation === null)) {
    expect(userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
  }
  expect((await mall.ask(AppNowDocument, { id: appId })).app?.installations.nodes).toHaveLength(1);

  const { appKey } = await mall.do(CreateAppKeyDocument, { appId, name: '服务器', days: 1 });
  const revoke = { keyId: there(appKey).id, expectedVersion: 1 };
  const revoked = await times(() => mall.act(RevokeAppKeyDocument, revoke));
  expect(revoked.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
});

test('of ten keys at once that would be two too many, two are refused', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  await world.people.administrator(there(mall.unit), there(mall.person));
  const about = { name: '助手', vendor: '某公司', purpose: '配餐' };
  const appId = there((await mall.do(RegisterAppDocument, about)).app).id;
  for (const name of ['甲', '乙']) await mall.do(CreateAppKeyDocument, { appId, name, days: 1 });
  const made = await times(() => mall.act(CreateAppKeyDocument, { appId, name: '一起', days: 1 }));
  expect(made.filter(({ secret }) => secret !== null)).toHaveLength(8);
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(9);
});
