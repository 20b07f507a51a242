/** Who sees what of each subgraph by itself: over its own root fields, and by the keys that other subgraphs ask with. */
import { describe, expect, test } from '@jest/globals';
import { isUnionType } from 'graphql';
import { subgraphNames } from '../../src/app/graph.ts';
import { typesOfRows } from './rows.ts';
import { expectNothing, judgeAll, registry, some, whole, type Ask } from './stage.ts';
import { stage } from './the-stage.ts';
import { alone, amongOthers, entities, lists, typesWithId } from './ways.ts';

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
