/** Offers and needs for the acts of the corpus on their life: each act has one of its own. */
import {
  DraftNeedDocument,
  DraftOfferDocument,
  PauseNeedDocument,
  PauseOfferDocument,
  SaveSearchDocument,
} from '../../generated/operations.ts';
import { listed, need, offer, there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function livingThings({ cast }: SmallWorld): Promise<Things> {
  const { mall, community } = cast.red;
  const offered = async (title: string) => there((await mall.do(DraftOfferDocument, listed({ title }))).offer).id;
  const needed = async (title: string) => there((await community.do(DraftNeedDocument, listed({ title }))).need).id;
  const resumed = { offerToResume: await offer(mall), needToResume: await need(community) };
  await mall.do(PauseOfferDocument, { offerId: resumed.offerToResume, expectedVersion: 1 });
  await community.do(PauseNeedDocument, { needId: resumed.needToResume, expectedVersion: 1 });
  const toEnd = await mall.do(SaveSearchDocument, { name: '将取消', looksFor: 'OFFERS' as const });
  const held = (title: string): Promise<string> => offer(mall, { title: `${title}，请打13812345678` });
  return {
    offerToRedraft: await offered('将改写'),
    offerToPublish: await offered('将发布'),
    offerToPause: await offer(mall, { title: '将暂停' }),
    offerToClose: await offer(mall, { title: '将办结' }),
    offerToRevise: await held('将修改'),
    offerToRelease: await held('将放行'),
    offerToReturn: await held('将退回'),
    needToRedraft: await needed('将改写'),
    needToPublish: await needed('将发布'),
    needToPause: await need(community, { title: '将暂停' }),
    needToClose: await need(community, { title: '将办结' }),
    needToReword: await need(community, { title: '将改期' }),
    ...resumed,
    searchToEnd: there(toEnd.savedSearch).id,
  };
}
