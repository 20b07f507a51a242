/**
 * A small world with something of everything: at most some thirty rows a type, two alliances, every state. Told through
 * the public API, so that its rows are such as there can be.
 */
import { CloseStack } from '../../../src/platform/close-stack.ts';
import { globalId } from '../../../src/domain/ids.ts';
import type { IdKind } from '../../../src/domain/kinds.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../../scenarios/story.ts';
import { linesOf } from './lines.ts';
import { NaiveExecutor } from '../naive/executor.ts';
import { apps } from './apps.ts';
import { benefits } from './benefits.ts';
import { enrolments } from './enrolments.ts';
import { bodiesOf } from './bodies.ts';
import { castOf, type Cast } from './cast.ts';
import { homes } from './homes.ts';
import { identifiers } from './identifiers.ts';
import { ledger } from './ledger.ts';
import { persons } from './persons.ts';
import { divideLand } from './land.ts';
import { lives } from './living.ts';
import { offices } from './offices.ts';
import { promises } from './promises.ts';
import { posts } from './posts.ts';
import { programmesOf } from './programmes.ts';
import { projects } from './projects.ts';
import { relations } from './relations.ts';
import { sharing } from './sharing.ts';
import { sheets } from './sheets.ts';
import { stores } from './stores.ts';
import { supply, type Things } from './supply.ts';

export interface SmallWorld extends AsyncDisposable {
  readonly world: World;
  readonly cast: Cast;
  readonly naive: NaiveExecutor;
  /** Ids, instants and the like, by the names that documents know them by. */
  readonly things: Readonly<Things>;
}

export async function createSmallWorld(): Promise<SmallWorld> {
  await using stack = new CloseStack();
  const world = stack.use(await createWorld());
  const cast = await castOf(world);
  const supplied = await supply(world, cast);
  const promised = await promises(world, cast, supplied);
  const known = await persons(world, cast, supplied);
  const built = await projects(world, cast);
  const installed = await apps(world, cast);
  const shared = await sharing(world, cast);
  const posted = await posts(world, cast);
  const connected = await relations(world, cast);
  const numbered = await identifiers(cast);
  const brought = await sheets(world, cast);
  const land = await divideLand(world, cast.administrator);
  const held = await offices(world, cast, land);
  const visitedHomes = await homes(world, cast, land);
  const stored = await stores(world, cast);
  const given = await benefits(world, cast, land);
  const enrolled = await enrolments(world, cast, supplied);
  const counted = await ledger(world, cast);
  const naive = stack.use(new NaiveExecutor(world.database));
  const before = {
    ...{
      ...supplied,
      ...promised,
      ...known,
      ...built,
      ...installed,
      ...shared,
      ...posted,
      ...connected,
      ...numbered,
      ...brought,
      ...land,
      ...held,
      ...visitedHomes,
      ...stored,
      ...given,
      ...enrolled,
      ...counted,
    },
    ...(await found(world, cast)),
  };
  const things = { ...before, ...(await lives(world, cast, before)) };
  const kept = stack.move();
  return { world, cast, naive, things, [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose]() };
}

async function found(world: World, cast: Cast): Promise<Things> {
  const any = async (kind: IdKind, from: string): Promise<string> => {
    const [row] = await world.sql<{ id: string }>(`select id from ${from} order by id limit 1`);
    return globalId(kind, there(row).id);
  };
  const { red, blue, changing, closing } = cast;
  const { clock } = world;
  return {
    alliance: red.id,
    blue: blue.id,
    unit: red.mall.unitId,
    street: red.street.unitId,
    community: red.community.unitId,
    power: red.power.unitId,
    hospital: red.hospital.unitId,
    market: blue.market.unitId,
    changing: changing.unitId,
    closing: closing.unitId,
    person: globalId('person', there(red.mall.person)),
    otherPerson: globalId('person', there(red.community.person)),
    communityInRed: await any('membership', `directory.membership where unit_id = '${there(red.community.unit)}'`),
    membership: await any('membership', 'directory.membership'),
    post: await any('post', 'directory.post'),
    term: await any('term', 'directory.term'),
    app: await any('app', 'access.app'),
    auditEntry: await any('audit', 'data.audit'),
    nothing: globalId('offer', '00000000-0000-7000-8000-000000000000'),
    now: clock.now().toISOString(),
    ...(await linesOf(cast)),
    ...(await bodiesOf(cast)),
    ...(await programmesOf(cast)),
    longAgo: '2024-12-31T00:00:00+08:00',
    tomorrow: clock.day(1, '00:00'),
    nextWeek: clock.day(7, '19:00'),
  };
}
