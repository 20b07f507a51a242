import { expect, test } from '@jest/globals';
import { UpdateUnitContactDocument } from '../generated/operations.ts';
import { scaled } from '../support/scale.ts';
import { createWorld } from '../support/world.ts';

test('of many who edit a contact they saw alike exactly one is done, the others are told that it changed', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  // The first contact, which is not there to be locked, then one that is.
  for (const expectedVersion of [null, 1]) {
    const answers = await Promise.all(
      Array.from({ length: scaled(24, 100) }, (_, i) => {
        const mobile = `+86138${String(i).padStart(8, '0')}`;
        return mall.act(UpdateUnitContactDocument, { unitId: mall.unitId, expectedVersion, name: `甲${i}`, mobile });
      }),
    );
    const done = answers.filter(({ unit }) => unit !== null);
    expect(done).toHaveLength(1);
    expect(done[0]?.unit?.contact.version).toBe((expectedVersion ?? 0) + 1);
    const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refusals).toEqual(answers.slice(1).map(() => 'VERSION_CONFLICT'));
    const kept = await world.sql('select name, mobile, version from directory.unit_contact');
    const { name, mobile, version } = { ...done[0]?.unit?.contact };
    expect(kept).toEqual([{ name, mobile, version }]);
  }
  expect(await world.sql("select from data.audit where action = 'unit:contact-updated'")).toHaveLength(2);
});
