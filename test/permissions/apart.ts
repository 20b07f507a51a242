/** Who sees what of each subgraph by itself: over its own root fields, and by the keys that other subgraphs ask with. */
import { describe, expect, test } from '@jest/globals';
import { isUnionType, Kind, type GraphQLObjectType } from 'graphql';
import { globalId } from '../../src/domain/ids.ts';
import { idTypes, type IdKind } from '../../src/domain/kinds.ts';
import { subgraphNames } from '../../src/app/graph.ts';
import { typesOfRows } from './rows.ts';
import { expectNothing, judgeAll, registry, some, whole, type Ask } from './stage.ts';
import { stage } from './the-stage.ts';
import { alone, amongOthers, entities, lists, typesWithId } from './ways.ts';

/** Whether another subgraph is ever sent here for it; what is not is a name for what lies elsewhere. */
const isAnsweredHere = ({ astNode }: GraphQLObjectType): boolean =>
  !(astNode?.directives ?? []).some(({ arguments: given = [] }) =>
    given.some(({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value),
  );

const NOTHING = '00000000-0000-7000-8000-000000000000';

describe.each(subgraphNames)('the subgraph %s', (name) => {
  test('says of what lies elsewhere what it was told, and no more', async () => {
    const graph = stage.world.exchange.subgraph(name);
    const door = await stage.world.door(graph);
    const entity = graph.schema.getType('_Entity');
    const named = (isUnionType(entity) ? entity.getTypes() : []).filter((type) => !isAnsweredHere(type));
    for (const type of named.filter((one) => 'id' in one.getFields())) {
      expect(Object.keys(type.getFields())).toEqual(['id']);
      const [kind] = Object.entries(idTypes).find(([, of]) => of === type.name) ?? [];
      const id = globalId(kind as IdKind, NOTHING);
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on ${type.name} { id } } }`;
      const variables = { of: [{ __typename: type.name, id }] };
      const { data } = (await door({ query, variables }, {})).json<{ data: object }>();
      expect(data).toEqual({ _entities: [{ __typename: type.name, id }] });
    }
  });

  test('lets nobody see more than all of them together', async () => {
    const graph = stage.world.exchange.subgraph(name);
    const { schema } = graph;
    const door = await stage.world.door(graph);
    const ask: Ask = async (body, headers) => (await door(body, headers)).json();
    const rows = [...stage.oracle.rows.values()];
    const entity = schema.getType('_Entity');
    const keyed = (isUnionType(entity) ? entity.getTypes() : [])
      .filter((type) => 'id' in type.getFields() && isAnsweredHere(type))
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
