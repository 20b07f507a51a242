/** Apps in the small world: registered by the mall, with keys good and revoked, installed here and there, in force and not. */
import {
  CreateAppKeyDocument,
  DiscloseDocument,
  InstallAppDocument,
  RegisterAppDocument,
  RetireAppDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

/** Somebody who sees the contact of a unit masked is shown it in full. */
async function look(actor: Actor, of: Actor, reason: string): Promise<string> {
  const about = { subjectId: of.unitId, purpose: 'emergency.contact', reason };
  return there((await actor.do(DiscloseDocument, about)).disclosure).id;
}

export async function apps(world: World, { red }: Cast): Promise<Things> {
  const { mall, community, hospital } = red;
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
  const disclosed = [await look(community, mall, '送餐联系'), await look(hospital, mall, '巡诊安排')];
  return { disclosure: disclosed[0] ?? '', ownApp, otherApp, ...keys, installation };
}
