/** Steps of relations of units to grids that their scenarios take. */
import {
  CoverageByRelationsDocument,
  RelationsOfAreaDocument,
  type AreaLevel,
  type CoverageByRelationsQuery,
  type RelationFilter,
} from '../../generated/operations.ts';
import { globalId } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { area } from '../land/land.ts';
import { someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

interface Land {
  readonly street: Actor;
  readonly committee: Actor;
  readonly county: string;
  readonly community: string;
}

/** A street that looks after its county, for short, and the community that it made in it, which has a unit of its own. */
export async function landed(world: World): Promise<Land> {
  const street = await someUnit(world, '浒山街道', 'GOVERNMENT');
  const committee = await someUnit(world, '界牌社区');
  const county = globalId('area', await world.people.county('慈溪市', '330282', there(street.unit)));
  const place = { level: 'COMMUNITY', scheme: 'STATISTICS', code: '330282001001', name: '界牌社区' } as const;
  const community = await area(street, county, { ...place, keeperUnitId: committee.unitId });
  return { street, committee, county, community };
}

/** A grid in it, by its number. */
export const grid = (keeper: Actor, parentId: string, n: number, level: AreaLevel = 'MICRO_GRID'): Promise<string> =>
  area(keeper, parentId, { level, code: `w-${n}`, name: `微网格${n}` });

export async function related(asker: Actor, id: string, filter: RelationFilter = {}): Promise<string[]> {
  const { area: found } = await asker.ask(RelationsOfAreaDocument, { id, filter });
  return there(found).relations.nodes.map(({ type, subject }) => `${there(type).code}: ${there(subject).shortName}`);
}

type Covered = NonNullable<CoverageByRelationsQuery['area']>['coverage'];

export interface Asked {
  readonly types?: readonly string[];
  /** Of persons, in place of those of units. */
  readonly personTypes?: readonly string[];
  readonly kind?: string;
  readonly level?: AreaLevel;
  readonly asOf?: string;
}

export async function coverage(
  asker: Pick<Actor, 'ask'>,
  id: string,
  { personTypes, types = ['grid-branch'], level = 'MICRO_GRID', ...rest }: Asked = {},
): Promise<Covered> {
  const by = personTypes === undefined ? { types: [...types] } : { personTypes: [...personTypes] };
  const asked = { id, level, ...by, ...rest };
  return there((await asker.ask(CoverageByRelationsDocument, asked)).area).coverage;
}
