import { expect, test } from '@jest/globals';
import { AddUnitIdentifierDocument } from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { codeOf } from './identifying.ts';
import { administratorOf } from '../people/posting.ts';

test('of two units that add one number at once one has it, and the other is told', async () => {
  await using world = await createWorld();
  const { mall, power } = await world.alliance('五色', 'street', 'mall', 'power');
  const units = [await administratorOf(world, mall), await administratorOf(world, power)];
  for (let round = 0; round < scaled(10, 100); round += 1) {
    const about = { scheme: 'USCC' as const, value: codeOf('91', round) };
    const answers = await Promise.all(
      units.map((actor) => actor.act(AddUnitIdentifierDocument, { ...about, unitId: actor.unitId })),
    );
    expect(answers.filter(({ identifier }) => identifier !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID_INPUT' }]);
  }
  expect(await world.sql('select from directory.unit_identifier')).toHaveLength(scaled(10, 100));
});
