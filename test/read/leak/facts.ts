/**
 * What there is and who may see it, written down by hand: nothing here is asked of the code that is tested. Each fact is
 * a row by its global id; a row that is not listed for somebody is hidden from them.
 */
import { globalId } from '../../../src/domain/ids.ts';
import type { IdKind } from '../../../src/domain/kinds.ts';
import { CancelInvitationDocument, InviteToPostDocument, type InviteToPostInput } from '../../generated/operations.ts';
import { postsOf, toBeOperator } from '../../scenarios/people/posting.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { everybody, inBlue, inRed, type Cast, type Who } from './people.ts';
import { allianceFacts } from './alliances.ts';
import { benefitFacts } from './benefits.ts';
import { enrolmentFacts } from './enrolments.ts';
import { divideLand } from '../small-world/land.ts';
import { buildTogether, type Built } from './projects.ts';
import { installApps, type Installed } from './apps.ts';
import { knowPersons, type Known } from './persons.ts';
import { ledgerFacts } from './ledger.ts';
import { exchangeThings, type Exchanged } from './exchange.ts';
import { relationFacts } from './relations.ts';
import { listingFacts, promiseFacts } from './listings.ts';
import { sheetFacts } from './sheets.ts';
import { shareThings, type SharedThings } from './sharing.ts';
import { storeThings } from './stores.ts';
import { unitFacts } from './units.ts';
import { wishThings } from './wishes.ts';

export interface Fact {
  readonly id: string;
  readonly seenBy: readonly Who[];
}

export type Facts = Readonly<Record<string, Readonly<Record<string, Fact>>>>;

const seen = (id: string, seenBy: readonly Who[]): Fact => ({ id, seenBy });

/** The unit itself, whatever hat it wears. */
const MALL = ['mall', 'mallBare'] as const;

export async function factsOf(world: World, cast: Cast): Promise<Facts> {
  const things = await exchangeThings(world, cast);
  const known = await knowPersons(cast, things);
  const built = await buildTogether(world, cast);
  const installed = await installApps(world, cast);
  const shared = await shareThings(world, cast);
  const stored = await storeThings(world, cast);
  const wished = await wishThings(world, cast);
  const land = await divideLand(world, cast.red.mall);
  const benefits = await benefitFacts(world, cast);
  const enrolled = await enrolmentFacts(world, cast, things);
  return {
    ...(await allianceFacts(world, cast)),
    ...(await publicFacts(world)),
    ...(await membershipFacts(world, built)),
    ...listingFacts(things, shared, { resources: stored.resources, needs: wished.needs }),
    ...stored.facts,
    ...wished.facts,
    ...benefits,
    ...enrolled,
    ...whoFacts(cast, built),
    ...(await invitationFacts(cast)),
    ...(await unitFacts(world, cast)),
    ...promiseFacts(things),
    ...(await ledgerFacts(world, cast)),
    ...personFacts(known),
    ...projectFacts(built),
    ...sharingFacts(shared),
    ...(await relationFacts(world, cast, there(land['grid']))),
    ...(await sheetFacts(world, cast)),
    ...(await auditFacts(world, things)),
    ...appFacts(installed),
  };
}

/** Keys are for who administers the unit that answers for the app; an installation also for the app and the coordinator. */
function appFacts({ key, byMall, byCommunity, disclosure }: Installed): Facts {
  return {
    DisclosureRecord: { disclosure: seen(disclosure, [...MALL, 'community']) },
    AppKey: { key: seen(key, MALL) },
    AppInstallation: {
      byMall: seen(byMall, [...MALL, 'street']),
      byCommunity: seen(byCommunity, ['community', 'street', 'app', 'appBare']),
    },
  };
}

async function rows(world: World, kind: IdKind, from: string): Promise<string[]> {
  const found = await world.sql<{ id: string }>(`select id from ${from} order by id`);
  return found.map(({ id }) => globalId(kind, id));
}

const numbered = (ids: readonly string[], seenBy: readonly Who[]): Record<string, Fact> =>
  Object.fromEntries(ids.map((id, i) => [`number ${i}`, seen(id, seenBy)]));

/** Units, words and apps are for all to see. */
async function publicFacts(world: World): Promise<Facts> {
  return {
    Unit: numbered(await rows(world, 'unit', 'directory.unit'), everybody),
    Term: numbered(await rows(world, 'term', 'directory.term'), everybody),
    App: numbered(await rows(world, 'app', 'access.app'), everybody),
    Place: numbered(await rows(world, 'place', 'directory.place'), everybody),
    AreaStatistic: numbered(await rows(world, 'statistic', 'directory.area_statistic'), everybody),
    Area: numbered(await rows(world, 'area', 'directory.area'), everybody),
  };
}

/** What holds now is public; an application is for its unit and the coordinator, and a post that ended for its unit. */
async function membershipFacts(world: World, { applied, rejected, endedPost }: Built): Promise<Facts> {
  const posts = await rows(world, 'post', 'directory.post');
  return {
    Membership: {
      ...numbered(await rows(world, 'membership', "directory.membership where state = 'ACTIVE'"), everybody),
      applied: seen(applied, ['outsider', 'street']),
      rejected: seen(rejected, ['outsider', 'street']),
    },
    Post: {
      ...numbered(
        posts.filter((id) => id !== endedPost),
        everybody,
      ),
      ended: seen(endedPost, ['power']),
    },
  };
}

/**
 * Who somebody is, is for themselves and their colleagues, whatever the hat; colleagues of before count too. Somebody of the
 * community came to the mall, where they hold an office: whom the street coordinates under the hat.
 */
function whoFacts({ red, blue, outsider }: Cast, { former }: Built): Facts {
  const of = ({ person }: Actor, seenBy: readonly Who[]): Fact => seen(globalId('person', there(person)), seenBy);
  return {
    Person: {
      street: of(red.street, ['street', 'streetBare']),
      mall: of(red.mall, MALL),
      community: of(red.community, ['community', 'street', ...MALL]),
      power: of(red.power, ['power']),
      former: seen(former, ['power']),
      harbour: of(blue.harbour, ['harbour']),
      pier: of(blue.pier, ['pier']),
      outsider: of(outsider, ['outsider']),
    },
  };
}

/** For who administers the unit, as the mall's one does, and for who invited to stand in. */
async function invitationFacts({ red }: Cast): Promise<Facts> {
  const made = async (actor: Actor, more: Partial<InviteToPostInput> = {}): Promise<string> => {
    const { invitation } = await actor.do(InviteToPostDocument, { ...toBeOperator, ...more });
    return there(invitation).id;
  };
  const invitationId = await made(red.mall);
  await red.mall.do(CancelInvitationDocument, { invitationId, expectedVersion: 1 });
  const [own] = await postsOf(red.community);
  const deputy = { until: '2026-12-01T09:00:00+08:00', delegatedFromId: there(own).id };
  return {
    Invitation: {
      mall: seen(await made(red.mall), MALL),
      cancelled: seen(invitationId, MALL),
      community: seen(await made(red.community, deputy), ['community']),
    },
  };
}

function projectFacts({ projects, partners, contributions }: Built): Facts {
  const [among, blue] = [[...inRed, 'mallBare'] as const, inBlue];
  return {
    Project: {
      among: seen(projects.among, among),
      open: seen(projects.open, everybody),
      blue: seen(projects.blue, blue),
    },
    ProjectPartner: {
      among: seen(partners.among, among),
      open: seen(partners.open, everybody),
      blue: seen(partners.blue, blue),
    },
    Contribution: { among: seen(contributions.among, among), blue: seen(contributions.blue, blue) },
  };
}

/**
 * A person is for the unit of the need, for who supplies it by an agreement in force, and for an app where the need is
 * shown to the alliance and the person consents; what they consented to is for the unit alone.
 */
function personFacts({ beneficiaries, consents }: Known): Facts {
  return {
    Beneficiary: {
      shown: seen(beneficiaries.shown, ['community', 'mall', 'mallBare', 'app']),
      open: seen(beneficiaries.open, ['community']),
      withdrawn: seen(beneficiaries.withdrawn, ['community']),
      held: seen(beneficiaries.held, ['community']),
      blue: seen(beneficiaries.blue, inBlue),
    },
    Consent: {
      shown: seen(consents.shown, ['community']),
      open: seen(consents.open, ['community']),
      withdrawn: seen(consents.withdrawn, ['community']),
      held: seen(consents.held, ['community']),
      refused: seen(consents.refused, ['community']),
      blue: seen(consents.blue, ['harbour']),
      own: seen(consents.own, ['community', ...MALL]),
    },
  };
}

/** What two units agreed is for the two. */
function sharingFacts({ agreements }: SharedThings): Facts {
  return {
    SharingAgreement: {
      offers: seen(agreements.offers, ['community', 'outsider']),
      needs: seen(agreements.needs, [...MALL, 'pier']),
      forApps: seen(agreements.forApps, ['community', 'pier']),
      request: seen(agreements.request, [...MALL, 'outsider']),
    },
  };
}

/** For the unit that acted, and for the coordinator of the alliance that the act belongs to. */
async function auditFacts(world: World, { offers }: Exchanged): Promise<Facts> {
  const of = async (subject: string): Promise<string> => {
    const hex = subject.split('_')[1];
    const entries = await rows(
      world,
      'audit',
      `data.audit where action = 'offer:published' and replace(subject_id::text, '-', '') = '${hex ?? ''}'`,
    );
    return there(entries[0]);
  };
  return {
    AuditEntry: {
      alliance: seen(await of(offers.alliance), ['mall', 'mallBare', 'street']),
      private: seen(await of(offers.private), MALL),
      blue: seen(await of(offers.blue), inBlue),
    },
  };
}
