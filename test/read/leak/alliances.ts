/** What alliances are made of is for all to see. */
import { globalId } from '../../../src/domain/ids.ts';
import type { IdKind } from '../../../src/domain/kinds.ts';
import { started } from '../../scenarios/alliances/programme-steps.ts';
import type { World } from '../../support/world.ts';
import { bodiesOf } from '../small-world/bodies.ts';
import { linesOf } from '../small-world/lines.ts';
import { programmesOf } from '../small-world/programmes.ts';
import type { Fact, Facts } from './facts.ts';
import { everybody, type Cast } from './people.ts';

const TABLES: Readonly<Record<string, readonly [kind: IdKind, table: string]>> = {
  Alliance: ['alliance', 'alliance'],
  Charter: ['charter', 'charter'],
  Track: ['track', 'track'],
  GoverningBody: ['body', 'governing_body'],
  Seat: ['seat', 'seat'],
  Programme: ['programme', 'programme'],
  ProgrammeVersion: ['edition', 'programme_version'],
};

/** Of a mall that somebody administers. */
export async function allianceFacts(world: World, cast: Cast): Promise<Facts> {
  await linesOf(cast);
  await bodiesOf(cast);
  await programmesOf(cast);
  await started(cast.red.mall, '送餐计划');
  const facts: Record<string, Record<string, Fact>> = {};
  for (const [type, [kind, table]] of Object.entries(TABLES)) {
    const rows = await world.sql<{ id: string }>(`select id from directory.${table} order by id`);
    facts[type] = Object.fromEntries(
      rows.map(({ id }, i) => [`number ${i}`, { id: globalId(kind, id), seenBy: everybody }]),
    );
  }
  return facts;
}
