/** Administrators who say at once to whom their unit shows how reliable it is: one has done so, the others have not seen that. */
import { expect, test } from '@jest/globals';
import { ShowReliabilityDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { administering } from '../access/sharing-steps.ts';
import { reliabilityOf } from './reliability-steps.ts';

test('of many words at once one is taken, each time', async () => {
  await using world = await createWorld();
  const cast = await world.alliance('五色', 'street', 'mall');
  const mall = await administering(world, cast.mall);
  const words = ['NOBODY', 'MEMBERS', 'EVERYBODY'] as const;
  for (let version = 0; version < 3; version += 1) {
    const before = await reliabilityOf(mall, mall);
    const others = words.filter((word) => word !== before?.shownTo);
    const answers = await Promise.all(
      Array.from({ length: scaled(8, 40) }, (_, i) =>
        mall.act(ShowReliabilityDocument, {
          to: others[i % others.length] ?? 'NOBODY',
          ...(version > 0 && { expectedVersion: version }),
        }),
      ),
    );
    const done = answers.flatMap(({ unit }) => unit ?? []);
    expect(done).toHaveLength(1);
    expect(new Set(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
      new Set(['VERSION_CONFLICT']),
    );
    expect(await reliabilityOf(mall, mall)).toMatchObject({ ...done[0]?.reliability, version: version + 1 });
  }
  expect(await world.sql("select from data.audit where action = 'reliability:shown'")).toHaveLength(3);
});
