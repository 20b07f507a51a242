/** How offers and needs come to be: drafted and published, or published at once. */
import type { Act } from '../../../../data/act.ts';
import { askedOfTerms } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { ListedKind } from '../../../../domain/exchange/listing.ts';
import { maskedPlace } from '../../../../domain/exchange/review.ts';
import { wishColumns } from '../../../../domain/exchange/wish.ts';
import { globalId } from '../../../../domain/ids.ts';
import { advance, mustBe } from '../../../../domain/lifecycle.ts';
import type { Tried } from '../../../../domain/tried.ts';
import { isForHat, recordListing } from '../listing/audience.service.ts';
import {
  columnsOf,
  mustBeCategory,
  mustBeToCome,
  offeredColumnsOf,
  type NewListing,
  type PublishListing,
} from '../listing/publish.service.ts';
import { filedUnder } from '../listing/filing.service.ts';
import {
  called,
  lockListed,
  machines,
  meant,
  seenListed,
  type Listed,
  type OfListed,
} from '../listing/listed.service.ts';
import { Need } from '../needs/need.entity.ts';
import { Offer } from '../offers/offer.entity.ts';
import { Resource } from '../../resources/resources/resource.entity.ts';
import { mustServe } from '../../resources/stock/serve.service.ts';
import {
  mustStillName,
  otherRequirement,
  putInForce,
  revisedRequirement,
} from '../requirements/requirement.service.ts';
import { keepFindings, screened } from '../reviews/words.service.ts';

type Redraft = PublishListing & OfListed;

/** What the record is told of one. */
type Told = Pick<Listed, 'id' | 'category' | 'visibility' | 'shownTo' | 'version'>;

export class PublishService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Published at once, or held up where something is found in its words. */
  publish(viewer: Viewer, kind: ListedKind, input: PublishListing): Promise<Done> {
    const inHat = isForHat(input);
    const ahead = [askedOfTerms(viewer.now, ['CATEGORY'], [input.category])];
    return this.#work.run({ viewer, mutation: called('publish', kind), input, inHat, ahead }, async (act) => {
      const listed = await publishListing(act, kind, input);
      return { [kind]: listed.id };
    });
  }

  /** A draft: its unit alone reads it, and nothing is screened in it yet. */
  draft(viewer: Viewer, kind: ListedKind, input: PublishListing): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('draft', kind), input }, async (act) => {
      act.assertCan(`${kind}:publish`, { ownerUnitId: act.unit });
      const { listed } = await created(act, kind, input, 'DRAFT');
      act.record(`${kind}:drafted`, kind, listed, { body: { state: 'DRAFT' } });
      return { [kind]: listed.id };
    });
  }

  /** Writes a draft anew, as a whole. */
  redraft(viewer: Viewer, kind: ListedKind, input: Redraft): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('updateDraft', kind), input }, async (act) => {
      await ownOf(act, kind, input);
      const columns = kind === 'offer' ? await offeredColumnsOf(act, input) : await neededColumnsOf(act, input);
      const draft = await lockDraft(act, kind, input, 'redraft');
      Object.assign(draft, columns, { publishedAt: act.now });
      if (draft instanceof Offer) await redraw(act, draft, input);
      await act.em.flush();
      act.record(`${kind}:redrafted`, kind, draft, { body: { state: draft.state } });
      return { [kind]: draft.id };
    });
  }

  /** Publishes a draft: its words are screened now, and what it names has to hold now. */
  publishDraft(viewer: Viewer, kind: ListedKind, input: OfListed): Promise<Done> {
    return this.#work.run({ viewer, mutation: called('publishDraft', kind), input }, async (act) => {
      await mustBeMemberOf(act, (await ownOf(act, kind, input)).shownTo);
      const draft = await lockDraft(act, kind, input, 'publish');
      await mustStillHold(act, draft);
      const { title, description, placeName = null } = draft;
      const { found, outcome } = screened({ title, description, placeName }, draft.visibility);
      draft.state = advance(machines[kind], draft, outcome.state, 'publish');
      draft.isFlagged = outcome.isFlagged;
      draft.publishedAt = act.now;
      keepFindings(act, kind, draft, found);
      await act.em.flush();
      return tellHandedIn(act, kind, draft, outcome.isFlagged);
    });
  }
}

/** One offer or need, from whatever asked for it, an input or a row of a sheet: published, or held up where something is found in its words. */
export async function publishListing(act: Act, kind: ListedKind, input: NewListing): Promise<Told> {
  act.assertCan(`${kind}:publish`, { ownerUnitId: act.unit });
  const { outcome, found, listed } = await created(act, kind, input, 'PUBLISHED');
  keepFindings(act, kind, listed, found);
  tellHandedIn(act, kind, listed, outcome.isFlagged);
  return listed;
}

/** The draft, not locked yet: memberships are held before it is. Who looks at it is of its unit. */
async function ownOf(act: Act, kind: ListedKind, input: OfListed): Promise<Listed> {
  const seen = await seenListed(act, kind, meant(kind, input));
  act.assertCan('listing:redraft', seen, kind, seen);
  return seen;
}

async function lockDraft(act: Act, kind: ListedKind, input: OfListed, trying: Tried): Promise<Listed> {
  const draft = await lockListed(act, kind, meant(kind, input));
  mustBe(machines[kind], draft, trying, 'DRAFT');
  act.expectVersion(kind, draft, input.expectedVersion);
  return draft;
}

async function created(act: Act, kind: ListedKind, input: NewListing, as: 'DRAFT' | 'PUBLISHED') {
  const more = { ownerUnitId: act.unit, publishedAt: act.now, version: 1, wording: 1 };
  if (kind === 'offer') {
    const columns = await offeredColumnsOf(act, input);
    const { found, outcome } = screened(columns, input.visibility);
    const state = as === 'DRAFT' ? { state: as } : outcome;
    const row = { id: act.newId('offer'), ...columns, ...more, ...state };
    const requirement = await otherRequirement(act, input);
    if (requirement === null) return { found, outcome, listed: act.add(Offer, row) };
    const listed = act.em.create(Offer, row);
    await putInForce(act, listed, requirement);
    return { found, outcome, listed };
  }
  const columns = await neededColumnsOf(act, input);
  const { found, outcome } = screened(columns, input.visibility);
  const state = as === 'DRAFT' ? { state: as } : outcome;
  const listed = act.add(Need, { id: act.newId('need'), ...columns, ...more, ...state });
  return { found, outcome, listed };
}

/** What is left out of a draft that is written anew is taken away. */
async function redraw(act: Act, draft: Offer, { eligibility = null, documents = null }: NewListing): Promise<void> {
  await putInForce(act, draft, await revisedRequirement(act, draft, { eligibility, documents }));
}

async function neededColumnsOf(act: Act, input: NewListing) {
  const wish = wishColumns(input);
  const columns = await columnsOf(act, input);
  return { ...columns, ...wish, placeMasked: maskedPlace(columns.placeName) };
}

/** What was good when it was drafted may have ended since. */
async function mustStillHold(act: Act, draft: Listed): Promise<void> {
  mustBeToCome(act, draft);
  await mustBeCategory(act, draft.category);
  const trackId = draft.trackId == null ? null : globalId('track', draft.trackId);
  const programmeId = draft.programmeId == null ? null : globalId('programme', draft.programmeId);
  await filedUnder(act, { trackId, programmeId }, draft);
  if (draft instanceof Offer) await mustStillName(act, draft);
  if (!('resourceId' in draft) || draft.resourceId == null) return;
  const resource = await act.get(Resource, 'resource', draft.resourceId);
  await mustServe(act, resource, { value: draft.quantity, unit: draft.quantityUnit });
}

async function mustBeMemberOf(act: Act, alliances: readonly string[]): Promise<void> {
  const held = await Promise.all(alliances.map((allianceId) => act.holdMembership(act.unit, allianceId)));
  const elsewhere = alliances.find((_, i) => held[i] !== true);
  if (elsewhere === undefined) return;
  throw RefusalError.of('NOT_A_MEMBER', { unitId: act.unit, allianceId: elsewhere, isOwn: true });
}

function tellHandedIn(act: Act, kind: ListedKind, listed: Told, isFlagged: boolean): Readonly<Record<string, string>> {
  const { category, visibility } = listed;
  const action = `${kind}:${isFlagged ? 'held' : 'published'}`;
  recordListing(act, action, { kind, row: listed, body: { category, visibility } });
  return { [kind]: listed.id };
}
