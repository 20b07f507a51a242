/** An app that the mall answers for and installed, with a key of its own; and what the community let another app read. */
import { globalId } from '../../../src/domain/ids.ts';
import {
  CreateAppKeyDocument,
  DiscloseDocument,
  InstallAppDocument,
  RegisterAppDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './people.ts';

export interface Installed {
  readonly key: string;
  readonly byMall: string;
  readonly byCommunity: string;
  /** The community looked at the contact of the mall. */
  readonly disclosure: string;
}

async function lookedAt(world: World, actor: Actor, of: Actor): Promise<string> {
  await world.people.contact(of, '王小明', '+8613812345678');
  const about = { subjectId: of.unitId, purpose: 'emergency.contact', reason: '通知' };
  const { disclosure } = await actor.do(DiscloseDocument, about);
  // What it opened is closed again.
  world.clock.pass({ minutes: 10 });
  return there(disclosure).id;
}

export async function installApps(world: World, { red: { mall, community } }: Cast): Promise<Installed> {
  await world.people.administrator(there(mall.unit), there(mall.person));
  const about = { name: '送餐', vendor: '某公司', purpose: '配餐' };
  const appId = there((await mall.do(RegisterAppDocument, about)).app).id;
  const { appKey } = await mall.do(CreateAppKeyDocument, { appId, name: '服务器', days: 30 });
  const install = { appId, scopes: ['needs:read'], purpose: 'care.meals' };
  const { installation } = await mall.do(InstallAppDocument, install);
  const [others] = await world.sql<{ id: string }>('select id from access.installation where unit_id = $1', [
    community.unit,
  ]);
  return {
    key: there(appKey).id,
    byMall: there(installation).id,
    byCommunity: globalId('installation', there(others).id),
    disclosure: await lookedAt(world, community, mall),
  };
}
