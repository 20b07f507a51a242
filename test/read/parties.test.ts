/** An interface whose type a row decides: who did what is on the record, a unit or an app. */
import { expect, test } from '@jest/globals';
import { globalId } from '../../src/domain/ids.ts';
import { createWorld } from '../support/world.ts';
import { offer } from '../scenarios/story.ts';

const QUERY = `{
  auditEntries(order: OLDEST) {
    nodes {
      actor {
        __typename
        id
        who: __typename
        ... on Unit { shortName }
        ... on App { name vendor }
        ... on Party { again: id }
      }
    }
  }
}`;

test('the actor of an audit entry is a unit or an app, in one statement', async () => {
  await using world = await createWorld();
  const { street, mall, uuid } = await world.alliance('五色', 'street', 'mall');
  await world.people.app(street.unit ?? world.id('unit'), uuid);
  await offer(mall, { title: '供给' });
  const [granted] = await world.sql<{ app_id: string }>('select app_id from access.installation');
  await world.sql(
    `insert into data.audit (id, at, app_id, unit_id, alliance_id, action, subject_type, subject_id, body, request_id)
     select gen_random_uuid(), at, $1, null, alliance_id, 'test:done', subject_type, subject_id, '{}', 'test' from data.audit limit 1`,
    [granted?.app_id],
  );
  world.statements.length = 0;
  const { data, errors } = await street.try<{ auditEntries: { nodes: { actor: { __typename: string } }[] } }, object>(
    QUERY,
  );
  expect(errors).toBeUndefined();
  expect(world.statements).toHaveLength(1);
  const actors = data?.auditEntries.nodes.map(({ actor }) => actor) ?? [];
  const appId = globalId('app', granted?.app_id ?? '');
  expect(new Set(actors.map(({ __typename }) => __typename))).toEqual(new Set(['Unit', 'App']));
  expect(actors).toContainEqual({
    __typename: 'App',
    id: appId,
    who: 'App',
    name: '配餐助手',
    vendor: '某公司',
    again: appId,
  });
  expect(actors).toContainEqual({
    __typename: 'Unit',
    id: mall.unitId,
    who: 'Unit',
    shortName: 'mall',
    again: mall.unitId,
  });
});
