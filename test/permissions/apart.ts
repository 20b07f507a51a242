/** Who sees what of each subgraph by itself: over its own root fields, and by the keys that other subgraphs ask with. */
import { describe, expect, test } from '@jest/globals';
import { isUnionType } from 'graphql';
import { globalId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import { subgraphNames } from '../../src/app/graph.ts';
import { typesOfRows } from './rows.ts';
import { expectNothing, judgeAll, registry, some, whole, type Ask } from './stage.ts';
import { stage } from './the-stage.ts';
import { alone, amongOthers, entities, lists, typesWithId } from './ways.ts';

const NOTHING = '00000000-0000-7000-8000-000000000000';

/** Whether the subgraph gives back what it was told of such things, without looking: of what there is not, too. */
async function echoes(ask: Ask, type: string): Promise<boolean> {
  const [kind] = Object.entries(idTypes).find(([, of]) => of === type) ?? [];
  const named = { __typename: type, id: globalId(kind as IdKind, NOTHING) };
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on ${type} { id } } }`;
  const { data } = await ask({ query, variables: { of: [named] } }, {});
  return JSON.stringify(data?.['_entities']) === JSON.stringify([named]);
}

describe.each(subgraphNames)('the subgraph %s', (name) => {
  test('lets nobody see more than all of them together', async () => {
    const graph = stage.world.exchange.subgraph(name);
    const { schema } = graph;
    const door = await stage.world.door(graph);
    const ask: Ask = async (body, headers) => (await door(body, headers)).json();
    const rows = [...stage.oracle.rows.values()];
    const entity = schema.getType('_Entity');
    const keyed = (isUnionType(entity) ? entity.getTypes() : [])
      .filter((type) => 'id' in type.getFields())
      .map((type) => type.name);
    const wrong: string[] = [];
    let ways = 0;
    for (const type of keyed.filter((one) => typesOfRows.includes(one))) {
      // Nothing is told of what is not looked for.
      if (await echoes(ask, type)) continue;
      for (const way of entities(schema, type, rows)) {
        const truth = await stage.truth(way.truth, {});
        wrong.push(...(await judgeAll(stage, way, truth, ask, some(stage.lookers, ways, 4))));
        ways += 1;
      }
    }
    for (const type of typesWithId(schema, registry)) {
      const among = schema.getQueryType()?.getFields()['nodes'] === undefined ? [] : amongOthers(schema, type, rows);
      for (const way of [...among, ...alone(schema, registry, type, rows), ...lists(schema, registry, type)]) {
        const truth = await whole(stage.truth, way, {});
        wrong.push(...(await judgeAll(stage, way, truth, ask, some(stage.lookers, ways, 4))));
        ways += 1;
      }
    }
    expectNothing(wrong);
    expect(ways).toBeGreaterThan(2);
  });
});
