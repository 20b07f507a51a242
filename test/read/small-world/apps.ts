/** Apps in the small world: registered by the mall, with keys good and revoked, installed here and there, in force and not. */
import {
  CreateAppKeyDocument,
  InstallAppDocument,
  RegisterAppDocument,
  RetireAppDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function apps(world: World, { red }: Cast): Promise<Things> {
  const { mall, community } = red;
  for (const actor of [mall, community]) await world.people.administrator(there(actor.unit), there(actor.person));
  const register = async (name: string): Promise<string> => {
    world.clock.pass({ minutes: 2 });
    const about = { name, vendor: '某软件公司', purpose: '为老人配餐' };
    return there((await mall.do(RegisterAppDocument, about)).app).id;
  };
  const [ownApp, retiredApp, otherApp] = [await register('送餐'), await register('旧版送餐'), await register('走访')];
  const key = async (appId: string, name: string): Promise<string> =>
    there((await mall.do(CreateAppKeyDocument, { appId, name, days: 30 })).appKey).id;
  const keys = { key: await key(ownApp, '服务器'), spareKey: await key(ownApp, '备用') };
  await mall.do(RevokeAppKeyDocument, { keyId: await key(ownApp, '丢失'), expectedVersion: 1 });
  const install = async (actor: typeof mall, appId: string, scopes: string[], until: string | null = null) =>
    there((await actor.do(InstallAppDocument, { appId, scopes, purpose: 'care.meals', until })).installation).id;
  const installation = await install(mall, ownApp, ['needs:read', 'offers:read'], world.clock.day(90, '00:00'));
  await install(community, ownApp, ['contacts:read']);
  await install(community, retiredApp, ['needs:read']);
  const ended = await install(community, otherApp, ['needs:read']);
  await community.do(UninstallAppDocument, { installationId: ended, expectedVersion: 1 });
  await mall.do(RetireAppDocument, { appId: retiredApp, expectedVersion: 1 });
  return { ownApp, otherApp, ...keys, installation };
}
