import { expect, test } from '@jest/globals';
import { DisbandBodyDocument, ReviseBodyDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { bodyAsOf, established } from './body-steps.ts';

test('a body is called otherwise where it lies, whatever became of the one above', async () => {
  await using world = await createWorld();
  const { street, id } = await world.alliance('上', 'street', 'mall');
  const above = await established(street, id, '大工委');
  const below = await established(street, id, '大党委', { parentId: above.id });
  await street.do(DisbandBodyDocument, { bodyId: above.id, expectedVersion: above.version, reason: '撤并' });
  const now = await bodyAsOf(street, below.id);
  const { body } = await street.do(ReviseBodyDocument, {
    ...{
      bodyId: below.id,
      expectedVersion: now.version,
      kind: 'body.joint-conference',
      name: '新大党委',
      parentId: above.id,
    },
  });
  expect(body).toMatchObject({ name: '新大党委', parent: { name: '大工委' } });
  const other = await established(street, id, '另一机构');
  expect(
    await street.refused(ReviseBodyDocument, {
      ...{
        bodyId: other.id,
        expectedVersion: 1,
        kind: 'body.joint-conference',
        name: '另一机构',
        parentId: above.id,
      },
    }),
  ).toMatchObject({ code: 'WRONG_STATE' });
});
