/** The life of offers and needs: drafts, pauses, ends, what is judged of offers, and what units look for. */
import {
  AddTrackDocument,
  CloseNeedDocument,
  CloseOfferDocument,
  DraftNeedDocument,
  DraftOfferDocument,
  EndSearchDocument,
  MarkSearchSeenDocument,
  PauseNeedDocument,
  PauseOfferDocument,
  PublishDraftNeedDocument,
  PublishDraftOfferDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  ReleaseOfferDocument,
  ResumeNeedDocument,
  ResumeOfferDocument,
  ReturnOfferDocument,
  ReviseOfferDocument,
  SaveSearchDocument,
  UpdateDraftNeedDocument,
  UpdateDraftOfferDocument,
} from '../../generated/operations.ts';
import { started } from '../../scenarios/alliances/programme-steps.ts';
import { listed, need, offer, proposal, there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

export async function live(world: World, side: Side): Promise<void> {
  await pause(side);
  await draft(side);
  await judge(side);
  await end(world, side);
  await look(side);
  await file(side);
}

/** Seen by who has a match of it, the unit in both alliances among them. */
async function pause({ id, coordinator, supplier, demander, both }: Side): Promise<void> {
  for (const about of [{ visibility: 'ALLIANCE' as const }, { visibility: 'PUBLIC' as const, audience: [id] }]) {
    const needId = await need(demander, { value: '90', ...about });
    await proposal(coordinator, { needId, offerId: await offer(both, { value: '90' }) });
    await demander.do(PauseNeedDocument, { needId, expectedVersion: 1 });
    const offerId = await offer(supplier, { value: '90', ...about });
    await proposal(coordinator, { needId: await need(both, { value: '90' }), offerId });
    await supplier.do(PauseOfferDocument, { offerId, expectedVersion: 1 });
  }
  const resumed = { needId: await need(demander), offerId: await offer(supplier) };
  await demander.do(PauseNeedDocument, { needId: resumed.needId, expectedVersion: 1 });
  await demander.do(ResumeNeedDocument, { needId: resumed.needId, expectedVersion: 2 });
  await supplier.do(PauseOfferDocument, { offerId: resumed.offerId, expectedVersion: 1 });
  await supplier.do(ResumeOfferDocument, { offerId: resumed.offerId, expectedVersion: 2 });
}

async function draft({ supplier, demander }: Side): Promise<void> {
  for (const visibility of ['ALLIANCE', 'PUBLIC'] as const) {
    const written = listed({ title: '草稿', visibility });
    const kept = async () => ({
      needId: there((await demander.do(DraftNeedDocument, written)).need).id,
      offerId: there((await supplier.do(DraftOfferDocument, written)).offer).id,
    });
    const { needId, offerId } = await kept();
    await demander.do(UpdateDraftNeedDocument, { ...written, needId, expectedVersion: 1 });
    await supplier.do(UpdateDraftOfferDocument, { ...written, offerId, expectedVersion: 1 });
    const ready = await kept();
    await demander.do(PublishDraftNeedDocument, { needId: ready.needId, expectedVersion: 1 });
    await supplier.do(PublishDraftOfferDocument, { offerId: ready.offerId, expectedVersion: 1 });
  }
}

async function judge({ coordinator, supplier }: Side): Promise<void> {
  for (const [i, visibility] of (['ALLIANCE', 'PUBLIC'] as const).entries()) {
    const held = (tail: string) => offer(supplier, { visibility, title: `请打138${i + 3}234${tail}` });
    const judged = { expectedVersion: 1, reason: '请隐去' };
    await held('0001');
    await coordinator.do(ReturnOfferDocument, { offerId: await held('0002'), ...judged });
    await coordinator.do(ReleaseOfferDocument, { offerId: await held('0003'), ...judged });
    await supplier.do(ReviseOfferDocument, { offerId: await held('0004'), expectedVersion: 1, title: '请到店' });
  }
}

/** Done, and over. */
async function end(world: World, { id, supplier, demander }: Side): Promise<void> {
  for (const about of [{ visibility: 'ALLIANCE' as const }, { visibility: 'PUBLIC' as const, audience: [id] }]) {
    const done = { expectedVersion: 1, reason: '已够用' };
    await demander.do(CloseNeedDocument, { needId: await need(demander, about), ...done });
    await supplier.do(CloseOfferDocument, { offerId: await offer(supplier, about), ...done });
    for (const kind of ['need', 'offer'] as const) {
      const over = await (kind === 'need' ? need(demander, about) : offer(supplier, about));
      await world.sql(
        `update exchange.${kind} set state = 'EXPIRED', closed_at = $2 where '${kind}_' || replace(id::text, '-', '') = $1`,
        [over, world.clock.now()],
      );
    }
  }
}

/** For either, under the hat and without one; one of them ended. */
async function look({ supplier, demander }: Side): Promise<void> {
  for (const actor of [supplier, demander]) {
    for (const looksFor of ['OFFERS', 'NEEDS'] as const) {
      await actor.do(SaveSearchDocument, { name: '检索', looksFor, category: 'space.hall', search: '大厅' });
    }
    const { savedSearch } = await actor
      .withoutHat()
      .do(SaveSearchDocument, { name: '检索', looksFor: 'NEEDS' as const });
    await actor.withoutHat().do(MarkSearchSeenDocument, { searchId: there(savedSearch).id });
    const { savedSearch: gone } = await actor.do(SaveSearchDocument, { name: '检索', looksFor: 'NEEDS' as const });
    await actor.do(EndSearchDocument, { searchId: there(gone).id });
  }
}

/** Under a track of the alliance, and under a programme of it. */
async function file({ id, coordinator, supplier, demander }: Side): Promise<void> {
  const about = { allianceId: id, code: 'life', name: '生活', colour: '#112233', rank: 9 };
  const { id: trackId } = there((await coordinator.do(AddTrackDocument, about)).track);
  const { id: programmeId } = await started(coordinator, '便民', { allianceId: id });
  for (const filed of [{ trackId }, { programmeId }]) {
    await demander.do(PublishNeedDocument, { ...listed({ value: '90' }), ...filed });
    await supplier.do(PublishOfferDocument, { ...listed({ value: '90' }), ...filed });
  }
}
