/** Steps of enrolments that their scenarios take. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  ApplicationOfDocument,
  ApplyToEnrolmentDocument,
  EnrolmentOfDocument,
  LeftOfOfferDocument,
  OpenEnrolmentDocument,
  TurnsOfDocument,
  type ApplicationNowFragment,
  type ApplyToEnrolmentInput,
  type ApplyToEnrolmentMutation,
  type EnrolmentNowFragment,
  type OpenEnrolmentInput,
  type TurnsOfQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { pendingOf } from '../access/pending-steps.ts';
import { identityNumberOf } from '../benefits/benefit-steps.ts';
import { offer, there } from '../story.ts';

/** A nursery run by a third party (托育园), and a community whose families apply there: in one alliance. */
export interface Nursery {
  readonly world: World;
  readonly street: Actor;
  readonly nursery: Actor;
  readonly community: Actor;
  readonly offerId: string;
}

export async function nursery(world: World, places = 100): Promise<Nursery> {
  const { id, street, nursery: own, community } = await world.alliance('慈邻', 'street', 'nursery', 'community');
  const listing = { title: '星邻家托育园', value: String(places), unit: '名', audience: [id] };
  return { world, street, nursery: own, community, offerId: await offer(own, listing) };
}

/** 0–3 岁: below three full years on 1 September 2027. */
export const TODDLERS = { age: { from: 0, below: 3 } };
export const SOURCE = '中国福利彩票双色球第2026135期开奖号码';
/** As the lottery told it: six red numbers and a blue one. */
export const NUMBERS_DRAWN = '03 07 12 19 26 31 + 08';

type Opening = Partial<Omit<OpenEnrolmentInput, 'idempotencyKey'>>;

export async function opened(
  { nursery: own, offerId, world }: Nursery,
  about: Opening = {},
): Promise<EnrolmentNowFragment> {
  const input = {
    ...{ offerId, places: 10, until: world.clock.day(10, '17:00'), method: 'FIRST_COME' as const, hoursToConfirm: 48 },
    ...about,
  };
  return there((await own.do(OpenEnrolmentDocument, input)).enrolment);
}

export const drawnOne = (where: Nursery, about: Opening = {}): Promise<EnrolmentNowFragment> =>
  opened(where, { method: 'DRAWN', publicSource: SOURCE, ...about });

export const GUARDIAN = {
  name: '李芳',
  relation: 'MOTHER' as const,
  mobile: '13812345678',
  consentedAt: '2026-11-21T08:30:00+08:00',
  consentShown: '现场签署同意书',
};

type Applicant = ApplyToEnrolmentInput['applicant'];

/** The child of that number: born in January 2026, so that they are one year old on 1 September 2027. */
export const child = (i: number, about: Partial<Applicant> = {}): Applicant => ({
  name: '王小明',
  identityNumber: identityNumberOf(`2026-01-${String((i % 28) + 1).padStart(2, '0')}`, String(100 + i)),
  guardian: GUARDIAN,
  ...about,
});

type Applied = ApplyToEnrolmentMutation['applyToEnrolment'];

export const apply = (who: Actor, enrolmentId: string, applicant: Applicant): Promise<Applied> =>
  who.act(ApplyToEnrolmentDocument, { enrolmentId, applicant });

export async function applied(who: Actor, enrolmentId: string, applicant: Applicant): Promise<ApplicationNowFragment> {
  return there((await who.do(ApplyToEnrolmentDocument, { enrolmentId, applicant })).enrolmentApplication);
}

/** So many children, one after the other. */
export async function many(who: Actor, enrolmentId: string, count: number): Promise<ApplicationNowFragment[]> {
  const made: ApplicationNowFragment[] = [];
  for (let i = 0; i < count; i += 1) made.push(await applied(who, enrolmentId, child(i)));
  return made;
}

export async function enrolmentNow(who: Actor, id: string): Promise<EnrolmentNowFragment> {
  return there((await who.ask(EnrolmentOfDocument, { id })).enrolment);
}

export async function applicationNow(who: Actor, id: string): Promise<ApplicationNowFragment> {
  return there((await who.ask(ApplicationOfDocument, { id })).enrolmentApplication);
}

/** How to answer it as it stands. */
export async function standing(who: Actor, id: string): Promise<{ applicationId: string; expectedVersion: number }> {
  return { applicationId: id, expectedVersion: (await applicationNow(who, id)).version };
}

export type Turn = NonNullable<TurnsOfQuery['enrolment']>['turns']['nodes'][number];

/** Page after page, in turn. */
export async function turnsOf(who: Actor, id: string): Promise<Turn[]> {
  const all: Turn[] = [];
  for (let after: string | null = null; ;) {
    const answer: TurnsOfQuery = await who.ask(TurnsOfDocument, { id, after });
    const { turns } = there(answer.enrolment);
    all.push(...turns.nodes);
    if (!turns.pageInfo.hasNextPage) return all;
    after = turns.pageInfo.endCursor ?? null;
  }
}

export async function leftOf(who: Actor, id: string): Promise<string> {
  return there((await who.ask(LeftOfOfferDocument, { id })).offer).remaining.value;
}

/** What waits for the unit, by kind. */
export const kindsFor = async (who: Actor): Promise<string[]> => (await pendingOf(who)).items.map(({ kind }) => kind);

/** The script that the page for parents shows, on what the API answered. */
export function recomputed(enrolment: object): string {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/draws.md', 'utf8')) ?? [];
  const input = JSON.stringify({ data: { enrolment } });
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { input });
  return `${stdout.toString()}${stderr.toString()}`.trim();
}
