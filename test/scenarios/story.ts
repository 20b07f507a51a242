/** Steps that many scenarios take, so that each tells only what is its own. */
import type { Actor } from '../support/actor.ts';
import {
  AcceptMatchDocument,
  MembershipsOfDocument,
  OpenSlotsDocument,
  ProposeMatchDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  PublishResourceDocument,
  SignAgreementDocument,
  type MatchNowFragment,
} from '../generated/operations.ts';

type Visibility = 'PUBLIC' | 'ALLIANCE' | 'UNIT';

export interface Listed {
  readonly title?: string;
  readonly description?: string;
  readonly category?: string;
  readonly value?: string;
  readonly unit?: string;
  readonly visibility?: Visibility;
  readonly audience?: readonly string[];
  readonly resourceId?: string;
  readonly maxPerUnit?: string;
  readonly period?: { readonly start: string; readonly end: string };
  readonly closesAt?: string;
  readonly placeName?: string;
  readonly location?: { readonly longitude: number; readonly latitude: number; readonly crs: 'WGS84' | 'GCJ02' };
}

/** The input that says so. */
// What it is follows from what is given.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function listed({
  title = '大厅',
  description = '说明',
  category = 'space.hall',
  value = '1',
  unit = '场',
  visibility = 'ALLIANCE',
  ...rest
}: Listed) {
  return { title, category, description, quantity: { value, unit }, visibility, ...rest };
}

export async function offer(actor: Actor, listing: Listed = {}): Promise<string> {
  return there((await actor.do(PublishOfferDocument, listed(listing))).offer).id;
}

/** Of a micro-wish, besides. */
interface Wished extends Listed {
  readonly kind?: 'NEED' | 'MICRO_WISH';
  readonly maxClaims?: number;
}

export async function need(actor: Actor, { resourceId: _, ...listing }: Wished = {}): Promise<string> {
  return there((await actor.do(PublishNeedDocument, listed(listing))).need).id;
}

/** A resource with slots on the coming days; their ids. */
export async function slots(
  actor: Actor,
  periods: readonly { readonly start: string; readonly end: string }[],
  capacity = 1,
  visibility: Visibility = 'ALLIANCE',
): Promise<{ resourceId: string; slotIds: readonly string[] }> {
  const about = { kind: 'SPACE' as const, name: '大厅', description: '说明', visibility };
  const resourceId = there((await actor.do(PublishResourceDocument, about)).resource).id;
  const opened = await actor.do(OpenSlotsDocument, {
    resourceId,
    slots: periods.map((period) => ({ period, capacity })),
  });
  return { resourceId, slotIds: there(opened.resource).slots.nodes.map(({ id }) => id) };
}

export async function proposal(
  coordinator: Actor,
  input: {
    needId: string;
    offerId: string;
    amount?: string;
    slotId?: string;
    places?: number;
    inReturn?: { title: string; quantity: { value: string; unit: string } };
  },
): Promise<MatchNowFragment> {
  return there((await coordinator.do(ProposeMatchDocument, { amount: '1', ...input })).match);
}

/** Both sides accept; the match with its agreement. */
export async function agreed(first: Actor, second: Actor, match: MatchNowFragment): Promise<MatchNowFragment> {
  const held = there(
    (await first.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version })).match,
  );
  return there((await second.do(AcceptMatchDocument, { matchId: match.id, expectedVersion: held.version })).match);
}

interface Agreed {
  readonly agreement: { readonly id: string; readonly version: number } | null;
}

export async function signed(first: Actor, second: Actor, match: Agreed): Promise<string> {
  const { id: agreementId, version } = there(match.agreement);
  const once = there((await first.do(SignAgreementDocument, { agreementId, expectedVersion: version })).agreement);
  await second.do(SignAgreementDocument, { agreementId, expectedVersion: once.version });
  return agreementId;
}

/** The actor's membership, active or applied for. */
export async function membershipOf(actor: Actor, allianceId: string): Promise<{ id: string; version: number }> {
  const { alliance } = await actor.ask(MembershipsOfDocument, { id: allianceId });
  return there(there(alliance).memberships.nodes.find(({ unit }) => unit?.id === actor.unitId));
}

/** What should be there. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing is there');
  return value;
}
