/** Offers and needs at every turn of their life, under tracks and programmes, and what a unit looks for. */
import {
  CloseOfferDocument,
  DraftNeedDocument,
  PauseNeedDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  SaveSearchDocument,
} from '../../generated/operations.ts';
import { listed, need, offer, proposal, there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function lives(world: World, { red }: Cast, things: Things): Promise<Things> {
  const { mall, community, street, hospital } = red;
  const trackId = there(things['allianceTrack']);
  const programmeId = there(things['runningProgramme']);
  const looking = async (looksFor: 'OFFERS' | 'NEEDS', name: string): Promise<string> =>
    there((await mall.do(SaveSearchDocument, { name, looksFor, category: 'space.hall' })).savedSearch).id;
  const [search, searchForNeeds] = [await looking('OFFERS', '找场地'), await looking('NEEDS', '谁要场地')];
  world.clock.pass({ minutes: 7 });
  const filed = { ...listed({ title: '文化大厅', value: '2' }), trackId };
  const { offer: filedOffer } = await hospital.do(PublishOfferDocument, filed);
  await community.do(PublishOfferDocument, { ...listed({ title: '大教室', value: '2' }), programmeId });
  await community.do(PublishNeedDocument, { ...filed, title: '文化大厅求' });
  await hospital.do(PublishNeedDocument, { ...listed({ title: '大教室求' }), programmeId });
  const drafted = there((await community.do(DraftNeedDocument, listed({ title: '草稿' }))).need).id;
  const heldOffer = await offer(mall, { title: '修伞，请打13812345678' });
  const pausedNeed = await need(community, { title: '暂停的', value: '3' });
  await proposal(street, { needId: pausedNeed, offerId: await offer(mall, { title: '暂停时的', value: '3' }) });
  await community.do(PauseNeedDocument, { needId: pausedNeed, expectedVersion: 1 });
  const doneOffer = await offer(mall, { title: '办结的' });
  await mall.do(CloseOfferDocument, { offerId: doneOffer, expectedVersion: 1, reason: '已发完' });
  const closesAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
  const { need: overNeed } = await community.do(PublishNeedDocument, { ...listed({ title: '过期的' }), closesAt });
  world.clock.pass({ minutes: 7 });
  return {
    ...{ search, searchForNeeds, drafted, heldOffer, pausedNeed, doneOffer },
    filedOffer: there(filedOffer).id,
    overNeed: there(overNeed).id,
  };
}
