/** Steps of households that their scenarios take. */
import {
  AgreeHouseholdLinkDocument,
  EndHouseholdLinkDocument,
  HouseholdFiguresOfDocument,
  HouseholdLinksWhereDocument,
  HouseholdsWhereDocument,
  ProposeHouseholdLinkDocument,
  RecordVisitDocument,
  RegisterHouseholdDocument,
  VisitsWhereDocument,
  type HouseholdFiguresOfQuery,
  type HouseholdLinkFilter,
  type HouseholdLinkNowFragment,
  type HouseholdNowFragment,
  type HouseholdsWhereQuery,
  type HouseholdLinksWhereQuery,
  type RecordVisitInput,
  type RegisterHouseholdInput,
  type VisitFilter,
  type VisitNowFragment,
  type VisitsWhereQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { area, keeperOf } from '../land/land.ts';
import { resident, settled } from './person-steps.ts';
import { someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

interface Looked {
  readonly community: Actor;
  readonly county: string;
  readonly grid: string;
}

/** A community that looks after a grid. */
export async function lookedAfter(world: World, name = '社区'): Promise<Looked> {
  const community = await someUnit(world, name);
  const county = await keeperOf(world, community, '330203');
  return { community, county, grid: await area(community, county, { code: 'H-1', name: '第一网格' }) };
}

/** A party member with a post of service at the unit. */
export interface Member {
  readonly actor: Actor;
  /** What they are to the unit. */
  readonly personRelationId: string;
}

export async function member(world: World, community: Actor, name: string): Promise<Member> {
  const actor = await resident(world, name);
  const { id } = await settled(actor, community, 'service-post', community.unitId);
  return { actor, personRelationId: id };
}

export async function registered(
  community: Actor,
  areaId: string,
  door: string,
  about: Partial<RegisterHouseholdInput> = {},
): Promise<HouseholdNowFragment> {
  return there((await community.do(RegisterHouseholdDocument, { areaId, door, ...about })).household);
}

export async function offered(
  community: Actor,
  { personRelationId }: Member,
  householdId: string,
  type = 'vanguard-linkage',
): Promise<HouseholdLinkNowFragment> {
  const proposal = { type, householdId, personRelationId };
  return there((await community.do(ProposeHouseholdLinkDocument, proposal)).householdLink);
}

export const agreeing = ({
  id,
  version,
}: HouseholdLinkNowFragment): { readonly householdLinkId: string; readonly expectedVersion: number } => ({
  householdLinkId: id,
  expectedVersion: version,
});

/** Proposed by the unit, agreed by the person. */
export async function linked(
  community: Actor,
  who: Member,
  householdId: string,
  type?: string,
): Promise<HouseholdLinkNowFragment> {
  const asked = await offered(community, who, householdId, type);
  return there((await who.actor.do(AgreeHouseholdLinkDocument, agreeing(asked))).householdLink);
}

export const over = async (by: Actor, link: HouseholdLinkNowFragment): Promise<HouseholdLinkNowFragment> =>
  there((await by.do(EndHouseholdLinkDocument, { ...agreeing(link), reason: '调整' })).householdLink);

type Said = Omit<RecordVisitInput, 'idempotencyKey'>;

export const call = ({ id }: { readonly id: string }, day: string, about: Partial<Said> = {}): Said => ({
  ...{ householdLinkId: id, day, purpose: 'visit.greeting', outcome: 'visit-outcome.met' },
  ...about,
});

export const visited = async (
  by: Actor,
  link: { readonly id: string },
  day: string,
  about: Partial<Said> = {},
): Promise<VisitNowFragment> => there((await by.do(RecordVisitDocument, call(link, day, about))).visit);

export const householdsOf = async (asker: Actor): Promise<NonNullable<HouseholdsWhereQuery['households']>> =>
  there((await asker.ask(HouseholdsWhereDocument, {})).households);

export const linksOf = async (
  asker: Actor,
  filter: HouseholdLinkFilter = {},
): Promise<NonNullable<HouseholdLinksWhereQuery['householdLinks']>> =>
  there((await asker.ask(HouseholdLinksWhereDocument, { filter })).householdLinks);

export const visitsOf = async (
  asker: Actor,
  filter: VisitFilter = {},
): Promise<NonNullable<VisitsWhereQuery['visits']>> => there((await asker.ask(VisitsWhereDocument, { filter })).visits);

type Figures = NonNullable<HouseholdFiguresOfQuery['unit']>['householdFigures'];

/** Linked now, visited in the month, and how often. */
export async function figures(asker: Pick<Actor, 'ask'>, id: string, month?: string): Promise<(number | null)[]> {
  const { unit } = await asker.ask(HouseholdFiguresOfDocument, { id, month: month ?? null });
  const { linked: now, visited: households, visits }: Figures = there(unit).householdFigures;
  return [now, households, visits];
}
